using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Members;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.MyData;

/// <summary>One request as its maker reads it.</summary>
/// <param name="AnsweredBy">The role and union of the post that answered.</param>
public sealed record OwnRequest(DataRequest Request, string Union, (Role Role, string Union)? AnsweredBy);

/// <summary>One request as an officer's list shows it: the name masked, nothing of what was written.</summary>
public sealed record WaitingRequest(Guid Id, DataRequestKind Kind, string? Field, string Name, string Union, DateTime MadeAt, DateOnly DueOn, bool IsOwn);

/// <summary>What a worker's page lists of their requests.</summary>
public sealed class OwnRequests(MyFile file, WaystationDb db)
{
    const int Most = 100;

    public async Task<IReadOnlyList<OwnRequest>> ReadAsync(CancellationToken ct)
    {
        var found = await (
            from r in file.Mine<DataRequest>().AsNoTracking()
            join u in db.Set<Union>() on r.UnionId equals u.Id
            orderby r.MadeAt descending, r.Id descending
            select new { Request = r, Union = u.Name }).Take(Most).ToListAsync(ct);
        var answered = await AnsweredAsync([.. found.Select(f => f.Request.AnsweredBy).OfType<Guid>()], ct);
        return [.. found.Select(f => new OwnRequest(f.Request, f.Union, f.Request.AnsweredBy is { } post ? answered[post] : null))];
    }

    async Task<Dictionary<Guid, (Role, string)>> AnsweredAsync(Guid[] posts, CancellationToken ct)
    {
        // Which post answered is said to the person, whatever union it stands at: the posts are within nobody's reach here.
        var found = await db.Database.SqlQuery<AnsweringPost>($"SELECT p.id AS \"Id\", p.role AS \"Role\", u.name AS \"Union\" FROM posts p JOIN unions u ON u.id = p.union_id WHERE p.id = ANY ({posts})").ToListAsync(ct);
        return found.ToDictionary(post => post.Id, post => (Roles.Read(post.Role)!.Value, post.Union));
    }

    sealed record AnsweringPost(Guid Id, string Role, string Union);
}

/// <summary>What waits at a desk: its own union's and those of the unions below, the oldest clock first.</summary>
public sealed class WaitingRequests(Desk desk, WaystationDb db)
{
    public const int PageSize = 50;

    /// <param name="after">The last one already shown.</param>
    public async Task<IReadOnlyList<WaitingRequest>> ReadAsync(Guid? after, CancellationToken ct)
    {
        var open = desk.All<DataRequest>().AsNoTracking().Where(r => r.State == DataRequestState.Open);
        if (after is { } last && await open.Where(r => r.Id == last).Select(r => (DateOnly?)r.DueOn).SingleOrDefaultAsync(ct) is { } due)
            open = open.Where(r => r.DueOn > due || (r.DueOn == due && r.Id.CompareTo(last) > 0));
        var found = await (
            from r in open
            join u in db.Set<Union>() on r.UnionId equals u.Id
            join m in db.Set<Member>() on r.MemberId equals m.Id
            orderby r.DueOn, r.Id
            select new { r.Id, r.Kind, r.Field, m.Name, Union = u.Name, r.UnionId, r.MadeAt, r.DueOn }).Take(PageSize + 1).ToListAsync(ct);
        return [.. found.Select(r => new WaitingRequest(r.Id, r.Kind, r.Field, PersonName.Masked(r.Name), r.Union, r.MadeAt, r.DueOn, r.UnionId == desk.Post.UnionId))];
    }

    public Task<int> CountAsync(CancellationToken ct) => desk.All<DataRequest>().CountAsync(r => r.State == DataRequestState.Open, ct);

    /// <summary>Past their clock: how many of the own union, and how many of those below.</summary>
    public async Task<(int Own, int Below)> OverdueAsync(CancellationToken ct)
    {
        var overdue = desk.All<DataRequest>().Where(r => r.State == DataRequestState.Open && r.DueOn < desk.Today);
        return (await overdue.CountAsync(r => r.UnionId == desk.Post.UnionId, ct), await overdue.CountAsync(r => r.UnionId != desk.Post.UnionId, ct));
    }

    /// <summary>One of them, without what was written in it; null is "not found".</summary>
    public async Task<WaitingRequest?> FindAsync(Guid id, CancellationToken ct) => await (
        from r in desk.All<DataRequest>().AsNoTracking()
        join u in db.Set<Union>() on r.UnionId equals u.Id
        join m in db.Set<Member>() on r.MemberId equals m.Id
        where r.Id == id
        select new WaitingRequest(r.Id, r.Kind, r.Field, PersonName.Masked(m.Name), u.Name, r.MadeAt, r.DueOn, r.UnionId == desk.Post.UnionId)).SingleOrDefaultAsync(ct);
}
