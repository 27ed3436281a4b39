using Waystation.Calendar;
using Waystation.Geography;

namespace Waystation.Places;

/// <summary>The map against looking at every place.</summary>
public class PlaceMapTests
{
    static readonly DateTimeOffset friday = new(2026, 11, 20, 10, 30, 0, TimeSpan.FromHours(8));

    static readonly OpeningHours?[] schedules = [null, .. new[] { "24/7", "Mo-Fr 09:00-17:00; PH off", "Mo-Su 08:00-20:00", "Sa-Su 10:00-16:00", "Mo-Su 22:00-06:00" }.Select(OpeningHours.Read)];

    public static TheoryData<string, int> Cities => new()
    {
        { "one", 1 }, { "few", 7 }, { "even", 3000 }, { "crowded", 3000 }, { "on a line", 500 }, { "one spot", 200 }, { "the world", 3000 }, { "the poles and the date line", 1000 },
    };

    [Theory]
    [MemberData(nameof(Cities))]
    public void The_nearest_are_those_that_looking_at_every_place_finds(string city, int count)
    {
        var random = new Random(count + city.Length);
        var map = new PlaceMap(Enumerable.Range(0, count).Select(i => Place(i, Spot(city, random), random)), WorkingCalendar.China);
        for (var question = 0; question < 150; question++)
        {
            var search = Search(city, random);
            var hits = new Hit[100];

            var found = map.Nearest(search, friday, hits);

            var told = hits[..found].Select(h => (map.Places[h.Place].Code, h.Metres)).ToArray();
            var expected = ByLookingAtAll(map, search);
            Assert.Equal(expected.Select(e => e.Code), told.Select(t => t.Code));
            Assert.All(expected.Zip(told), pair => Assert.Equal(pair.First.Metres, pair.Second.Metres, Math.Max(0.01, pair.First.Metres * 1e-7)));
        }
    }

    [Fact]
    public void Nobody_is_found_in_an_empty_city() => Assert.Equal(0, PlaceMap.Empty.Nearest(new NearbySearch(new(39.9, 116.4)), friday, new Hit[20]));

    [Fact]
    public void The_order_is_that_of_the_sphere_and_not_of_degrees()
    {
        // At 40° north a degree of longitude is a quarter shorter than one of latitude.
        var east = Place(1, new(39.9, 116.412), new Random(1));
        var north = Place(2, new(39.91, 116.4), new Random(1));
        var map = new PlaceMap([east, north], WorkingCalendar.China);
        var hits = new Hit[1];

        map.Nearest(new NearbySearch(new(39.9, 116.4), Limit: 1), friday, hits);

        Assert.Equal(east.Code, map.Places[hits[0].Place].Code);
    }

    [Fact]
    public void A_place_on_the_rim_of_the_radius_is_inside()
    {
        var there = new Position(39.95, 116.47);
        var map = new PlaceMap([Place(1, there, new Random(1))], WorkingCalendar.China);
        var from = new Position(39.9, 116.4);
        var metres = Sphere.Metres(from, there);

        Assert.Equal(1, map.Nearest(new NearbySearch(from, Radius: metres), friday, new Hit[5]));
        Assert.Equal(0, map.Nearest(new NearbySearch(from, Radius: metres - 0.1), friday, new Hit[5]));
    }

    [Fact]
    public void Unknown_hours_never_count_as_open()
    {
        var map = new PlaceMap([Place(1, new(39.9, 116.4), new Random(1)) with { Hours = null }], WorkingCalendar.China);

        Assert.Equal(0, map.Nearest(new NearbySearch(new(39.9, 116.4), OpenOnly: true), friday, new Hit[5]));
        Assert.Equal(OpenState.Unknown, map.OpeningOf(0, friday).State);
    }

    static (string Code, double Metres)[] ByLookingAtAll(PlaceMap map, NearbySearch search)
    {
        var all = from place in map.Places
                  where (place.Facilities & search.Facilities) == search.Facilities && (search.Kind is null || place.Kind == search.Kind)
                  where !search.OpenOnly || place.Hours?.StateAt(search.At ?? friday, WorkingCalendar.China) is OpenState.Open
                  let metres = Sphere.Metres(search.From, place.Position)
                  where metres <= (search.Radius ?? double.PositiveInfinity)
                  orderby Math.Round(metres, 6), place.Code
                  select (place.Code, metres);
        return [.. all.Take(search.Limit)];
    }

    static NearbySearch Search(string city, Random random) => new(
        random.Next(5) == 0 ? Spot("the world", random) : Spot(city, random),
        Limit: random.Next(1, 60),
        Radius: random.Next(3) == 0 ? random.NextDouble() * 30_000 : null,
        OpenOnly: random.Next(3) == 0,
        At: random.Next(2) == 0 ? friday.AddMinutes(random.Next(20_000)) : null,
        Facilities: random.Next(3) == 0 ? 1UL << random.Next(6) : random.Next(4) == 0 ? 5UL : 0,
        Kind: random.Next(5) == 0 ? StationKind.Home : null);

    static Position Spot(string city, Random random) => city switch
    {
        "crowded" => random.Next(3) == 0 ? new(39.4 + random.NextDouble(), 115.7 + random.NextDouble()) : new(39.9 + random.NextDouble() * 0.001, 116.4 + random.NextDouble() * 0.001),
        "on a line" => new(39.9, 116 + random.NextDouble()),
        "one spot" => new(39.9, 116.4),
        "the world" => new(random.NextDouble() * 180 - 90, random.NextDouble() * 360 - 180),
        "the poles and the date line" => random.Next(2) == 0 ? new(89.9 + random.NextDouble() * 0.1, random.NextDouble() * 360 - 180) : new(random.NextDouble(), 179.9 + random.NextDouble() * 0.2 is var lon && lon > 180 ? lon - 360 : lon),
        _ => new(39.4 + random.NextDouble() * 1.6, 115.4 + random.NextDouble() * 2),
    };

    internal static Place Place(int number, Position at, Random random) => new()
    {
        Id = Guid.CreateVersion7(),
        Code = $"{number:00000}",
        Slug = $"{number:00000}",
        Name = $"驿站{number}",
        Kind = random.Next(4) == 0 ? StationKind.Home : StationKind.Station,
        District = "东城区",
        Street = "建国门街道",
        Address = "",
        Position = at,
        Facilities = (ulong)random.Next(64),
        FacilityWords = [],
        Hours = schedules[random.Next(schedules.Length)],
        HoursText = "",
        VerifiedAt = null,
    };
}
