using Waystation.Geography;

namespace Waystation.Places;

/// <summary>A street to search from, for those who cannot or will not give their position: it stands in the middle of its own places.</summary>
public sealed record Area(string District, string Street, Position Middle)
{
    /// <summary>The name in a page's address: 东城区/建国门街道.</summary>
    public string Key => $"{District}/{Street}";

    internal static IReadOnlyList<Area> Of(IEnumerable<Place> places) =>
        [.. places.GroupBy(p => (p.District, p.Street)).Select(g => new Area(g.Key.District, g.Key.Street, MiddleOf([.. g.Select(p => p.Position)])))];

    /// <summary>By medians, so that one misplaced station does not move it far.</summary>
    static Position MiddleOf(Position[] all) => new(Median(all.Select(p => p.Lat)), Median(all.Select(p => p.Lon)));

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
