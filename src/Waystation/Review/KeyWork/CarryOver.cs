using Npgsql;
using Waystation.Data;
using Waystation.Indicators;
using Waystation.Logbook;

namespace Waystation.KeyWork;

/// <summary>
/// Puts what was not finished at the end of a month on the list of the next. Safe to repeat and to run on several nodes: the key of
/// the list takes each item once a month, and months in which no node ran are made up for.
/// </summary>
public sealed class CarryOver(NpgsqlDataSource source, TimeProvider clock)
{
    const int MonthsBack = 36;

    /// <returns>How many entries were made now.</returns>
    public async Task<int> RunAsync(CancellationToken ct = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        await using var carry = new NpgsqlCommand(
            """
            INSERT INTO key_month_items (month, item_id, carried_at)
            SELECT next.month, i.id, $2 FROM key_items i
            CROSS JOIN LATERAL (
                SELECT m::date AS month FROM generate_series(
                    greatest(date_trunc('month', i.set_on::timestamp) + interval '1 month', $3::date::timestamp),
                    least($1::date::timestamp, coalesce(date_trunc('month', i.ended_on::timestamp), $1::date::timestamp)), interval '1 month') m) next
            WHERE NOT EXISTS (SELECT FROM key_month_items e WHERE e.month = next.month AND e.item_id = i.id)
            ORDER BY next.month, i.id ON CONFLICT DO NOTHING
            """, connection).With(Month.Now(clock).First, now.UtcDateTime, Month.Now(clock).First.AddMonths(-MonthsBack));
        var carried = await carry.ExecuteNonQueryAsync(ct);
        if (carried > 0) await new LogLine(Actor.System, Did.CarriedKeyWork, now, Amount: carried).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
        return carried;
    }
}
