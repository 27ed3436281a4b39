using Waystation.Geography;
using Waystation.Shared;

namespace Waystation.Walks;

/// <summary>The order of a walk, and what is taken on it.</summary>
[Trait("server", "any")]
public class RouteTests
{
    static readonly WalkTask see = new(new Sentence("walks.see-first"), "/stations/x");

    [Fact]
    public void A_walk_of_nothing_and_of_one_place_is_what_it_is()
    {
        Assert.Empty(Route.Of([]));
        Assert.Equal([0], Route.Of([new(39.9, 116.4)]));
    }

    [Fact]
    public void No_exchange_of_two_stretches_shortens_it_and_few_places_are_walked_nearly_the_best_way()
    {
        var dice = new Random(20261121);
        for (var round = 0; round < 60; round++)
        {
            Position[] places = [.. Enumerable.Range(0, 8).Select(_ => new Position(39.9 + dice.NextDouble() / 50, 116.4 + dice.NextDouble() / 50))];

            var order = Route.Of(places);

            Assert.Equal(0, order[0]);
            Assert.Equal(Enumerable.Range(0, 8), order.Order());
            var best = Orders([1, 2, 3, 4, 5, 6, 7]).Min(rest => Route.Metres([0, .. rest], places));
            Assert.InRange(Route.Metres(order, places), best, best * 1.25);
        }
    }

    [Fact]
    public void Where_the_nearest_each_time_crosses_its_own_way_the_exchange_mends_it()
    {
        // Along a street: the nearest first goes one way, then the other, then back over all of it.
        Position[] places = [At(0), At(1.0), At(-1.1), At(3), At(-3.2)];

        Assert.True(Route.Metres(Route.Of(places), places) < Route.Metres([0, 1, 2, 3, 4], places));
    }

    [Fact]
    public void What_has_its_day_comes_first_then_what_lies_near_it_and_the_rest_waits()
    {
        List<Stop> stops = [.. Enumerable.Range(1, 20).Select(i => new Stop($"站{i:00}", "", At(i), [see]))];
        stops.Add(new("远处", "", At(19.5), [see with { DueOn = new(2026, 11, 23) }]));
        stops.Add(new("没有位置", "", null, [see]));

        var walk = PlanWalk.Of(stops, most: 6);

        Assert.Equal((5, 1, 16), (walk.Stops.Count, walk.Nowhere.Count, walk.Left));
        Assert.Equal("远处", walk.Stops[0].Name);
        Assert.Equal(["站17", "站18", "站19", "站20"], walk.Stops.Skip(1).Select(stop => stop.Name).Order());
    }

    static Position At(double kilometres) => new(39.9, 116.4 + kilometres / 85);

    static IEnumerable<int[]> Orders(int[] all) => all.Length == 1 ? [all] : all.SelectMany(first => Orders([.. all.Where(one => one != first)]).Select(rest => (int[])[first, .. rest]));
}
