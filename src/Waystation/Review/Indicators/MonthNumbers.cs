using Npgsql;
using Waystation.Data;

namespace Waystation.Indicators;

/// <summary>One line of the page: a union with the sums over its branch.</summary>
/// <param name="Values">By indicator, in <see cref="Indicator.All"/>'s order.</param>
public sealed record NumbersRow(Guid UnionId, string Name, string? DivisionCode, long[] Values);

/// <summary>A union's numbers of a month, and those of the unions directly below it then.</summary>
/// <param name="IsFrozen">Read from the month's close; false: counted from the records now.</param>
public sealed record NumbersPage(NumbersRow Whole, IReadOnlyList<NumbersRow> Below, bool IsFrozen);

/// <summary>The numbers of a branch in a month, on the tree as it was: past months as they were frozen, the current one counted now.</summary>
public sealed class MonthNumbers(NpgsqlDataSource source, TimeProvider clock)
{
    public async Task<NumbersPage> ReadAsync(Guid unionId, Month month, CancellationToken ct)
    {
        var frozen = await IsClosedAsync(month, ct);
        var asOf = month.AsOf(clock);
        var rows = await RowsAsync(unionId, asOf, ct);
        for (var place = 0; place < Indicator.All.Count; place++)
            await foreach (var (id, value) in SumsAsync(Indicator.All[place], unionId, month, asOf, frozen, ct))
                if (rows.TryGetValue(id, out var row)) row.Values[place] = value;
        return new NumbersPage(rows[unionId], [.. rows.Values.Where(r => r.UnionId != unionId)], frozen);
    }

    /// <summary>What the month's close said of a branch; null while the month is not closed.</summary>
    public async Task<long?> FrozenAsync(Indicator indicator, Guid unionId, Month month, CancellationToken ct)
    {
        if (!await IsClosedAsync(month, ct)) return null;

        await using var ask = source.CreateCommand(
            """
            SELECT coalesce(sum(value), 0)::bigint FROM month_numbers JOIN union_lines l ON l.below_id = union_id AND l.above_id = $1 AND l.during @> $2
            WHERE month = $3 AND indicator = $4
            """).With(unionId, month.AsOf(clock), month.First, indicator.Code);
        return (long)(await ask.ExecuteScalarAsync(ct))!;
    }

    async Task<bool> IsClosedAsync(Month month, CancellationToken ct)
    {
        await using var ask = source.CreateCommand("SELECT EXISTS (SELECT FROM closed_months WHERE month = $1)").With(month.First);
        return (bool)(await ask.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The union and those directly below it on that day, by the names they bore then.</summary>
    async Task<Dictionary<Guid, NumbersRow>> RowsAsync(Guid unionId, DateOnly asOf, CancellationToken ct)
    {
        await using var ask = source.CreateCommand(
            """
            SELECT u.id, coalesce(f.name, u.name), u.division_code FROM union_lines l JOIN unions u ON u.id = l.below_id JOIN union_kinds k ON k.code = u.kind
            LEFT JOIN union_former_names f ON f.union_id = u.id AND f.during @> $2
            WHERE l.above_id = $1 AND l.distance <= 1 AND l.during @> $2 ORDER BY l.distance, k.rank, u.sort_key, u.id
            """).With(unionId, asOf);
        await using var row = await ask.ExecuteReaderAsync(ct);
        Dictionary<Guid, NumbersRow> rows = [];
        while (await row.ReadAsync(ct)) rows.Add(row.GetGuid(0), new(row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), new long[Indicator.All.Count]));
        return rows;
    }

    async IAsyncEnumerable<(Guid, long)> SumsAsync(
        Indicator indicator, Guid unionId, Month month, DateOnly asOf, bool frozen, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var own = frozen ? "SELECT union_id, value FROM month_numbers WHERE month = $3 AND indicator = $4" : "SELECT union_id, value FROM " + indicator.Function + "($3, $2)";
        // Whose branch each union of this one's stands in: the one directly below, or the union itself.
        await using var ask = source.CreateCommand(
            "WITH own AS (" + own + """
            ), branch AS (
                SELECT near.below_id AS top, far.below_id AS union_id FROM union_lines near JOIN union_lines far ON far.above_id = near.below_id AND far.during @> $2
                WHERE near.above_id = $1 AND near.distance <= 1 AND near.during @> $2)
            SELECT top, sum(value)::bigint FROM branch JOIN own USING (union_id) GROUP BY top
            """).With(unionId, asOf, month.First);
        if (frozen) ask.With(indicator.Code);
        await using var row = await ask.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) yield return (row.GetGuid(0), row.GetInt64(1));
    }
}
