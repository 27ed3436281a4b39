using Waystation.Accounts;
using Waystation.Geography;
using Waystation.Rulebook;

namespace Waystation.Walks;

/// <summary>Makes a short walk of what is due: first the places where something has its day, then the stations near them of which least is known.</summary>
public sealed class PlanWalk(Desk desk, FindDue due, FindStations stations, Rules rules)
{
    public async Task<DayWalk> RunAsync(string? street, CancellationToken ct)
    {
        var rule = rules.On<WalkRule>(WalkRule.Today, desk.Today).Value;
        var toSee = await stations.ToSeeAsync(rule, street, ct);
        var stops = await due.AddToAsync(toSee, desk.Today.AddDays(rule.DaysAhead), street, ct);
        return Of(stops, rule.MostStops);
    }

    /// <summary>What has a day first, the earliest first; then what lies nearest to the first of them.</summary>
    internal static DayWalk Of(IReadOnlyList<Stop> stops, int most)
    {
        List<Stop> placed = [.. stops.Where(stop => stop.At is not null).OrderBy(stop => stop.DueOn ?? DateOnly.MaxValue).ThenBy(stop => stop.Name, StringComparer.Ordinal)];
        List<Stop> nowhere = [.. stops.Where(stop => stop.At is null).OrderBy(stop => stop.DueOn ?? DateOnly.MaxValue).ThenBy(stop => stop.Name, StringComparer.Ordinal).Take(most / 3)];
        if (placed.Count == 0) return new([], nowhere, 0, stops.Count - nowhere.Count);

        var start = placed[0].At!.Value;
        List<Stop> chosen = [.. placed.OrderBy(stop => stop.DueOn is null).ThenBy(stop => stop.DueOn is null ? Sphere.Metres(start, stop.At!.Value) : 0).ThenBy(stop => stop.DueOn).Take(most - nowhere.Count)];
        Position[] places = [.. chosen.Select(stop => stop.At!.Value)];
        var order = Route.Of(places);
        return new([.. order.Select(i => chosen[i])], nowhere, Route.Metres(order, places), stops.Count - chosen.Count - nowhere.Count);
    }
}
