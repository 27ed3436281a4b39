using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Indicators;

/// <summary>A share of members: what is counted, of how many.</summary>
public readonly record struct ShareOf(long Many, long Of)
{
    /// <summary>In percent to two places, half counting up; null of nobody.</summary>
    public decimal? Percent => Of == 0 ? null : Math.Round(100m * Many / Of, 2, MidpointRounding.AwayFromZero);
}

/// <summary>A branch's numbers of mutual aid in a month, as they were frozen. Null: that month's close did not count it.</summary>
/// <param name="Year">The year so far, and <paramref name="YearBefore"/> the same months a year earlier.</param>
public sealed record AidRow(Guid UnionId, string Name, long Members, long? InsuredMany, long? HelpedMany, Money? Money, Money? Year, Money? YearBefore)
{
    /// <summary>Fewer people than this are not shown: a number of one is a person.</summary>
    public const int Fewest = 5;

    public ShareOf? Insured => InsuredMany is { } many ? new(many, Members) : null;
    public ShareOf? Helped => HelpedMany is { } many ? new(many, Members) : null;

    /// <summary>How much more money than in the same months of the year before, in percent to two places.</summary>
    public decimal? Change => Year is { } now && YearBefore is { Fen: > 0 } before ? Math.Round(100m * (now.Fen - before.Fen) / before.Fen, 2, MidpointRounding.AwayFromZero) : null;

    /// <summary>So few were helped that the number, and their money, would say who.</summary>
    public bool IsFew => HelpedMany is > 0 and < Fewest;
}

/// <summary>A union's numbers, and those of the unions directly below it.</summary>
public sealed record AidPage(AidRow Whole, IReadOnlyList<AidRow> Below);

/// <summary>The numbers of mutual aid as months were closed, on the tree of the month's last day.</summary>
public sealed class AidNumbers(NpgsqlDataSource source)
{
    public async Task<AidPage> ReadAsync(Guid unionId, Month month, CancellationToken ct)
    {
        var counted = await CountedAsync(month, ct);
        await using var ask = source.CreateCommand(
            """
            WITH near AS (SELECT l.below_id AS top, l.distance FROM union_lines l WHERE l.above_id = $1 AND l.distance <= 1 AND l.during @> $2),
                sums AS (SELECT near.top, n.indicator, n.month, sum(n.value)::bigint AS value FROM near JOIN union_lines far ON far.above_id = near.top AND far.during @> $2
                    JOIN month_numbers n ON n.union_id = far.below_id WHERE (n.month = $3 AND n.indicator IN ('members', 'aid-insured', 'aid-helped'))
                        OR (n.indicator = 'aid-money' AND (n.month BETWEEN $4 AND $3 OR n.month BETWEEN $4 - interval '1 year' AND $3 - interval '1 year')) GROUP BY 1, 2, 3)
            SELECT u.id, coalesce(f.name, u.name),
                coalesce(sum(s.value) FILTER (WHERE s.indicator = 'members'), 0)::bigint, coalesce(sum(s.value) FILTER (WHERE s.indicator = 'aid-insured'), 0)::bigint,
                coalesce(sum(s.value) FILTER (WHERE s.indicator = 'aid-helped'), 0)::bigint, coalesce(sum(s.value) FILTER (WHERE s.indicator = 'aid-money' AND s.month = $3), 0)::bigint,
                coalesce(sum(s.value) FILTER (WHERE s.indicator = 'aid-money' AND s.month >= $4), 0)::bigint, coalesce(sum(s.value) FILTER (WHERE s.indicator = 'aid-money' AND s.month < $4), 0)::bigint
            FROM near JOIN unions u ON u.id = near.top JOIN union_kinds k ON k.code = u.kind LEFT JOIN union_former_names f ON f.union_id = u.id AND f.during @> $2 LEFT JOIN sums s ON s.top = near.top
            GROUP BY u.id, f.name, near.distance, k.rank ORDER BY near.distance, k.rank, u.sort_key, u.id
            """).With(unionId, month.Last, month.First, new DateOnly(month.Year, 1, 1));
        await using var row = await ask.ExecuteReaderAsync(ct);
        List<AidRow> rows = [];
        while (await row.ReadAsync(ct))
            rows.Add(new(row.GetGuid(0), row.GetString(1), row.GetInt64(2), counted.Insured ? row.GetInt64(3) : null, counted.Helped ? row.GetInt64(4) : null,
                counted.Helped ? new Money(row.GetInt64(5)) : null, counted.Year ? new Money(row.GetInt64(6)) : null, counted.YearBefore ? new Money(row.GetInt64(7)) : null));
        return new(rows.Single(r => r.UnionId == unionId), rows.FindAll(r => r.UnionId != unionId));
    }

    /// <summary>Null: not counted, or too few were helped to say it.</summary>
    public async Task<long?> ShownAsync(AidIndicator indicator, Guid unionId, Month month, CancellationToken ct)
    {
        var helped = await FrozenAsync(AidIndicator.Helped, unionId, month, ct);
        return indicator != AidIndicator.Insured && helped is > 0 and < AidRow.Fewest ? null : await FrozenAsync(indicator, unionId, month, ct);
    }

    /// <summary>Null: that month's close did not count it.</summary>
    public async Task<long?> FrozenAsync(AidIndicator indicator, Guid unionId, Month month, CancellationToken ct)
    {
        await using var ask = source.CreateCommand(
            """
            SELECT coalesce(sum(n.value), 0)::bigint FROM closed_months c LEFT JOIN (SELECT n.month, n.value FROM month_numbers n JOIN union_lines l ON l.below_id = n.union_id AND l.above_id = $1 AND l.during @> $2 WHERE n.indicator = $4) n USING (month)
            WHERE c.month = $3 AND $4 = ANY (c.counted) HAVING count(*) > 0
            """).With(unionId, month.Last, month.First, indicator.Code);
        return await ask.ExecuteScalarAsync(ct) as long?;
    }

    /// <summary>What this month's close counted; and whether each month of the year so far, and of the one before, counted the money.</summary>
    async Task<(bool Insured, bool Helped, bool Year, bool YearBefore)> CountedAsync(Month month, CancellationToken ct)
    {
        await using var ask = source.CreateCommand(
            """
            SELECT coalesce(bool_or(month = $1 AND 'aid-insured' = ANY (counted)), false), coalesce(bool_or(month = $1 AND 'aid-helped' = ANY (counted)), false),
                count(*) FILTER (WHERE month BETWEEN $2 AND $1 AND 'aid-money' = ANY (counted)) = $3, count(*) FILTER (WHERE month BETWEEN $2 - interval '1 year' AND $1 - interval '1 year' AND 'aid-money' = ANY (counted)) = $3
            FROM closed_months WHERE month BETWEEN $2 - interval '1 year' AND $1
            """).With(month.First, new DateOnly(month.Year, 1, 1), (long)month.Number);
        await using var row = await ask.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetBoolean(0), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3));
    }
}
