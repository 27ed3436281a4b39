using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MutualAid;

public sealed record DistrictTotal(string District, int Payments, Money Total);

/// <summary>What a settlement comes to, for whoever decides whether it may be made: by district, and the ten largest (by place, without a name).</summary>
public sealed record TrialSettlement(Quarter Quarter, SettlementFigures Figures, IReadOnlyList<DistrictTotal> Districts, IReadOnlyList<(string Union, Money Pay)> Largest)
{
    const int Shown = 10;

    internal static async Task<TrialSettlement> OfAsync(NpgsqlConnection connection, Quarter quarter, SettlementFigures figures, CancellationToken ct) =>
        new(quarter, figures, await DistrictsAsync(connection, quarter, ct), await LargestAsync(connection, quarter, ct));

    /// <summary>The union's name tells its district, whether the tree knows it or not.</summary>
    static async Task<IReadOnlyList<DistrictTotal>> DistrictsAsync(NpgsqlConnection connection, Quarter quarter, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(
            """
            SELECT coalesce(substring(u.name from '^(?:[^区市]{2,8}市)?([^区]{1,8}区)'), u.name) AS district, count(*)::int, sum(p.fen)::bigint
            FROM aid_payments p JOIN insured_people i ON i.id = p.person_id JOIN aid_unions u ON u.id = i.aid_union
            WHERE p.quarter = $1 GROUP BY 1 ORDER BY 3 DESC, 1
            """, connection) { CommandTimeout = 0 };
        await using var row = await ask.With(quarter.Code).ExecuteReaderAsync(ct);
        List<DistrictTotal> districts = [];
        while (await row.ReadAsync(ct)) districts.Add(new(row.GetString(0), row.GetInt32(1), new(row.GetInt64(2))));
        return districts;
    }

    static async Task<IReadOnlyList<(string, Money)>> LargestAsync(NpgsqlConnection connection, Quarter quarter, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(
            """
            SELECT u.name, p.fen FROM (SELECT * FROM aid_payments WHERE quarter = $1 ORDER BY fen DESC, person_id LIMIT $2) p
            JOIN insured_people i ON i.id = p.person_id JOIN aid_unions u ON u.id = i.aid_union ORDER BY p.fen DESC, p.person_id
            """, connection) { CommandTimeout = 0 };
        await using var row = await ask.With(quarter.Code, Shown).ExecuteReaderAsync(ct);
        List<(string, Money)> largest = [];
        while (await row.ReadAsync(ct)) largest.Add((row.GetString(0), new(row.GetInt64(1))));
        return largest;
    }
}
