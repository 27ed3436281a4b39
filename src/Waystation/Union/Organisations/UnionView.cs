using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>A union and its surroundings as of a day.</summary>
/// <param name="Name">What it was called on that day.</param>
/// <param name="Above">From the city down.</param>
/// <param name="Next">The union after which the next page begins; none on the last.</param>
public sealed record UnionView(Union Union, string Name, NamedUnion? MergedInto, IReadOnlyList<NamedUnion> Above,
    UnionCounts Counts, IReadOnlyDictionary<Guid, long> Members, IReadOnlyList<UnionBelow> Below, Guid? Next)
{
    /// <summary>People who belonged on that day to the union or to any below it.</summary>
    public long MembersOf(Guid unionId) => Members.GetValueOrDefault(unionId);
}

public sealed record NamedUnion(Guid Id, string Name);

/// <param name="Directly">Unions directly below.</param>
/// <param name="Below">All unions below, at any distance.</param>
public sealed record UnionCounts(long Directly, long Below);

sealed record UnionMembers(Guid Id, long Members);

/// <summary>A union in the list of those directly below another.</summary>
public sealed record UnionBelow(Guid Id, string Name, string KindZh, string KindEn, bool FoundingDue, long Unions)
{
    public string Kind => Words.IsEnglish ? KindEn : KindZh;
}

/// <summary>A union found by name, with the one it stands below.</summary>
public sealed record UnionFound(Guid Id, string Name, string KindZh, string KindEn, string? Above)
{
    public string Kind => Words.IsEnglish ? KindEn : KindZh;
}
