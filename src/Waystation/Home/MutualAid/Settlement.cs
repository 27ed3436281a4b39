using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>The figures of a quarter's settlement.</summary>
/// <param name="Lines">Data lines of the file, repeats included.</param>
/// <param name="DistinctLinesKnown">Serial numbers of known people so far this plan year.</param>
/// <param name="UnknownPersonLines">Lines of this file.</param>
/// <param name="IneligiblePersons">People with a known line this year who are not eligible.</param>
/// <param name="OverpaidPersons">Eligible people whose entitlement so far is below what was paid.</param>
public sealed record SettlementFigures(int Lines, int RefusedLines, int DistinctLinesKnown, int UnknownPersonLines, int IneligiblePersons, int Payments, int Failed, Money Total, int OverpaidPersons);

/// <summary>A quarter's settlement as it is stored.</summary>
/// <param name="Figures">None before every unit is done.</param>
sealed record StoredSettlement(Quarter Quarter, byte[] FileHash, string Rule, SettlementFigures? Figures)
{
    public bool IsFinished => Figures is not null;

    public static async Task<StoredSettlement?> FindAsync(NpgsqlConnection connection, Quarter quarter, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(
            """
            SELECT file_hash, rule, finished_at IS NOT NULL, lines, refused_lines, coalesce(known_lines, 0), coalesce(unknown_lines, 0), coalesce(ineligible, 0), coalesce(payments, 0), coalesce(failed, 0),
                coalesce(total_fen, 0), coalesce(overpaid, 0)
            FROM aid_settlements WHERE quarter = $1
            """, connection).With(quarter.Code);
        await using var row = await find.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return null;

        var figures = new SettlementFigures(row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8), row.GetInt32(9), new(row.GetInt64(10)), row.GetInt32(11));
        return new(quarter, row.GetFieldValue<byte[]>(0), row.GetString(1), row.GetBoolean(2) ? figures : null);
    }
}
