using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>One node of the tree: a federation, a grassroots union, a department. Its kind tells what it may hold.</summary>
public sealed class Union
{
    Union() { }

    public Guid Id { get; private init; }
    public string KindCode { get; private init; } = "";
    public UnionKind Kind { get; private init; } = null!;
    public string Name { get; private init; } = "";
    public string NameKey { get; private init; } = "";
    public string? DivisionCode { get; private init; }

    /// <summary>The unit's own credit code, not the union's: a unit may have several unions below different federations.</summary>
    public string? CreditCode { get; private init; }

    /// <summary>A unit whose workers are reported as members while its union is still to be founded.</summary>
    public bool FoundingDue { get; private init; }

    public DateOnly? FoundedOn { get; private init; }

    /// <summary>Its first day in this tree; none when it stood already where our records begin.</summary>
    public DateOnly? EnteredOn { get; private init; }

    /// <summary>The first day on which it no longer stands.</summary>
    public DateOnly? DissolvedOn { get; private init; }

    public Guid? MergedInto { get; private init; }
    public string SortKey { get; private init; } = "";
    public DateTime CreatedAt { get; private init; }

    public bool StandsOn(DateOnly day) => !(EnteredOn > day) && !(DissolvedOn <= day);

    /// <summary>It stands on that day and nobody has decided its end.</summary>
    public void RequireStanding(DateOnly on)
    {
        Rule.Require(StandsOn(on), Say.NotStandingOn(Name, on));
        Rule.Require(DissolvedOn is null, Say.EndsAlready(Name, DissolvedOn));
    }

    /// <summary>From that day on, a union of this kind may stand directly below.</summary>
    public void RequireRoomFor(UnionKind kind, DateOnly from)
    {
        Rule.Require(Kind.MayHold(kind), Say.KindNotBelow(kind, Kind));
        RequireStanding(from);
    }

    /// <summary>It can end on that day: not the city's own, and not before it stood a day.</summary>
    public void RequireCanEnd(DateOnly on)
    {
        Rule.Require(!Kind.StandsAlone, Say.TheCityStandsAlone(Name));
        RequireStanding(on);
        Rule.Require(EnteredOn != on, Say.StoodNoDay(Name, on));
    }
}
