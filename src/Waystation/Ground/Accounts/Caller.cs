using Waystation.Data;

namespace Waystation.Accounts;

/// <summary>Who is asking, as their session says: an account and, for staff, the post they act on now.</summary>
/// <param name="MemberId">A worker's own record, once it is bound.</param>
/// <param name="MaskedUntil">A worker whose phone joined a record lately sees it masked until then.</param>
/// <param name="Phone">The blind index of the phone a worker came in with.</param>
/// <param name="Post">None: a worker, or a colleague who holds several posts and has not chosen one.</param>
public sealed record Caller(Guid SessionId, Guid AccountId, AccountKind Kind, string Name, Guid? MemberId, DateTime? MaskedUntil, Guid? Phone, Guid Device, HeldPost? Post)
{
    public Actor Actor => Actor.Account(AccountId, Post?.Id);

    public bool IsWorker => Kind is AccountKind.Worker;

    public bool IsStaff => Kind is AccountKind.Staff;

    public bool May(Right right) => Post?.Rights.Contains(right) is true;

    public bool SeesMaskedOnly(DateTime at) => MaskedUntil > at;
}

/// <summary>The post somebody acts on, with its union and what it reaches today.</summary>
/// <param name="StationId">Set: it is a post at this station alone.</param>
public sealed record HeldPost(Guid Id, Role Role, Guid UnionId, string Union, bool Below, Reach Reach, Guid? StationId = null)
{
    public IReadOnlySet<Right> Rights => StationId is null ? Role.Rights() : Roles.AtOneStation;
}
