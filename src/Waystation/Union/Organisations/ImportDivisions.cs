using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Organisations;

/// <summary>
/// Takes in a table of divisions and founds, renames or moves the federations that stand for them. The same file twice changes
/// nothing; what disappeared is kept and noted. What officers have dissolved or renamed by hand stays as they left it.
/// </summary>
public sealed class ImportDivisions(WaystationDb db, TimeProvider clock)
{
    /// <param name="path">CSV or .xlsx with the columns <c>code,name,level,parent</c>.</param>
    /// <param name="dryRun">Says what would happen and writes nothing.</param>
    /// <exception cref="Refusal">The file is not such a table, or has no city; nothing was written.</exception>
    public async Task<ImportReport> RunAsync(string path, bool dryRun = false, CancellationToken ct = default)
    {
        var file = DivisionsFile.Read(path);
        ImportReport? report = null;
        await TreeChange.RunAsync(db, async () => report = await TakeInAsync(file, Path.GetFileName(path), ct), ct, keep: !dryRun);
        return report!;
    }

    async Task<ImportReport> TakeInAsync(DivisionsFile file, string name, CancellationToken ct)
    {
        var known = await db.Set<Division>().AsNoTracking().ToDictionaryAsync(d => d.Code, ct);
        RequireSameCity(file, known.Values);
        var rows = file.Rows.Where(r => known.GetValueOrDefault(r.Code) is not { } d || d.Level == r.Level).ToList();
        var changed = rows.Where(r => known.GetValueOrDefault(r.Code) is { } d && !IsSame(d, r)).ToList();
        var created = rows.Where(r => !known.ContainsKey(r.Code)).ToList();
        var gone = known.Values.Where(d => d.GoneOn is null && !file.Codes.Contains(d.Code)).OrderBy(d => d.Code).ToList();

        await KeepDivisionsAsync([.. created, .. changed], gone, ct);
        var federations = new DivisionFederations(db, clock, known);
        await federations.FollowAsync(rows, ct);
        return new ImportReport
        {
            File = name,
            Created = created.Count,
            Updated = changed.Count,
            Unchanged = rows.Count - created.Count - changed.Count,
            Refused = file.Problems.Count + file.Rows.Count - rows.Count,
            Problems = [.. file.Problems.Concat(LevelsChanged(file, known)).Concat(federations.Notes).OrderBy(p => p.Row), .. gone.Select(Gone)],
        };
    }

    static bool IsSame(Division known, DivisionRow row) =>
        known.Name == row.Name && (known.ParentCode ?? "") == row.Parent && known.GoneOn is null;

    static void RequireSameCity(DivisionsFile file, IEnumerable<Division> known)
    {
        var city = known.SingleOrDefault(d => d.ParentCode is null);
        Rule.Require(city is null || file.Rows.Single(r => r.IsCity).Code == city.Code, Say.DivisionOtherCity(city?.Code ?? ""));
    }

    static IEnumerable<RowProblem> LevelsChanged(DivisionsFile file, Dictionary<string, Division> known) =>
        from row in file.Rows
        let before = known.GetValueOrDefault(row.Code)
        where before is not null && before.Level != row.Level
        select new RowProblem(row.Number, "level", "level-changed", Severity.Refused, Say.DivisionLevelChanged(row.Code, before.Level, row.Level));

    static RowProblem Gone(Division division) => new(0, null, "division-gone", Severity.Note, Say.DivisionGone(division.Code, division.Name));

    async Task KeepDivisionsAsync(List<DivisionRow> rows, List<Division> gone, CancellationToken ct)
    {
        string[] codes = [.. rows.Select(r => r.Code)], names = [.. rows.Select(r => r.Name)], levels = [.. rows.Select(r => r.Level)];
        string?[] parents = [.. rows.Select(r => r.IsCity ? null : r.Parent)];
        string[] left = [.. gone.Select(d => d.Code)];
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO divisions (code, name, level, parent_code)
            SELECT * FROM unnest({codes}, {names}, {levels}, {parents})
            ON CONFLICT (code) DO UPDATE SET name = excluded.name, parent_code = excluded.parent_code, gone_on = NULL;
            UPDATE divisions SET gone_on = {City.Today(clock)} WHERE code = ANY ({left})
            """, ct);
    }
}
