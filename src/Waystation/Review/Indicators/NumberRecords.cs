using Npgsql;
using Waystation.Data;

namespace Waystation.Indicators;

/// <summary>One record behind a number, as text: names masked, no numbers of documents or phones.</summary>
public sealed record NumberRecord(Guid Id, IReadOnlyList<string> Cells);

/// <summary>The very records that a number counts, from the records as they are now.</summary>
public sealed class NumberRecords(NpgsqlDataSource source, TimeProvider clock)
{
    public const int PageSize = 100;

    const string Branch = "SELECT below_id FROM union_lines WHERE above_id = $1 AND during @> $3";

    const string People =
        """
        SELECT m.id, CASE length(m.name) WHEN 1 THEN '*' WHEN 2 THEN left(m.name, 1) || '*' ELSE left(m.name, 1) || repeat('*', length(m.name) - 2) || right(m.name, 1) END,
            u.name, m.joined_on::text, m.state
        FROM memberships s JOIN members m ON m.id = s.member_id JOIN unions u ON u.id = s.union_id
        WHERE s.union_id IN (
        """ + Branch + ") AND s.during @> $3 AND m.state <> 'applied'";

    const string Places =
        """
        SELECT p.id, p.name, u.name, coalesce(p.opened_on::text, ''), p.address FROM stations p JOIN unions u ON u.id = p.union_id
        WHERE p.union_id IN (
        """ + Branch + ") AND p.status IN ('active', 'suspended') AND coalesce(p.opened_on, (p.created_at AT TIME ZONE 'Asia/Shanghai')::date) <= $3 AND (p.starts_on <= $3) IS NOT FALSE AND (p.ends_on > $3) IS NOT FALSE AND $2::date IS NOT NULL";

    /// <summary>The keys of the column heads.</summary>
    public static string[] Heads(Indicator indicator) => indicator == Indicator.Stations
        ? ["indicators.col-station", "indicators.col-union", "indicators.col-opened", "indicators.col-address"]
        : ["indicators.col-name", "indicators.col-union", "indicators.col-joined", "indicators.col-state"];

    /// <summary>By id, one page after another.</summary>
    public async IAsyncEnumerable<NumberRecord> AfterAsync(
        Indicator indicator, Guid unionId, Month month, Guid? after, int? most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var key = indicator == Indicator.Stations ? "p.id" : "m.id";
        var joined = indicator == Indicator.Joins ? " AND m.joined_on BETWEEN $2 AND $3" : indicator == Indicator.Members ? " AND $2::date IS NOT NULL" : "";
        await using var ask = source.CreateCommand((indicator == Indicator.Stations ? Places : People) + joined + " AND ($4::uuid IS NULL OR " + key + " > $4) ORDER BY " + key + " LIMIT $5")
            .With(unionId, month.First, month.AsOf(clock), after, most);
        await using var row = await ask.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) yield return new(row.GetGuid(0), [row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4)]);
    }

    public async Task<long> CountAsync(Indicator indicator, Guid unionId, Month month, CancellationToken ct)
    {
        await using var ask = source.CreateCommand(
            "SELECT coalesce(sum(value), 0)::bigint FROM " + indicator.Function + "($2, $3) JOIN (" + Branch + ") branch ON below_id = union_id").With(unionId, month.First, month.AsOf(clock));
        return (long)(await ask.ExecuteScalarAsync(ct))!;
    }
}
