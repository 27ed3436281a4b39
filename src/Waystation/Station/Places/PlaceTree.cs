using Waystation.Geography;

namespace Waystation.Places;

/// <summary>A place found: its number in the map, and the squared chord between it and the searcher on the unit sphere.</summary>
public readonly record struct Hit(int Place, double Chord2)
{
    public double Metres => 2 * Sphere.Radius * Math.Asin(Math.Min(1, Math.Sqrt(Chord2) / 2));

    public static double Chord2Of(double metres)
    {
        var half = Math.Sin(Math.Min(metres / (2 * Sphere.Radius), Math.PI / 2));
        return 4 * half * half;
    }
}

/// <summary>
/// A k-d tree over points on the unit sphere, kept flat in arrays. Chords grow with great-circle distances, so the order is that of
/// the sphere at any density, at the poles and across the date line, without a sine in the search.
/// </summary>
sealed class PlaceTree
{
    const int LeafSize = 8;

    readonly double[] x, y, z;
    readonly int[] places;
    readonly double[] splits;
    readonly byte[] axes;

    /// <summary>Per node, the facilities that occur below it: a rare one is found without looking everywhere.</summary>
    readonly ulong[] offers;

    public PlaceTree(IReadOnlyList<Place> all)
    {
        var count = all.Count;
        (x, y, z) = (new double[count], new double[count], new double[count]);
        places = [.. Enumerable.Range(0, count)];
        for (var i = 0; i < count; i++) (x[i], y[i], z[i]) = UnitVector(all[i].Position);

        var nodes = 1;
        for (var size = count; size > LeafSize; size = (size + 1) / 2) nodes = nodes * 2 + 1;
        (splits, axes, offers) = (new double[nodes], new byte[nodes], new ulong[nodes]);
        Build(0, 0, count, [x, y, z], all);
        (x, y, z) = (Ordered(x), Ordered(y), Ordered(z));
    }

    /// <summary>Fills <paramref name="hits"/> with the nearest places that pass, nearest first; the result is how many.</summary>
    public int Nearest<TPass>(Position from, double farthestChord2, ulong facilities, TPass passes, Span<Hit> hits) where TPass : struct, IPass
    {
        if (places.Length == 0 || hits.IsEmpty) return 0;

        var (px, py, pz) = UnitVector(from);
        // A hair more, so that a place exactly on the rim is inside.
        var search = new Search<TPass> { X = px, Y = py, Z = pz, Worst = farthestChord2 * (1 + 1e-12), Facilities = facilities, Passes = passes, Hits = hits };
        Visit(ref search, 0, 0, places.Length, 0, 0, 0);
        return search.Count;
    }

    void Visit<TPass>(ref Search<TPass> search, int node, int from, int to, double dx, double dy, double dz) where TPass : struct, IPass
    {
        if ((offers[node] & search.Facilities) != search.Facilities) return;
        if (to - from <= LeafSize)
        {
            Scan(ref search, from, to);
            return;
        }

        var middle = from + (to - from) / 2;
        var axis = axes[node];
        var offset = (axis == 0 ? search.X : axis == 1 ? search.Y : search.Z) - splits[node];
        var (farX, farY, farZ) = axis == 0 ? (offset, dy, dz) : axis == 1 ? (dx, offset, dz) : (dx, dy, offset);
        var isFarWorth = farX * farX + farY * farY + farZ * farZ;
        if (offset < 0)
        {
            Visit(ref search, 2 * node + 1, from, middle, dx, dy, dz);
            if (isFarWorth <= search.Worst) Visit(ref search, 2 * node + 2, middle, to, farX, farY, farZ);
            return;
        }

        Visit(ref search, 2 * node + 2, middle, to, dx, dy, dz);
        if (isFarWorth <= search.Worst) Visit(ref search, 2 * node + 1, from, middle, farX, farY, farZ);
    }

    void Scan<TPass>(ref Search<TPass> search, int from, int to) where TPass : struct, IPass
    {
        for (var i = from; i < to; i++)
        {
            var (ax, ay, az) = (x[i] - search.X, y[i] - search.Y, z[i] - search.Z);
            var chord2 = ax * ax + ay * ay + az * az;
            if (chord2 <= search.Worst && search.Passes.Passes(places[i])) search.Keep(new Hit(places[i], chord2));
        }
    }

    void Build(int node, int from, int to, double[][] keys, IReadOnlyList<Place> all)
    {
        foreach (var place in places.AsSpan(from, to - from)) offers[node] |= all[place].Facilities;
        if (to - from <= LeafSize) return;

        var axis = WidestAxis(keys, from, to);
        var along = new double[to - from];
        for (var i = from; i < to; i++) along[i - from] = keys[axis][places[i]];
        var slice = places.AsSpan(from, to - from);
        along.AsSpan().Sort(slice);

        var middle = from + (to - from) / 2;
        (axes[node], splits[node]) = ((byte)axis, along[middle - from]);
        Build(2 * node + 1, from, middle, keys, all);
        Build(2 * node + 2, middle, to, keys, all);
    }

    int WidestAxis(double[][] keys, int from, int to)
    {
        var (widest, spread) = (0, -1.0);
        for (var axis = 0; axis < 3; axis++)
        {
            var (least, most) = (double.MaxValue, double.MinValue);
            for (var i = from; i < to; i++)
            {
                var at = keys[axis][places[i]];
                (least, most) = (Math.Min(least, at), Math.Max(most, at));
            }

            if (most - least > spread) (widest, spread) = (axis, most - least);
        }

        return widest;
    }

    /// <summary>From the order of the map into that of the leaves, so that a leaf is read in one go.</summary>
    double[] Ordered(double[] byPlace) => Array.ConvertAll(places, place => byPlace[place]);

    static (double X, double Y, double Z) UnitVector(Position p)
    {
        var (lat, lon) = (double.DegreesToRadians(p.Lat), double.DegreesToRadians(p.Lon));
        return (Math.Cos(lat) * Math.Cos(lon), Math.Cos(lat) * Math.Sin(lon), Math.Sin(lat));
    }
}

/// <summary>Whether a place comes into question. A struct, so that the search is compiled for each question.</summary>
interface IPass
{
    bool Passes(int place);
}

/// <summary>A search on its way: the nearest hits so far, in order.</summary>
ref struct Search<TPass> where TPass : struct, IPass
{
    public double X, Y, Z, Worst;
    public ulong Facilities;
    public TPass Passes;
    public Span<Hit> Hits;
    public int Count;

    /// <summary>Inserts in order; of places equally near the one earlier in the map comes first.</summary>
    public void Keep(Hit hit)
    {
        if (Count == Hits.Length && !Before(hit, Hits[Count - 1])) return;
        if (Count < Hits.Length) Count++;

        var at = Count - 1;
        for (; at > 0 && Before(hit, Hits[at - 1]); at--) Hits[at] = Hits[at - 1];
        Hits[at] = hit;
        if (Count == Hits.Length) Worst = Math.Min(Worst, Hits[Count - 1].Chord2);
    }

    static bool Before(Hit a, Hit b) => a.Chord2 < b.Chord2 || (a.Chord2 == b.Chord2 && a.Place < b.Place);
}
