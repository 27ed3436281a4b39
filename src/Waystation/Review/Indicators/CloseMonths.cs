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
            if (await CloseAsync(month, isLast: month.Next == now, ct)) closed.Add(month);
        return closed;
    }

    async Task<bool> CloseAsync(Month month, bool isLast, CancellationToken ct)
    {
        AidIndicator[] aid = [.. AidIndicator.All.Where(i => isLast || i.HasDays)];
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var alone = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection).With(OneCloser)) await alone.ExecuteNonQueryAsync(ct);
        await using (var close = new NpgsqlCommand("INSERT INTO closed_months (month, closed_at, counted) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", connection).With(month.First, clock.GetUtcNow().UtcDateTime, aid.Select(i => i.Code).ToArray()))
            if (await close.ExecuteNonQueryAsync(ct) == 0) return false;

        foreach (var indicator in Indicator.All) await FreezeAsync(connection, month, indicator.Code, indicator.Function, ct);
        foreach (var indicator in aid) await FreezeAsync(connection, month, indicator.Code, indicator.Function, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    static async Task FreezeAsync(NpgsqlConnection connection, Month month, string code, string function, CancellationToken ct)
    {
        await using var freeze = new NpgsqlCommand(
            "INSERT INTO month_numbers (month, indicator, union_id, value) SELECT $1, $3, union_id, value FROM " + function + "($1, $2)", connection) { CommandTimeout = 0 }
            .With(month.First, month.Last, code);
        await freeze.ExecuteNonQueryAsync(ct);
    }
}
