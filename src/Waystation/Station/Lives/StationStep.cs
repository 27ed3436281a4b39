namespace Waystation.Lives;

/// <summary>One step in the life of a place, with who decided it on which paper. Added, never changed.</summary>
public sealed class StationStep
{
    StationStep() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid StationId { get; private init; }

    /// <summary>Counts a place's steps from 1; the database takes each number once.</summary>
    public int Nth { get; private init; }
    public LifeStep Step { get; private init; }

    /// <summary>Where it led to.</summary>
    public LifeStage Stage { get; private init; }
    public Guid PostId { get; private init; }
    public DateOnly OnDay { get; private init; }
    public DateTime At { get; private init; }

    /// <summary>The number or place of the paper, in its own words.</summary>
    public string Paper { get; private init; } = "";
    public string Note { get; private init; } = "";

    /// <summary>Of a re-check.</summary>
    public bool? Passed { get; private init; }

    /// <summary>Of the end: the host wished it, or the union.</summary>
    public bool? ByHost { get; private init; }
    public GoodsLeft? Goods { get; private init; }

    internal static StationStep Of(Guid stationId, int nth, LifeStage leads, NextStep next, Decider by) => new()
    {
        StationId = stationId, Nth = nth, Step = next.Step, Stage = leads, PostId = by.PostId, OnDay = next.On, At = by.At, Paper = next.Paper, Note = next.Note,
        Passed = next.Step is LifeStep.Recheck ? next.Passed : null,
        ByHost = next.Step is LifeStep.End ? next.ByHost : null,
        Goods = next.Step is LifeStep.End ? next.Goods : null,
    };
}
