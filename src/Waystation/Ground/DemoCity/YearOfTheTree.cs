namespace Waystation.DemoCity;

/// <summary>A union that stands below another street since that day.</summary>
sealed record PlannedMove(PlannedUnion Union, PlannedStreet To, DateOnly On);

/// <summary>A union whose unit has another name since that day.</summary>
sealed record PlannedRename(PlannedUnion Union, string Name, DateOnly On);

/// <summary>A union that went into another on that day.</summary>
sealed record PlannedMerger(PlannedUnion Union, PlannedUnion Into, DateOnly On);

/// <summary>What happened to unions in the year. To be planned before the people: a union that ends has no newcomers.</summary>
sealed class YearOfTheTree
{
    const int MoveCount = 6, RenameCount = 8;

    readonly Dice dice = Dice.For("year of the tree");
    readonly Queue<PlannedUnion> chosen;

    YearOfTheTree(CityPlan plan)
    {
        var shown = plan.ShowcaseUnion;
        PlannedUnion[] units = [.. plan.Unions.Where(u => u is { IsUnit: true, FoundedOn: null } && u != shown)];
        chosen = new(Enumerable.Range(0, units.Length).Select(i => units[(int)((i * 0.6180339887 % 1) * units.Length)]).Distinct());
        Merger = MergerIn(plan, units);
        Merger.Union.IsQuiet = true;
        Moves = [.. Enumerable.Range(0, MoveCount).Select(_ => MoveOf(plan, Next()))];
        Renames = [.. Enumerable.Range(0, RenameCount).Select(_ => RenameOf(plan, Next()))];
    }

    public IReadOnlyList<PlannedMove> Moves { get; }
    public IReadOnlyList<PlannedRename> Renames { get; }
    public PlannedMerger Merger { get; }

    public static YearOfTheTree Of(CityPlan plan) => new(plan);

    PlannedUnion Next()
    {
        while (true)
            if (chosen.Dequeue() is var union && union != Merger.Union && union != Merger.Into) return union;
    }

    /// <summary>The smaller of the last two unions of the street that has most of them, the demo's own left out.</summary>
    PlannedMerger MergerIn(CityPlan plan, PlannedUnion[] units)
    {
        var street = units.Where(u => u.Street != plan.ShowcaseUnion.Street).GroupBy(u => u.Street).MaxBy(units => units.Count())!;
        var two = street.TakeLast(2).OrderBy(u => u.Members).ToArray();
        return new(two[0], two[1], plan.Season.Day(dice));
    }

    PlannedMove MoveOf(CityPlan plan, PlannedUnion union)
    {
        PlannedStreet[] others = [.. plan.Streets.Where(s => s.DistrictCode == union.Street.DistrictCode && s != union.Street && s.Federation.StartsWith(s.District, StringComparison.Ordinal))];
        return new(union, dice.One(others), plan.Season.Day(dice));
    }

    PlannedRename RenameOf(CityPlan plan, PlannedUnion union) => new(union, $"{plan.NewNameFor(union)}工会委员会", plan.Season.Day(dice));
}
