using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Indicators;

/// <summary>
/// Freezes the numbers of every month that is over. Safe to repeat and to run on several nodes: a month is closed once, and
/// stays as it was, whatever is corrected in the records later.
/// </summary>
public sealed class CloseMonths(NpgsqlDataSource source, TimeProvider clock)
{
    const long OneCloser = 10_001;

    /// <summary>So far back a house that has just begun closes its months: a year and the one before it, to compare with.</summary>
    const int MonthsBack = 24;

    /// <returns>The months closed now.</returns>
    public async Task<IReadOnlyList<Month>> RunAsync(CancellationToken ct = default)
    {
        List<Month> closed = [];
        var now = Month.Now(clock);
        for (var month = Month.Of(now.First.AddMonths(-MonthsBack)); month != now; month = month.Next)
            if (await CloseAsync(month, ct)) closed.Add(month);
        return closed;
    }

    async Task<bool> CloseAsync(Month month, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var alone = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection).With(OneCloser)) await alone.ExecuteNonQueryAsync(ct);
        await using (var close = new NpgsqlCommand("INSERT INTO closed_months (month, closed_at) VALUES ($1, $2) ON CONFLICT DO NOTHING", connection).With(month.First, clock.GetUtcNow().UtcDateTime))
            if (await close.ExecuteNonQueryAsync(ct) == 0) return false;

        foreach (var indicator in Indicator.All) await FreezeAsync(connection, month, indicator, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    static async Task FreezeAsync(NpgsqlConnection connection, Month month, Indicator indicator, CancellationToken ct)
    {
        await using var freeze = new NpgsqlCommand(
            "INSERT INTO month_numbers (month, indicator, union_id, value) SELECT $1, $3, union_id, value FROM " + indicator.Function + "($1, $2)", connection)
            .With(month.First, month.Last, indicator.Code);
        await freeze.ExecuteNonQueryAsync(ct);
    }
}
