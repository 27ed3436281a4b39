using Waystation.Geography;

namespace Waystation.Walks;

/// <summary>An order in which to walk to places, from the first of them: the nearest each time, then 2-opt until no exchange shortens it. Distances on the sphere.</summary>
public static class Route
{
    /// <returns>The places' numbers in the order of the walk; the first stays first.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<Position> places)
    {
        if (places.Count == 0) return [];

        var order = Nearest(places);
        while (Shorten(order, places)) { }
        return order;
    }

    public static double Metres(IReadOnlyList<int> order, IReadOnlyList<Position> places)
    {
        var metres = 0.0;
        for (var i = 1; i < order.Count; i++) metres += Sphere.Metres(places[order[i - 1]], places[order[i]]);
        return metres;
    }

    static int[] Nearest(IReadOnlyList<Position> places)
    {
        var left = Enumerable.Range(1, places.Count - 1).ToList();
        List<int> order = [0];
        while (left.Count > 0)
        {
            var next = left.MinBy(place => Sphere.Metres(places[order[^1]], places[place]));
            order.Add(next);
            left.Remove(next);
        }

        return [.. order];
    }

    /// <summary>One stretch walked the other way round, where that is shorter by more than a hand's breadth.</summary>
    static bool Shorten(int[] order, IReadOnlyList<Position> places)
    {
        for (var from = 1; from < order.Length - 1; from++)
            for (var to = from + 1; to < order.Length; to++)
            {
                if (Saved(order, places, from, to) < 0.1) continue;

                Array.Reverse(order, from, to - from + 1);
                return true;
            }

        return false;
    }

    /// <summary>The walk does not come back: after its last place there is no stretch.</summary>
    static double Saved(int[] order, IReadOnlyList<Position> places, int from, int to)
    {
        double Between(int a, int b) => Sphere.Metres(places[order[a]], places[order[b]]);
        var (before, after) = (Between(from - 1, from), Between(from - 1, to));
        return to == order.Length - 1 ? before - after : before + Between(to, to + 1) - after - Between(from, to + 1);
    }
}
