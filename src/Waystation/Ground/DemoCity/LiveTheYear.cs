using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Data;
using Waystation.Members;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.DemoCity;

/// <summary>Lets happen to unions and people what the plan has for them, each on its day. What has happened already is passed over.</summary>
sealed class LiveTheYear(House house, TimeProvider clock, YearOfTheTree year, Action<long, long?> progress)
{
    int done;

    public async Task RunAsync(IReadOnlyList<PlannedMember> changing, CancellationToken ct)
    {
        await using var db = house.Database.NewContext();
        var unions = await UnionsAsync(db, ct);
        foreach (var rename in year.Renames) await RenameAsync(db, unions[rename.Union.Key], rename, ct);
        foreach (var move in year.Moves) await MoveAsync(db, unions[move.Union.Key].Id, unions[move.To.Federation].Id, move, ct);
        await MergeAsync(db, unions[year.Merger.Union.Key], unions[year.Merger.Into.Key].Id, ct);
        await ChangeUnionsAsync(changing, unions, ct);
    }

    static async Task<Dictionary<string, Union>> UnionsAsync(WaystationDb db, CancellationToken ct)
    {
        var all = await db.Set<Union>().AsNoTracking().Include(u => u.Kind).ToListAsync(ct);
        return all.ToDictionary(u => u.CreditCode ?? u.Name);
    }

    async Task RenameAsync(WaystationDb db, Union union, PlannedRename rename, CancellationToken ct)
    {
        if (union.Name != rename.Name) await new RenameUnion(db, clock).RunAsync(union.Id, rename.Name, rename.On, ct);
        Told();
    }

    async Task MoveAsync(WaystationDb db, Guid union, Guid to, PlannedMove move, CancellationToken ct)
    {
        if (!await db.Set<UnionParent>().AnyAsync(p => p.UnionId == union && p.ParentId == to, ct)) await new MoveUnion(db, clock).RunAsync(union, to, move.On, ct);
        Told();
    }

    async Task MergeAsync(WaystationDb db, Union union, Guid into, CancellationToken ct)
    {
        if (union.DissolvedOn is null) await new MergeUnions(db, clock).RunAsync(union.Id, into, year.Merger.On, ct);
        Told();
    }

    /// <summary>As a transfer that both unions agreed to: the database keeps where somebody was before.</summary>
    async Task ChangeUnionsAsync(IReadOnlyList<PlannedMember> changing, Dictionary<string, Union> unions, CancellationToken ct)
    {
        await using var change = house.Database.Source.CreateCommand(
            """
            UPDATE members m SET union_id = changed.into_id, belongs_since = changed.on_day
            FROM unnest($1, $2, $3, $4) AS changed (document, from_id, into_id, on_day)
            WHERE m.document_index = changed.document AND m.union_id = changed.from_id
            """).With(
            changing.Select(m => SealedEntry.IndexOf(new(DocumentKind.ResidentId, m.Number), house.Vault)).ToArray(),
            changing.Select(m => unions[m.Union.Key].Id).ToArray(), changing.Select(m => unions[m.LeavesFor!.Key].Id).ToArray(), changing.Select(m => m.LeavesOn).ToArray());
        await change.ExecuteNonQueryAsync(ct);
        Told();
    }

    void Told() => progress(++done, year.Renames.Count + year.Moves.Count + 2);
}
