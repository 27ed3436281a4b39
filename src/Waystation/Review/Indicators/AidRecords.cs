using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Indicators;

/// <summary>One record behind a number of mutual aid. Of people the masked name and the union; of payments the amount and no name: never what somebody had, nor where they were treated.</summary>
/// <param name="Member">Whose record it is; null where no name stands in it.</param>
public sealed record AidRecord(string Key, Guid? Member, IReadOnlyList<string> Cells);

/// <summary>The very records that a number of mutual aid counts, as they are now, of one branch.</summary>
public sealed class AidRecords(NpgsqlDataSource source)
{
    public const int PageSize = 100;

    const string Branch = "SELECT below_id FROM union_lines WHERE above_id = $1 AND during @> $3";

    const string Masked = "CASE length(m.name) WHEN 1 THEN '*' WHEN 2 THEN left(m.name, 1) || '*' ELSE left(m.name, 1) || repeat('*', length(m.name) - 2) || right(m.name, 1) END";

    const string Insured = "SELECT b.member_id::text AS key, b.member_id, 1::bigint AS value, NULL::date AS paid_on, NULL::int AS quarter, b.union_id, b.person_id FROM aid_belonged($3) b JOIN aid_insured($3) i USING (person_id) WHERE b.union_id IN (" + Branch + ") AND $2::date IS NOT NULL";

    const string Helped =
        """
        SELECT b.member_id::text AS key, b.member_id, 1::bigint AS value, max(p.paid_on) AS paid_on, NULL::int AS quarter, b.union_id, b.person_id FROM aid_belonged($3) b JOIN aid_paid(date_trunc('year', $3::date)::date, $3) p ON p.person_id = b.person_id AND p.quarter IS NOT NULL
        WHERE b.union_id IN (
        """ + Branch + ") AND $2::date IS NOT NULL GROUP BY b.member_id, b.union_id, b.person_id";

    const string Money =
        """
        SELECT lpad(p.reference::text, 20, '0') || coalesce(p.quarter::text, 'c') AS key, NULL::uuid AS member_id, p.fen AS value, p.paid_on, p.quarter, coalesce(b.union_id, u.union_id) AS union_id, p.person_id FROM aid_paid($2, $3) p
        LEFT JOIN aid_belonged($3) b ON b.person_id = p.person_id LEFT JOIN insured_people i ON i.id = p.person_id LEFT JOIN aid_unions u ON u.id = i.aid_union
        WHERE coalesce(b.union_id, u.union_id) IN (
        """ + Branch + ")";

    /// <summary>The keys of the column heads.</summary>
    public static string[] Heads(AidIndicator indicator) => indicator == AidIndicator.Money
        ? ["indicators.col-reference", "indicators.col-paid-on", "indicators.col-paid-for", "indicators.col-fen"]
        : indicator == AidIndicator.Helped ? ["indicators.col-name", "indicators.col-union", "indicators.col-paid-on"] : ["indicators.col-name", "indicators.col-union"];

    /// <summary>One page after another, by key.</summary>
    /// <param name="first">Of the money: from when on.</param>
    public async Task<List<AidRecord>> AfterAsync(AidIndicator indicator, Guid unionId, DateOnly first, DateOnly last, string? after, CancellationToken ct)
    {
        await using var ask = source.CreateCommand(
            "SELECT r.key, r.member_id, " + Masked + ", u.name, r.paid_on, r.quarter, r.value FROM (" + Of(indicator) + ") r JOIN unions u ON u.id = r.union_id LEFT JOIN members m ON m.id = r.member_id"
            + " WHERE ($4::text IS NULL OR r.key > $4) ORDER BY r.key LIMIT $5").With(unionId, first, last, after, PageSize + 1);
        await using var row = await ask.ExecuteReaderAsync(ct);
        List<AidRecord> records = [];
        while (await row.ReadAsync(ct)) records.Add(new(row.GetString(0), row.IsDBNull(1) ? null : row.GetGuid(1), Cells(indicator, row)));
        return records;
    }

    /// <summary>As many as the records are now, or what they come to in fen; and how many people that is.</summary>
    public async Task<(long Value, long People)> CountAsync(AidIndicator indicator, Guid unionId, DateOnly first, DateOnly last, CancellationToken ct)
    {
        await using var ask = source.CreateCommand("SELECT coalesce(sum(r.value), 0)::bigint, count(DISTINCT r.person_id) FROM (" + Of(indicator) + ") r").With(unionId, first, last);
        await using var row = await ask.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    static string Of(AidIndicator indicator) => indicator == AidIndicator.Insured ? Insured : indicator == AidIndicator.Helped ? Helped : Money;

    static string[] Cells(AidIndicator indicator, NpgsqlDataReader row)
    {
        var paid = row.IsDBNull(4) ? "" : row.GetFieldValue<DateOnly>(4).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        if (indicator == AidIndicator.Insured) return [row.GetString(2), row.GetString(3)];
        if (indicator == AidIndicator.Helped) return [row.GetString(2), row.GetString(3), paid];
        return [row.GetString(0)[..20].TrimStart('0'), paid, row.IsDBNull(5) ? Words.Say("indicators.paid-claim") : Words.Say("indicators.paid-quarter", row.GetInt32(5) / 10, row.GetInt32(5) % 10), new Shared.Money(row.GetInt64(6)).Shown];
    }
}
