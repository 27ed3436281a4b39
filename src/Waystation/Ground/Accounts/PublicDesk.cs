using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>What pages without sign-in have before them: of each kind, what the kind itself says is public.</summary>
public sealed class PublicDesk(WaystationDb db)
{
    public IQueryable<T> All<T>() where T : class, IMayBePublic<T> => db.Set<T>().PastReach().Where(T.IsPublic);
}
