using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Organisations;

/// <summary>Lets the federations follow their divisions, inside one change of the tree: new ones, new names, new places.</summary>
sealed class DivisionFederations(WaystationDb db, TimeProvider clock, Dictionary<string, Division> before)
{
    readonly List<RowProblem> notes = [];
    readonly Dictionary<string, DivisionRow> rows = [];
    Dictionary<string, Union> federations = [];
    bool first;

    /// <summary>Names that another union has already, so that the federation kept its old one.</summary>
    public IReadOnlyList<RowProblem> Notes => notes;

    public async Task FollowAsync(List<DivisionRow> divisions, CancellationToken ct)
    {
        federations = await FederationsAsync(ct);
        first = federations.Count == 0;
        foreach (var row in divisions)
        {
            rows[row.Code] = row;
            if (DivisionUnion.Of(row, rows.GetValueOrDefault(row.Parent)) is { } union) await FollowAsync(row, union, ct);
        }
    }

    async Task<Dictionary<string, Union>> FederationsAsync(CancellationToken ct)
    {
        var all = await db.Set<Union>().AsNoTracking().Include(u => u.Kind).Where(u => u.DivisionCode != null && u.Kind.UniqueName)
            .OrderByDescending(u => u.DissolvedOn == null).ThenBy(u => u.CreatedAt).ToListAsync(ct);
        return all.DistinctBy(u => u.DivisionCode!).ToDictionary(u => u.DivisionCode!);
    }

    async Task FollowAsync(DivisionRow row, DivisionUnion union, CancellationToken ct)
    {
        if (!federations.TryGetValue(row.Code, out var federation))
        {
            await FoundAsync(row, union, ct);
            return;
        }

        if (federation.DissolvedOn is not null || !before.TryGetValue(row.Code, out var was)) return;
        var moved = (was.ParentCode ?? "") != row.Parent;
        if (moved || was.Name != row.Name) await RenameAsync(row, union, federation, was, ct);
        if (moved) await MoveAsync(union, federation, ct);
    }

    async Task FoundAsync(DivisionRow row, DivisionUnion union, CancellationToken ct)
    {
        var parent = union.ParentCode is null ? null : federations.GetValueOrDefault(union.ParentCode);
        var holder = await HolderOfAsync(union.Name, ct);
        if (union.ParentCode is not null && parent is not { DissolvedOn: null })
            Note(row, "federation-missing", Say.FederationMissing(union.Name));
        else if (holder is not null && (holder.KindCode != union.Kind || holder.DivisionCode is not null))
            Note(row, "union-name-taken", Say.UnionNameTaken(union.Name));
        else
            federations[row.Code] = await AddAsync(row, union, parent?.Id, holder?.Id, ct);
    }

    /// <summary>A federation that was founded by hand before is taken as it is and tied to its division.</summary>
    async Task<Union> AddAsync(DivisionRow row, DivisionUnion union, Guid? parentId, Guid? byHand, CancellationToken ct)
    {
        // What the first table shows stood before our records; what a later one adds stands from the day it is taken in.
        DateOnly? on = first ? null : City.Today(clock);
        var id = byHand ?? Guid.CreateVersion7(clock.GetUtcNow());
        if (byHand is null)
            await db.Database.ExecuteSqlAsync(
                $"SELECT union_add({id}, {union.Kind}, {union.Name}, {parentId}, {on}, {row.Code}, NULL, false, {PinyinKey.Of(union.Name)})", ct);
        else
            await db.Database.ExecuteSqlAsync($"UPDATE unions SET division_code = {row.Code} WHERE id = {id}", ct);
        if (union.OtherName is not null)
            await db.Database.ExecuteSqlAsync($"INSERT INTO union_aliases VALUES ({NameKey.Of(union.OtherName)}, {id}) ON CONFLICT DO NOTHING", ct);
        return await db.Set<Union>().AsNoTracking().SingleAsync(u => u.Id == id, ct);
    }

    async Task RenameAsync(DivisionRow row, DivisionUnion union, Union federation, Division was, CancellationToken ct)
    {
        var parentWas = was.ParentCode is null ? null : before.GetValueOrDefault(was.ParentCode);
        var nameWas = DivisionUnion.Of(Row(was), parentWas is null ? null : Row(parentWas))?.Name;
        if (federation.Name != nameWas || union.Name == nameWas) return;

        if (await HolderOfAsync(union.Name, ct) is not null)
            Note(row, "union-name-taken", Say.UnionNameTaken(union.Name));
        else
            await RenameUnion.GiveAsync(db, federation, union.Name, City.Today(clock), ct);
    }

    async Task MoveAsync(DivisionUnion union, Union federation, CancellationToken ct)
    {
        var today = City.Today(clock);
        if (federations.GetValueOrDefault(union.ParentCode!) is not { DissolvedOn: null } parent) return;

        var edge = await db.Set<UnionParent>().AsNoTracking().AsOf(today).SingleOrDefaultAsync(p => p.UnionId == federation.Id, ct);
        if (edge is not null && edge.ParentId != parent.Id) await TreeChange.RedirectAsync(db, edge, parent.Id, today, ct);
    }

    static DivisionRow Row(Division division) => new(0, division.Code, division.Name, division.Level, division.ParentCode ?? "");

    void Note(DivisionRow row, string code, Sentence why) => notes.Add(new RowProblem(row.Number, "name", code, Severity.Note, why));

    Task<Union?> HolderOfAsync(string name, CancellationToken ct)
    {
        var key = NameKey.Of(name);
        return db.Set<Union>().AsNoTracking().SingleOrDefaultAsync(u => u.NameKey == key && u.Kind.UniqueName && u.DissolvedOn == null, ct);
    }
}
