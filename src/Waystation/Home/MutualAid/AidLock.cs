using Npgsql;
using Waystation.Data;

namespace Waystation.MutualAid;

/// <summary>Held by whoever changes the register or loads a quarter's lines, until the end of the transaction: one at a time.</summary>
static class AidLock
{
    const long Key = 0x0a1d_5e77_1e00;

    public static async Task TakeAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var take = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection) { CommandTimeout = 0 };
        take.With(Key);
        await take.ExecuteNonQueryAsync(ct);
    }
}
