using Waystation.Geography;
using Waystation.Shared;

namespace Waystation.ShiftRoutes;

/// <summary>带班路线: the way that a shift leader goes with a gang, and how far from it a place may lie to be on its list. It says nothing of any person.</summary>
public sealed class ShiftRoute : IBelongToUnion
{
    public const int LongestName = 60, MostPoints = 2000, Usual = 200;
    const double ShortestMetres = 50, LongestMetres = 100_000;
    static readonly int[] choices = [50, 100, Usual, 300, 500, 1000];

    ShiftRoute() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid UnionId { get; private init; }
    public string Name { get; private set; } = "";

    /// <summary>Degrees of WGS-84 in the order of the way: latitude, longitude, latitude, longitude …</summary>
    public double[] Degrees { get; private set; } = [];

    /// <summary>Metres.</summary>
    public int Within { get; private set; }
    public DateTime DrawnAt { get; private set; }

    /// <summary>Nobody goes this way any more; its name is free again.</summary>
    public DateTime? EndedAt { get; private set; }

    public static IReadOnlyList<int> Choices => choices;

    public RouteLine Line => new([.. Degrees.Chunk(2).Select(pair => new Position(pair[0], pair[1]))]);

    public static ShiftRoute Draw(Guid unionId, string? name, RouteLine line, int within, DateTime at)
    {
        var route = new ShiftRoute { UnionId = unionId };
        route.DrawAnew(name, line, within, at);
        return route;
    }

    public void DrawAnew(string? name, RouteLine line, int within, DateTime at)
    {
        var said = (name ?? "").Trim();
        Rule.Require(said.Length is > 0 and <= LongestName, Say.NameMissing(LongestName));
        Rule.Require(choices.Contains(within), Say.ChooseWithin);
        Rule.Require(line.Metres is >= ShortestMetres and <= LongestMetres, Say.LengthWrong((int)ShortestMetres, (int)LongestMetres / 1000, Math.Round(line.Metres)));
        Rule.Require(line.Points.Count <= MostPoints, Say.TooManyPoints(MostPoints, line.Points.Count));
        (Name, Degrees, Within, DrawnAt) = (said, [.. line.Points.SelectMany(p => new[] { p.Lat, p.Lon })], within, at);
    }

    public void End(DateTime at) => EndedAt = at;
}
