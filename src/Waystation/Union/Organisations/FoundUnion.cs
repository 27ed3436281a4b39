using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>
/// A new union enters the tree on a day, below its parent. The city's own, which stands above all, has no parent and there is one.
/// </summary>
public sealed class FoundUnion(WaystationDb db, TimeProvider clock)
{
    /// <param name="kind">A code of <see cref="UnionKind"/>.</param>
    /// <param name="on">The day of founding; none when it stood already where our records begin.</param>
    /// <param name="creditCode">The unit's 18 characters, where it has them.</param>
    /// <returns>The new union's id.</returns>
    public async Task<Guid> RunAsync(string kind, string name, Guid? parentId, DateOnly? on, string? creditCode = null, string? divisionCode = null, CancellationToken ct = default)
    {
        var clean = UnionName.Clean(name);
        var code = string.IsNullOrWhiteSpace(creditCode) ? null : creditCode.Trim().ToUpperInvariant();
        Rule.Require(code is null || CreditCode.IsRight(code), Say.CreditCodeWrong(code ?? ""));
        if (on is { } day) TreeChange.RequireSaneDay(day, clock);

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await TreeChange.RunAsync(db, async () =>
        {
            await RequireRoomAsync(kind, parentId, on ?? City.Today(clock), ct);
            await db.Database.ExecuteSqlAsync(
                $"SELECT union_add({id}, {kind}, {clean}, {parentId}, {on}, {divisionCode}, {code}, false, {PinyinKey.Of(clean)})", ct);
        }, ct, line: new LogLine(db.By, Did.FoundedUnion, clock.GetUtcNow(), id));
        return id;
    }

    async Task RequireRoomAsync(string kindCode, Guid? parentId, DateOnly from, CancellationToken ct)
    {
        var kind = await db.Set<UnionKind>().AsNoTracking().SingleOrDefaultAsync(k => k.Code == kindCode, ct)
            ?? throw new Refusal(Say.NoSuchKind);
        if (parentId is not { } above)
        {
            Rule.Require(kind.StandsAlone, Say.NeedsAParent(kind));
            return;
        }

        (await db.UnionAsync(above, ct)).RequireRoomFor(kind, from);
    }
}
