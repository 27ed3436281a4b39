using Waystation.Data;

namespace Waystation.Accounts;

/// <summary>Whether anybody at all can come in to a desk: if not, the program says how the first one is added.</summary>
public static class AnyOfficer
{
    public static async Task<bool> StandsAsync(House house)
    {
        await using var any = house.Database.Source.CreateCommand("SELECT EXISTS (SELECT FROM accounts WHERE kind = 'staff' AND closed_at IS NULL)");
        return (bool)(await any.ExecuteScalarAsync())!;
    }
}
