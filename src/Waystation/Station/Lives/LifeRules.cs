using Waystation.Accounts;
using Waystation.Places;

namespace Waystation.Lives;

/// <summary>Which step may follow which, where it leads to, and whose post decides it.</summary>
public static class LifeRules
{
    static readonly Role[] officers = [Role.SubdistrictOfficer, Role.DistrictOfficer, Role.CityOfficer];
    static readonly Role[] officersAbove = [Role.DistrictOfficer, Role.CityOfficer];

    static readonly Dictionary<(LifeStage From, LifeStep Step), LifeStage> next = new()
    {
        [(LifeStage.Applied, LifeStep.Visit)] = LifeStage.Visited,
        [(LifeStage.Visited, LifeStep.Approve)] = LifeStage.Approved,
        [(LifeStage.Visited, LifeStep.Visit)] = LifeStage.Visited,
        [(LifeStage.Approved, LifeStep.Agree)] = LifeStage.Agreed,
        [(LifeStage.Agreed, LifeStep.Equip)] = LifeStage.Equipped,
        [(LifeStage.Equipped, LifeStep.Sign)] = LifeStage.Signed,
        [(LifeStage.Signed, LifeStep.Run)] = LifeStage.Running,
        [(LifeStage.Signed, LifeStep.Suspend)] = LifeStage.Suspended,
        [(LifeStage.Running, LifeStep.Recheck)] = LifeStage.Running,
        [(LifeStage.Running, LifeStep.Agree)] = LifeStage.Running,
        [(LifeStage.Running, LifeStep.Suspend)] = LifeStage.Suspended,
        [(LifeStage.Suspended, LifeStep.Recheck)] = LifeStage.Running,
        [(LifeStage.Applied, LifeStep.End)] = LifeStage.Dropped,
        [(LifeStage.Visited, LifeStep.End)] = LifeStage.Dropped,
        [(LifeStage.Approved, LifeStep.End)] = LifeStage.Dropped,
        [(LifeStage.Agreed, LifeStep.End)] = LifeStage.Dropped,
        [(LifeStage.Equipped, LifeStep.End)] = LifeStage.Dropped,
        [(LifeStage.Signed, LifeStep.End)] = LifeStage.Ended,
        [(LifeStage.Running, LifeStep.End)] = LifeStage.Ended,
        [(LifeStage.Suspended, LifeStep.End)] = LifeStage.Ended,
    };

    /// <summary>What may come next, the way forward first.</summary>
    public static IReadOnlyList<LifeStep> After(LifeStage stage) => [.. next.Keys.Where(k => k.From == stage).Select(k => k.Step)];

    /// <summary>Null where the step may not follow.</summary>
    /// <param name="failed">A re-check that the place did not pass.</param>
    public static LifeStage? Leads(LifeStage from, LifeStep step, bool failed = false) =>
        !next.TryGetValue((from, step), out var to) ? null : step is LifeStep.Recheck && failed ? LifeStage.Suspended : to;

    public static IReadOnlyList<Role> DecidedBy(LifeStep step) => step is LifeStep.Approve or LifeStep.End or LifeStep.Recheck ? officersAbove : officers;

    /// <summary>What everybody sees of a place at a stage: nothing before its sign is hung, and its end afterwards.</summary>
    public static string StatusAt(LifeStage stage) => stage switch
    {
        LifeStage.Signed or LifeStage.Running => StationStatus.Active,
        LifeStage.Suspended => StationStatus.Suspended,
        LifeStage.Ended => StationStatus.Retired,
        _ => StationStatus.Preparing,
    };

    /// <summary>A place that came with a register runs since the day its sign was hung.</summary>
    public static LifeStage StageOf(Station station) => station.Stage is { } stage ? LifeCode.Read<LifeStage>(stage) : station.Status switch
    {
        StationStatus.Suspended => LifeStage.Suspended,
        StationStatus.Retired => LifeStage.Ended,
        _ => LifeStage.Running,
    };
}
