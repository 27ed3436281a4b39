using Npgsql;
using Waystation.Data;
using Waystation.Indicators;
using Waystation.Rulebook;

namespace Waystation.KeyWork;

/// <summary>A unit that reports, and its report where it stands.</summary>
/// <param name="Items">Its own open items, and those below it.</param>
public sealed record UnitReport(Guid UnionId, string Union, long Items, DateTime? At, bool NothingNew, string? Words, string? By)
{
    public bool HasReported => At is not null;
}

/// <summary>Who has reported the month, and who owes: the units directly below that report, on the tree as it was, or the unit itself where none stands below.</summary>
public sealed class Reporting(NpgsqlDataSource source, Rules rules, TimeProvider clock)
{
    const string Select =
        """
        SELECT u.id, coalesce(f.name, u.name), (
                SELECT count(*) FROM key_month_items e JOIN key_items i ON i.id = e.item_id JOIN union_lines l ON l.below_id = i.union_id AND l.above_id = u.id AND l.during @> $3 WHERE e.month = $2),
            r.at, coalesce(r.nothing_new, false), r.words, a.name
        FROM union_lines b JOIN unions u ON u.id = b.below_id JOIN union_kinds k ON k.code = u.kind
        LEFT JOIN union_former_names f ON f.union_id = u.id AND f.during @> $3
        LEFT JOIN key_reports r ON r.union_id = u.id AND r.month = $2
        LEFT JOIN posts p ON p.id = r.by_post_id LEFT JOIN accounts a ON a.id = p.account_id
        WHERE b.above_id = $1 AND b.distance = $5 AND b.during @> $3 AND u.kind = ANY ($4)
        ORDER BY (r.at IS NOT NULL), k.rank, u.sort_key, u.id
        """;

    /// <summary>Those that owe stand first.</summary>
    public async Task<IReadOnlyList<UnitReport>> ReadAsync(Guid unionId, Month month, CancellationToken ct) =>
        await ReadAsync(unionId, month, distance: 1, ct) is { Count: > 0 } below ? below : await ReadAsync(unionId, month, distance: 0, ct);

    /// <summary>Those directly below that report; none where none stands there.</summary>
    public Task<IReadOnlyList<UnitReport>> BelowAsync(Guid unionId, Month month, CancellationToken ct) => ReadAsync(unionId, month, distance: 1, ct);

    /// <summary>The unit's own; null where it is not one that reports.</summary>
    public async Task<UnitReport?> OwnAsync(Guid unionId, Month month, CancellationToken ct) => (await ReadAsync(unionId, month, distance: 0, ct)).SingleOrDefault();

    /// <summary>The last day in time for that month.</summary>
    public DateOnly DueIn(Month month) => Rule(month).DueIn(month.First);

    MonthlyReport Rule(Month month) => rules.On<MonthlyReport>(MonthlyReport.KeyWork, month.AsOf(clock)).Value;

    async Task<IReadOnlyList<UnitReport>> ReadAsync(Guid unionId, Month month, int distance, CancellationToken ct)
    {
        await using var ask = source.CreateCommand(Select).With(unionId, month.First, month.AsOf(clock), Rule(month).From.ToArray(), distance);
        await using var row = await ask.ExecuteReaderAsync(ct);
        List<UnitReport> units = [];
        while (await row.ReadAsync(ct))
            units.Add(new(row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetDateTime(3), row.GetBoolean(4), row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6)));
        return units;
    }
}
