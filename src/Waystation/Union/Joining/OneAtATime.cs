using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Data;

namespace Waystation.Joining;

/// <summary>Two officers, or an officer and the clock, act on one thing in turn: the second sees what the first did.</summary>
static class OneAtATime
{
    public static NpgsqlConnection Connection(this WaystationDb db) => (NpgsqlConnection)db.Database.GetDbConnection();

    /// <summary>In the open transaction: the row is held, and the object says what stands in it now.</summary>
    public static async Task HoldAsync(this WaystationDb db, Application application, CancellationToken ct)
    {
        await using (var hold = new NpgsqlCommand("SELECT FROM applications WHERE id = $1 FOR UPDATE", db.Connection()).With(application.Id)) await hold.ExecuteNonQueryAsync(ct);
        await db.Entry(application).ReloadAsync(ct);
    }

    public static async Task HoldAsync(this WaystationDb db, Transfer transfer, CancellationToken ct)
    {
        await using (var hold = new NpgsqlCommand("SELECT FROM transfers WHERE id = $1 FOR UPDATE", db.Connection()).With(transfer.Id)) await hold.ExecuteNonQueryAsync(ct);
        await db.Entry(transfer).ReloadAsync(ct);
    }
}
