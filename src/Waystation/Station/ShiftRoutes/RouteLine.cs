using Waystation.Geography;

namespace Waystation.ShiftRoutes;

/// <summary>The way that a gang goes: a line through points, in WGS-84. It may pass a place twice and come back to where it began.</summary>
public sealed class RouteLine
{
    readonly Position[] points;
    readonly double[] gone;

    /// <param name="points">At least two, each apart from the one before.</param>
    public RouteLine(IReadOnlyList<Position> points)
    {
        this.points = [.. points];
        gone = new double[this.points.Length];
        for (var i = 1; i < gone.Length; i++) gone[i] = gone[i - 1] + Sphere.Metres(this.points[i - 1], this.points[i]);
    }

    public IReadOnlyList<Position> Points => points;

    /// <summary>Its length.</summary>
    public double Metres => gone[^1];

    /// <summary>Where a place lies along the way: by the nearest stretch, and of stretches that are equally near by the first that is passed.</summary>
    public OnTheWay Of(Position place)
    {
        OnTheWay? nearest = null;
        for (var i = 1; i < points.Length; i++)
        {
            var here = PassedOn(i, place);
            // Half a metre: less is the noise of the reckoning, and the second passage would win by it.
            if (nearest is null || here.Off < nearest.Value.Off - 0.5) nearest = here;
        }

        return nearest!.Value;
    }

    /// <summary>The same way in fewer points: whatever lies within so many metres of the straight line between its neighbours goes (Douglas and Peucker).</summary>
    public RouteLine Thinned(double metres)
    {
        var stays = new bool[points.Length];
        stays[0] = stays[^1] = true;
        Stack<(int From, int To)> left = new([(0, points.Length - 1)]);
        while (left.TryPop(out var part))
        {
            var (far, at) = Farthest(part.From, part.To);
            if (far <= metres) continue;

            stays[at] = true;
            left.Push((part.From, at));
            left.Push((at, part.To));
        }

        return new([.. points.Where((_, i) => stays[i])]);
    }

    (double Metres, int At) Farthest(int from, int to)
    {
        var (far, at) = (-1.0, from);
        for (var i = from + 1; i < to; i++)
            if (new Stretch(points[from], points[to]).NearestTo(points[i]).Metres is var off && off > far) (far, at) = (off, i);
        return (far, at);
    }

    OnTheWay PassedOn(int end, Position place)
    {
        var stretch = new Stretch(points[end - 1], points[end]);
        var (share, off) = stretch.NearestTo(place);
        return new(gone[end - 1] + share * (gone[end] - gone[end - 1]), off, stretch.HasLeft(place));
    }
}

/// <param name="Metres">Gone along the way from its beginning.</param>
/// <param name="Off">Metres from the way.</param>
/// <param name="IsLeft">Of whoever goes along it.</param>
public readonly record struct OnTheWay(double Metres, double Off, bool IsLeft)
{
    const double Beside = 15;

    /// <summary>A line drawn by hand tells no side of what is so near.</summary>
    public bool IsBeside => Off < Beside;
}
