using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>A kind of union (federation, industry union, grassroots union, department …): data, not code. Codes stand in migration 0001.</summary>
public sealed class UnionKind
{
    public string Code { get; private init; } = "";

    /// <summary>The order in which kinds are listed below one parent.</summary>
    public int Rank { get; private init; }

    public string NameZh { get; private init; } = "";
    public string NameEn { get; private init; } = "";
    public bool HoldsMembers { get; private init; }
    public bool HoldsTasks { get; private init; }
    public bool StandsAlone { get; private init; }
    public bool UniqueName { get; private init; }
    public ICollection<UnionKindBelow> Allowed { get; private init; } = [];

    public string Name => Words.IsEnglish ? NameEn : NameZh;

    public bool MayHold(UnionKind other) => Allowed.Any(a => a.Below == other.Code);
}

/// <summary>What may stand directly below what.</summary>
public sealed class UnionKindBelow
{
    public string Kind { get; private init; } = "";
    public string Below { get; private init; } = "";
}
