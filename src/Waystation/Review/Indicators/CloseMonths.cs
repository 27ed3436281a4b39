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

    /// <summary>What a house that begins has to bring in its registers before the months they tell of are frozen.</summary>
    static readonly TimeSpan toSettle = TimeSpan.FromDays(7);

    /// <summary>Whether the registers have had time to come in since the first union was entered.</summary>
    public async Task<bool> IsSettledAsync(CancellationToken ct = default)
    {
        await using var ask = source.CreateCommand("SELECT EXISTS (SELECT FROM unions WHERE created_at < $1)").With((clock.GetUtcNow() - toSettle).UtcDateTime);
        return await ask.ExecuteScalarAsync(ct) is true;
    }

    /// <returns>The months closed now.</returns>
    public async Task<IReadOnlyList<Month>> RunAsync(CancellationToken ct = default)
    {
        var last = Month.Now(clock).Before;
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var alone = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection).With(OneCloser)) await alone.ExecuteNonQueryAsync(ct);
        var closed = await CloseAsync(connection, last, ct);
        if (closed.Count == 0) return closed;

        foreach (var indicator in Indicator.All) await FreezeAsync(connection, closed, indicator.Code, indicator.Function, ct);
        foreach (var aid in AidIndicator.All) await FreezeAsync(connection, [.. closed.Where(month => month == last || aid.HasDays)], aid.Code, aid.Function, ct);
        await transaction.CommitAsync(ct);
        return closed;
    }

    async Task<IReadOnlyList<Month>> CloseAsync(NpgsqlConnection connection, Month last, CancellationToken ct)
    {
        await using var close = new NpgsqlCommand("""
            INSERT INTO closed_months (month, closed_at, counted)
            SELECT month::date, $3, CASE WHEN month = $2 THEN $4 ELSE $5 END FROM generate_series($1::timestamp, $2::timestamp, interval '1 month') month
            ON CONFLICT DO NOTHING RETURNING month
            """, connection).With(last.Next.First.AddMonths(-MonthsBack), last.First, clock.GetUtcNow().UtcDateTime, Codes(AidIndicator.All), Codes(AidIndicator.All.Where(aid => aid.HasDays)));
        await using var read = await close.ExecuteReaderAsync(ct);
        List<Month> closed = [];
        while (await read.ReadAsync(ct)) closed.Add(Month.Of(read.GetFieldValue<DateOnly>(0)));
        return closed;
    }

    static string[] Codes(IEnumerable<AidIndicator> indicators) => [.. indicators.Select(aid => aid.Code)];

    static async Task FreezeAsync(NpgsqlConnection connection, IReadOnlyList<Month> months, string code, string function, CancellationToken ct)
    {
        await using var freeze = new NpgsqlCommand(
            "INSERT INTO month_numbers (month, indicator, union_id, value) SELECT m.first, $3, f.union_id, f.value FROM unnest($1, $2) AS m (first, last), " + function + "(m.first, m.last) f", connection) { CommandTimeout = 0 }
            .With(months.Select(month => month.First).ToArray(), months.Select(month => month.Last).ToArray(), code);
        await freeze.ExecuteNonQueryAsync(ct);
    }
}
