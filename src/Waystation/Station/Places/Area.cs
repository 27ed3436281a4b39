using Waystation.Geography;

namespace Waystation.Places;

/// <summary>A street, or with no street a whole district, to search from for those who cannot or will not give their position: the middle of its own places.</summary>
public sealed record Area(string District, string Street, Position Middle, int Places)
{
    internal static Dictionary<(string District, string Street), Area> Of(IEnumerable<Place> places)
    {
        var all = places.ToList();
        return all.GroupBy(p => (p.District, p.Street)).Concat(all.GroupBy(p => (p.District, "")))
            .ToDictionary(g => g.Key, g => new Area(g.Key.Item1, g.Key.Item2, MiddleOf([.. g.Select(p => p.Position)]), g.Count()));
    }

    /// <summary>By medians, so that one misplaced station does not move it far.</summary>
    static Position MiddleOf(Position[] all) => new(Median(all.Select(p => p.Lat)), Median(all.Select(p => p.Lon)));

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
