using Waystation.Geography;

namespace Waystation.ShiftRoutes;

public sealed class RouteLineTests
{
    static readonly Position corner = new(39.9100, 116.4200);

    /// <summary>Metres north and east of the corner.</summary>
    static Position At(double north, double east) => new(corner.Lat + north / 111_195, corner.Lon + east / (111_195 * Math.Cos(double.DegreesToRadians(corner.Lat))));

    [Fact]
    public void A_place_lies_so_far_along_and_so_far_off_to_the_left_or_right()
    {
        var line = new RouteLine([At(0, 0), At(0, 400), At(300, 400)]);

        Assert.Equal(700, line.Metres, 1.0);
        foreach (var (place, along, off, left) in new[] { (At(50, 100), 100.0, 50.0, true), (At(-30, 250), 250, 30, false), (At(200, 420), 600, 20, false), (At(200, 390), 600, 10, true), (At(-40, -30), 0, 50, false), (At(340, 370), 700, 50, true) })
        {
            var way = line.Of(place);
            Assert.Equal(along, way.Metres, 1.0);
            Assert.Equal(off, way.Off, 1.0);
            Assert.Equal(left, way.IsLeft);
        }
    }

    [Fact]
    public void What_is_passed_twice_stands_where_it_is_passed_first()
    {
        var thereAndBack = new RouteLine([At(0, 0), At(0, 500), At(0, 0)]);

        Assert.Equal(200, thereAndBack.Of(At(10, 200)).Metres, 1.0);
    }

    [Fact]
    public void The_nearest_stretch_is_that_of_a_search_in_steps_of_a_metre()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 60; round++)
        {
            Position[] points = [.. Enumerable.Range(0, 6).Select(_ => At(random.Next(2000), random.Next(2000)))];
            var line = new RouteLine(points);
            var place = At(random.Next(2000), random.Next(2000));

            var stepped = points.Zip(points.Skip(1)).SelectMany(pair => Steps(pair.First, pair.Second)).Min(on => Sphere.Metres(on, place));

            Assert.Equal(stepped, line.Of(place).Off, 0.6);
        }
    }

    [Fact]
    public void Thinned_it_stays_within_the_metres_named_and_keeps_its_ends()
    {
        var random = new Random(7);
        Position[] walked = [.. Enumerable.Range(0, 2000).Select(i => At(200 * Math.Sin(i / 300.0) + random.NextDouble(), i))];
        var line = new RouteLine(walked);

        var thinned = line.Thinned(3);

        Assert.InRange(thinned.Points.Count, 5, 100);
        Assert.Equal((walked[0], walked[^1]), (thinned.Points[0], thinned.Points[^1]));
        Assert.All(walked, point => Assert.InRange(thinned.Of(point).Off, 0, 3.01));
    }

    static IEnumerable<Position> Steps(Position a, Position b)
    {
        var many = (int)Math.Ceiling(Sphere.Metres(a, b)) + 1;
        return Enumerable.Range(0, many + 1).Select(i => new Position(a.Lat + (b.Lat - a.Lat) * i / many, a.Lon + (b.Lon - a.Lon) * i / many));
    }
}
