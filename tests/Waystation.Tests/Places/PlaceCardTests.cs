using Waystation.Calendar;
using Waystation.Geography;

namespace Waystation.Places;

/// <summary>What a card says of a place: open only where somebody saw it lately, and never more than is known.</summary>
public class PlaceCardTests
{
    static readonly DateTimeOffset now = new(2026, 11, 20, 10, 30, 0, TimeSpan.FromHours(8));
    static readonly OpeningHours nineToFive = OpeningHours.Read("Mo-Su 09:00-17:00")!;

    [Theory]
    [InlineData(null, "likely")]
    [InlineData(8.0, "likely")]
    [InlineData(6.9, "open")]
    [InlineData(0.0, "open")]
    public void A_sign_is_believed_as_long_as_somebody_saw_it_lately(double? daysAgo, string state)
    {
        var place = Place() with { VerifiedAt = daysAgo is { } days ? now.UtcDateTime.AddDays(-days) : null };

        Assert.Equal(state, Card(place, nineToFive.At(now, WorkingCalendar.China)).StateClass);
    }

    [Fact]
    public void Hours_that_nobody_knows_are_never_open()
    {
        var card = Card(Place() with { Hours = null, HoursText = "随网点", VerifiedAt = now.UtcDateTime }, default);

        Assert.Equal("unknown", card.StateClass);
    }

    [Theory]
    [InlineData(16, 29, null)]
    [InlineData(16, 30, "还有 30 分钟关门")]
    [InlineData(16, 59, "还有 1 分钟关门")]
    [InlineData(17, 1, null)]
    public void Whoever_would_come_shortly_before_it_closes_is_warned(int hour, int minute, string? warning)
    {
        var at = new DateTimeOffset(2026, 11, 20, hour, minute, 0, TimeSpan.FromHours(8));

        Assert.Equal(warning, (Card(Place(), nineToFive.At(at, WorkingCalendar.China)) with { Now = at }).Warning);
        Assert.Equal(warning, (Card(Place(), nineToFive.At(at, WorkingCalendar.China)) with { At = at }).Warning);
    }

    [Fact]
    public void What_is_broken_there_does_not_hide_that_it_closes_soon()
    {
        var at = new DateTimeOffset(2026, 11, 20, 16, 50, 0, TimeSpan.FromHours(8));
        var place = Place() with { Said = new([], [], [("water", at.AddHours(-1))], [new(ChangeKind.Full, at.AddHours(-1), at.AddHours(1), "满了")]) };

        var card = Card(place, nineToFive.At(at, WorkingCalendar.China)) with { Now = at };

        Assert.EndsWith(" · 还有 10 分钟关门", card.Warning);
        Assert.StartsWith("站里满了", card.Warning);
        Assert.StartsWith("有来访者说饮水机坏了", (card with { Place = place with { Said = place.Said with { Changes = [] } } }).Warning);
    }

    [Theory]
    [InlineData(0, "步行 1 分钟")]
    [InlineData(231, "步行 5 分钟")]
    [InlineData(9000, "")]
    public void A_walk_is_the_line_lengthened_and_nobody_walks_for_hours(double metres, string walk) =>
        Assert.Equal(walk, (Card(Place(), default) with { Metres = metres }).Walk);

    [Fact]
    public void The_sketch_keeps_direction_and_distance()
    {
        var here = new Position(39.9, 116.4);
        var (north, east) = (Card(Place() with { Position = new(39.909, 116.4) }, default), Card(Place() with { Position = new(39.9, 116.4117) }, default));
        var cards = new[] { north, east }.Select(c => c with { Metres = Sphere.Metres(here, c.Place.Position) }).OrderByDescending(c => c.Place.Position.Lon).ToList();

        var sketch = DistanceSketch.Of(here, cards)!;

        Assert.Equal(2000, sketch.Metres);
        Assert.Equal([2, 1], sketch.Dots.Select(d => d.Number));
        var (second, first) = (sketch.Dots[1], sketch.Dots[0]);
        // A thousand metres are half of the outer ring of 106.
        Assert.Equal((195, 125 - 53), (Math.Round(first.X), Math.Round(first.Y)));
        Assert.Equal((195 + 53, 125), (Math.Round(second.X), Math.Round(second.Y)));
    }

    [Fact]
    public void Two_numbers_never_hide_each_other()
    {
        var cards = Enumerable.Range(1, 5).Select(_ => Card(Place() with { Position = new(39.905, 116.4) }, default) with { Metres = 556 }).ToList();

        var dots = DistanceSketch.Of(new(39.9, 116.4), cards)!.Dots;

        Assert.All(dots, a => Assert.All(dots, b => Assert.True(a == b || Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y) > 20)));
    }

    [Fact]
    public void Of_nothing_near_there_is_no_sketch()
    {
        Assert.Null(DistanceSketch.Of(new(39.9, 116.4), []));
        Assert.Null(DistanceSketch.Of(new(39.9, 116.4), [Card(Place(), default) with { Metres = 100_001 }]));
    }

    static PlaceCard Card(Place place, Opening opening) => new(place, opening, 100, now);

    static Place Place() => new()
    {
        Id = Guid.CreateVersion7(), Code = "1", Slug = "1", Name = "站", Kind = StationKind.Station, District = "东城区", Street = "建国门街道", Address = "", Position = new(39.9, 116.4),
        Facilities = 0, FacilityWords = [], Hours = nineToFive, HoursText = "每天9:00-17:00", VerifiedAt = null,
    };
}
