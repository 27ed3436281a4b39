using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Rulebook;

namespace Waystation.KeyWork;

/// <summary>One line of what happened to an item. <paramref name="Kind"/> is a line's, or <c>carried</c>.</summary>
/// <param name="Role">Of the post that did it; none: the house itself.</param>
public sealed record HistoryLine(DateTime At, string Kind, string Words, DateOnly? OnDay, NumberShown? Number, Role? Role, string? By, string? Post, string Union, string Person, DateOnly DueOn);

/// <summary>All that happened to one item, the latest first, and how it stands today.</summary>
public sealed class ItemHistory(NpgsqlDataSource source, Rules rules, TimeProvider clock)
{
    const string Select =
        """
        SELECT l.at, l.kind, l.words, l.on_day, l.indicator, l.indicator_month, l.indicator_value, b.role, ba.name, bu.name, u.name, coalesce(a.name, l.person, ''), l.due_on, l.seq
        FROM key_lines l JOIN unions u ON u.id = l.union_id JOIN posts b ON b.id = l.by_post_id JOIN accounts ba ON ba.id = b.account_id JOIN unions bu ON bu.id = b.union_id
        LEFT JOIN posts p ON p.id = l.post_id LEFT JOIN accounts a ON a.id = p.account_id
        WHERE l.item_id = $1
        UNION ALL
        SELECT e.month::timestamp AT TIME ZONE 'Asia/Shanghai', 'carried', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', '', e.month, 0
        FROM key_month_items e WHERE e.item_id = $1 AND e.carried_at IS NOT NULL
        ORDER BY 1 DESC, 14 DESC
        """;

    public async Task<IReadOnlyList<HistoryLine>> ReadAsync(KeyItem item, CancellationToken ct)
    {
        await using var ask = source.CreateCommand(Select).With(item.Id);
        await using var row = await ask.ExecuteReaderAsync(ct);
        List<HistoryLine> lines = [];
        while (await row.ReadAsync(ct)) lines.Add(Of(row));
        return lines;
    }

    public Judged Judge(KeyItem item)
    {
        var today = Shared.City.Today(clock);
        return Judged.Of(rules.On<KeyLight>(KeyLight.KeyWork, today).Value, item.SetOn, item.DueOn, item.State, item.EndedOn, item.ShownOn, today);
    }

    static HistoryLine Of(NpgsqlDataReader row) => new(
        row.GetDateTime(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetFieldValue<DateOnly>(3),
        row.IsDBNull(4) ? null : new(row.GetString(4), row.GetFieldValue<DateOnly>(5), row.GetInt64(6)),
        row.IsDBNull(7) ? null : Roles.Read(row.GetString(7)), Text(row, 8), Text(row, 9), row.GetString(10), row.GetString(11), row.GetFieldValue<DateOnly>(12));

    static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
