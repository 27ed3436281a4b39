using Npgsql;
using Waystation.Data;
using Waystation.Indicators;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.KeyWork;

/// <summary>An item as it stands on the list of a month.</summary>
/// <param name="Carried">上月结转: it stood on the list of the month before.</param>
public sealed record KeyRow(
    Guid Id, Guid UnionId, string Union, string Title, string Measure, string Person, bool IsColleague, DateOnly SetOn, DateOnly DueOn, KeyState State, DateOnly? EndedOn,
    DateOnly? ShownOn, string? Shown, NumberShown? Number, bool Carried, int Comments, string? Comment, Judged Judged);

/// <summary>What of a list is shown.</summary>
/// <param name="DueBy">Open, and due by that day.</param>
public sealed record KeyFilter(Light? Light = null, DateOnly? DueBy = null)
{
    public bool Takes(KeyRow row) => (Light is null || row.Judged.Light == Light) && (DueBy is null || (row.State is KeyState.Open && row.DueOn <= DueBy));
}

/// <summary>The key-work list of a branch in a month: the current one as it stands, a past one as it was at its close, on the tree as it was then.</summary>
public sealed class KeyList(NpgsqlDataSource source, Rules rules, TimeProvider clock)
{
    const string Select =
        """
        SELECT i.id, l.union_id, coalesce(f.name, u.name), l.title, l.measure, coalesce(a.name, l.person, ''), l.post_id IS NOT NULL, i.set_on, l.due_on, l.state, l.ended_on,
            s.on_day, s.words, s.indicator, s.indicator_month, s.indicator_value, e.carried_at IS NOT NULL, c.many, c.latest
        FROM key_month_items e
        JOIN key_items i ON i.id = e.item_id
        CROSS JOIN LATERAL (SELECT * FROM key_lines k WHERE k.item_id = i.id AND k.at < $4 ORDER BY k.at DESC, k.seq DESC LIMIT 1) l
        JOIN union_lines b ON b.below_id = l.union_id AND b.above_id = $1 AND b.during @> $3
        JOIN unions u ON u.id = l.union_id
        LEFT JOIN union_former_names f ON f.union_id = u.id AND f.during @> $3
        LEFT JOIN posts p ON p.id = l.post_id LEFT JOIN accounts a ON a.id = p.account_id
        LEFT JOIN LATERAL (SELECT * FROM key_lines k WHERE k.item_id = i.id AND k.kind = 'shown' AND k.at < $4 ORDER BY k.at DESC, k.seq DESC LIMIT 1) s ON true
        CROSS JOIN LATERAL (SELECT count(*)::int AS many, (array_agg(k.words ORDER BY k.seq DESC))[1] AS latest FROM key_lines k WHERE k.item_id = i.id AND k.kind = 'comment' AND k.at < $4) c
        WHERE e.month = $2
        ORDER BY b.distance, u.sort_key, u.id, l.due_on, i.id
        """;

    public async Task<IReadOnlyList<KeyRow>> ReadAsync(Guid unionId, Month month, CancellationToken ct)
    {
        var day = month.AsOf(clock);
        var rule = rules.On<KeyLight>(KeyLight.KeyWork, day).Value;
        await using var ask = source.CreateCommand(Select).With(unionId, month.First, day, CloseOf(month));
        await using var row = await ask.ExecuteReaderAsync(ct);
        List<KeyRow> rows = [];
        while (await row.ReadAsync(ct)) rows.Add(Of(row, rule, day));
        return rows;
    }

    /// <summary>The instant at which the month is over in the city; lines after it are not of the month.</summary>
    static DateTime CloseOf(Month month) => City.MidnightOf(month.Next.First);

    static KeyRow Of(NpgsqlDataReader row, KeyLight rule, DateOnly day)
    {
        var (setOn, dueOn, state) = (row.GetFieldValue<DateOnly>(7), row.GetFieldValue<DateOnly>(8), KeyCode.Read<KeyState>(row.GetString(9)));
        var (endedOn, shownOn) = (Day(row, 10), Day(row, 11));
        var number = row.IsDBNull(13) ? null : new NumberShown(row.GetString(13), row.GetFieldValue<DateOnly>(14), row.GetInt64(15));
        return new(
            row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetBoolean(6), setOn, dueOn, state, endedOn,
            shownOn, row.IsDBNull(12) ? null : row.GetString(12), number, row.GetBoolean(16), row.GetInt32(17), row.IsDBNull(18) ? null : row.GetString(18),
            Judged.Of(rule, setOn, dueOn, state, endedOn, shownOn, day));
    }

    static DateOnly? Day(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);
}
