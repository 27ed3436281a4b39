using Npgsql;
using Waystation.Shared;

namespace Waystation.MyData;

/// <summary>Who answers for the data: the federation that stands above all the unions of this house.</summary>
public sealed class Keeper(NpgsqlDataSource source)
{
    /// <summary>Its name; before any union stands, that of the service.</summary>
    public async Task<string> NameAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("SELECT u.name FROM unions u JOIN union_kinds k ON k.code = u.kind WHERE k.stands_alone LIMIT 1");
        return await command.ExecuteScalarAsync(ct) as string ?? Words.Say("shared.service-name");
    }
}
