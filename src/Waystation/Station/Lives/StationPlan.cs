using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Lives;

/// <summary>How many rest stations a street is to have (规划). Decided anew it is added; the newest counts.</summary>
public sealed class StationPlan : IBelongToUnion
{
    public const int Most = 1000;

    StationPlan() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The street's federation.</summary>
    public Guid UnionId { get; private init; }
    public string StreetCode { get; private init; } = "";
    public int Planned { get; private init; }
    public DateOnly? DueOn { get; private init; }
    public string Paper { get; private init; } = "";
    public Guid PostId { get; private init; }
    public DateTime SetAt { get; private init; }

    public static StationPlan Of(BranchStreet street, int planned, DateOnly? dueOn, string paper, HeldPost by, DateTime at) =>
        new() { UnionId = street.UnionId, StreetCode = street.Code, Planned = planned, DueOn = dueOn, Paper = paper, PostId = by.Id, SetAt = at };
}

/// <summary>The streets of a district together.</summary>
public sealed record DistrictCoverage(string Code, string Name, int Planned, int Open, int Preparing, int Covered);

/// <summary>A street's plan beside what stands: on the map, and on its way there.</summary>
/// <param name="Planned">Null: nobody has planned anything.</param>
public sealed record StreetCoverage(BranchStreet Street, int? Planned, DateOnly? DueOn, int Open, int Preparing)
{
    /// <summary>Those that were opened beyond the plan of one street make up for nothing in another.</summary>
    public int Covered => Math.Min(Open, Planned ?? 0);
    public int Missing => (Planned ?? 0) - Covered;
}
