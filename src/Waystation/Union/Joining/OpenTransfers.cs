using Npgsql;
using Waystation.Data;

namespace Waystation.Joining;

/// <summary>A member is carried over once at a time; the table's unique index is the last guard.</summary>
static class OpenTransfers
{
    public static async Task<bool> AnyAsync(NpgsqlConnection connection, Guid memberId, CancellationToken ct)
    {
        // The member's row is held until the end of the transaction, so that two unions that ask at once ask one after the other.
        await using (var hold = new NpgsqlCommand("SELECT FROM members WHERE id = $1 FOR UPDATE", connection).With(memberId)) await hold.ExecuteNonQueryAsync(ct);
        await using var any = new NpgsqlCommand("SELECT EXISTS (SELECT FROM transfers WHERE member_id = $1 AND due_on IS NOT NULL)", connection).With(memberId);
        return (bool)(await any.ExecuteScalarAsync(ct))!;
    }
}
