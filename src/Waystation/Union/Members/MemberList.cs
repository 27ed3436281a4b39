using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Messages;
using Waystation.Organisations;

namespace Waystation.Members;

/// <summary>A member as lists show them: nothing in full.</summary>
public sealed record ListedMember(Guid Id, string Name, string Document, string Phone, string Union, string State, DateOnly JoinedOn);

/// <summary>One page of a list.</summary>
/// <param name="Next">The member after whom the next page begins; none on the last.</param>
public sealed record MemberPage(List<ListedMember> Members, Guid? Next);

/// <summary>The members of the branch, masked, a page at a time. Pages go on after a member, so that the hundredth is as quick as the first.</summary>
public sealed class MemberList(Desk desk, WaystationDb db, Vault vault)
{
    public const int PerPage = 50;

    /// <summary>Whoever counts further counts for nobody: the page says "more than".</summary>
    public const int CountedTo = 10_000;

    public async Task<MemberPage> PageAsync(MemberFilter filter, Guid? after, CancellationToken ct)
    {
        var found = await ReadAsync(After(Ordered(filter), filter.Order, await PlaceOfAsync(after, ct)), PerPage + 1, ct);
        return new([.. found.Take(PerPage)], found.Count > PerPage ? found[PerPage - 1].Id : null);
    }

    /// <summary>One more than <see cref="CountedTo"/> means more than that.</summary>
    public Task<int> CountAsync(MemberFilter filter, CancellationToken ct) => Filtered(filter).Select(_ => 1).Take(CountedTo + 1).CountAsync(ct);

    /// <summary>All of them, in their order, up to so many.</summary>
    public Task<List<ListedMember>> AllAsync(MemberFilter filter, int most, CancellationToken ct) => ReadAsync(Ordered(filter), most, ct);

    /// <summary>Who they are, up to so many.</summary>
    public Task<List<Guid>> IdsAsync(MemberFilter filter, int most, CancellationToken ct) => Filtered(filter).OrderBy(m => m.Id).Take(most).Select(m => m.Id).ToListAsync(ct);

    /// <summary>Whose document this is, of whatever kind, within the branch.</summary>
    public async Task<Guid?> OfDocumentAsync(string typed, CancellationToken ct)
    {
        var number = DocumentNumber.Cleaned(typed);
        var indexes = DocumentKind.All.Select(kind => SealedEntry.IndexOf(new IdentityDocument(kind, number), vault)).ToArray();
        return await desk.All<Member>().Where(m => m.ErasedAt == null && indexes.Contains(m.DocumentIndex)).Select(m => (Guid?)m.Id).FirstOrDefaultAsync(ct);
    }

    IQueryable<Member> Filtered(MemberFilter filter)
    {
        var members = InState(desk.All<Member>().AsNoTracking(), filter.State);
        if (filter.Name is { } name) members = members.Where(m => m.Name.StartsWith(name));
        if (filter.Four is { } four)
        {
            var index = LastFour.IndexOfEnd(four, vault);
            members = members.Where(m => m.LastFour == index);
        }

        if (filter.Union is { } union)
        {
            var today = desk.Today;
            members = members.Where(m => db.Set<UnionLine>().Any(l => l.AboveId == union && l.During.Contains(today) && l.BelowId == m.UnionId));
        }

        if (filter.From is { } from) members = members.Where(m => m.JoinedOn >= from);
        if (filter.To is { } to) members = members.Where(m => m.JoinedOn <= to);
        if (filter.Run is { } run) members = members.Where(m => m.ReportedByRun == run);
        return members;
    }

    /// <summary>On the books: whose state says so was never erased, so that such a list is counted inside the unions' index.</summary>
    static IQueryable<Member> InState(IQueryable<Member> members, string? state) => state switch
    {
        null => members.Where(m => m.State == MemberState.Member || m.State == MemberState.Retained),
        MemberFilter.AllStates => members.Where(m => m.ErasedAt == null),
        _ => members.Where(m => m.State == state && m.ErasedAt == null),
    };

    IQueryable<Member> Ordered(MemberFilter filter) => filter.Order is MemberOrder.Newest
        ? Filtered(filter).OrderByDescending(m => m.Id)
        : Filtered(filter).OrderBy(m => m.Name).ThenBy(m => m.UnionId).ThenBy(m => m.Id);

    /// <summary>An address names the last member of the page before, not that member's name.</summary>
    Task<Place?> PlaceOfAsync(Guid? after, CancellationToken ct) =>
        after is { } id ? desk.All<Member>().Where(m => m.Id == id).Select(m => new Place(m.Name, m.UnionId, m.Id)).SingleOrDefaultAsync(ct) : Task.FromResult<Place?>(null);

    static IQueryable<Member> After(IQueryable<Member> members, MemberOrder order, Place? place)
    {
        if (place is null) return members;

        var (name, union, id) = place;
        return order is MemberOrder.Newest
            ? members.Where(m => m.Id < id)
            : members.Where(m => EF.Functions.GreaterThan(ValueTuple.Create(m.Name, m.UnionId, m.Id), ValueTuple.Create(name, union, id)));
    }

    async Task<List<ListedMember>> ReadAsync(IQueryable<Member> members, int most, CancellationToken ct)
    {
        // The page first, the names of its unions after it: joined the other way round the planner may begin with the unions.
        var page = await members.Take(most).Select(m => new { m.Id, m.UnionId, m.Name, m.State, m.JoinedOn, m.Secrets }).ToListAsync(ct);
        var ids = page.Select(m => m.UnionId).Distinct().ToArray();
        var unions = await db.Set<Union>().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        return page.ConvertAll(m =>
        {
            var secrets = MemberSecrets.Open(m.Secrets, vault);
            return new ListedMember(m.Id, PersonName.Masked(m.Name), IdentityDocument.Masked(secrets.Number), Phone(secrets), unions[m.UnionId], m.State, m.JoinedOn);
        });
    }

    static string Phone(MemberSecrets secrets) => secrets.Phone.Length == 0 ? "" : Mobile.Masked(secrets.Phone);

    sealed record Place(string Name, Guid Union, Guid Id);
}
