using System.Linq.Expressions;

namespace Waystation.Shared;

/// <summary>A thing of which some are for everybody to see; the kind itself says which.</summary>
public interface IMayBePublic<T>
{
    static abstract Expression<Func<T, bool>> IsPublic { get; }
}
