using Waystation.Places;
using Waystation.Rulebook;

namespace Waystation.Standards;

/// <summary>Each item of the standards that come with the program, met and not met: what a place lacks is told by the item's own name.</summary>
[Trait("server", "any")]
public class CheckPlaceTests
{
    static readonly IReadOnlyList<RuleVersion<PlaceStandard>> standards =
        Rules.Read(Data.DataFolder.At(Path.Combine(Path.GetTempPath(), $"no-rules-{Guid.NewGuid():N}")), Rooms.RuleKinds).AllOn<PlaceStandard>(new(2026, 11, 22));

    static readonly DateTime now = new(2026, 11, 22, 2, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(11, true, 300.0, "area")]
    [InlineData(12, true, 300.0, "")]
    [InlineData(12, false, 300.0, "ground-floor")]
    [InlineData(12, true, 1000.0, "")]
    [InlineData(12, true, 1000.1, "spacing")]
    [InlineData(5, false, 4000.0, "ground-floor area spacing")]
    [InlineData(null, null, null, "")]
    public void Area_floor_and_spacing(int? area, bool? ground, double? nearest, string fails) =>
        Assert.Equal(fails, Fails("siting", Place(traits: StationTraits.Unknown with { Area = area, OnGroundFloor = ground }), nearest));

    [Theory]
    [InlineData(true, "王芳", true, "")]
    [InlineData(false, "王芳", true, "rules")]
    [InlineData(true, "", true, "keeper")]
    [InlineData(true, "王芳", false, "on-the-map")]
    [InlineData(null, "王芳", true, "")]
    public void The_six_things(bool? rules, string keeper, bool located, string fails) =>
        Assert.Equal(fails, Fails("six-haves", Place(keeper, located: located, traits: StationTraits.Unknown with { RulesPosted = rules })));

    [Theory]
    [InlineData("饮水机、微波炉、桌椅、空调、卫生间、医药箱", "")]
    [InlineData("饮水机、微波炉、桌椅、风扇、冰箱、医药箱", "")]
    [InlineData("饮水机、微波炉、桌椅、空调、医药箱", "fridge-or-toilet")]
    [InlineData("饮水机、桌椅、卫生间", "microwave climate first-aid")]
    public void The_seven_things(string facilities, string fails) => Assert.Equal(fails, Fails("seven-ones", Place(facilities: facilities)));

    [Theory]
    [InlineData("直接进入", "")]
    [InlineData("扫码进入", "walk-in")]
    [InlineData("刷卡", "walk-in")]
    [InlineData("", "")]
    public void A_door_that_opens_by_a_code_alone_fails_its_item(string access, string fails) =>
        Assert.Equal(fails, Fails("base-services", Place(facilities: "饮水机、微波炉、医药箱、桌椅", access: access)));

    [Theory]
    [InlineData("桌椅、插座、母婴专用冰箱", "王芳", "")]
    [InlineData("桌椅、插座、冰箱", "王芳", "fridge")]
    [InlineData("插座、母婴专用冰箱", "", "keeper table-and-chairs")]
    [InlineData("桌椅、母婴专用冰箱", "王芳", "socket")]
    public void What_a_mother_and_baby_room_must_have(string facilities, string keeper, string fails) =>
        Assert.Equal(fails, Fails("mother-and-baby", Place(keeper, StationKind.NursingRoom, facilities)));

    [Theory]
    [InlineData(2999, "books")]
    [InlineData(3000, "")]
    [InlineData(null, "")]
    public void A_library_counts_its_books(int? books, string fails) =>
        Assert.Equal(fails, Fails("workers-library", Place(kind: StationKind.Bookroom, facilities: "图书、桌椅、电脑", traits: StationTraits.Unknown with { Books = books })));

    static string Fails(string standard, Station place, double? nearest = null) =>
        string.Join(' ', CheckPlace.Against(standards.Single(s => s.Id == standard).Value, new(place, nearest)).Where(found => found.Fails).Select(found => found.Item.Id));

    static Station Place(string keeper = "王芳", StationKind? kind = null, string facilities = "饮水机、风扇", string access = "直接进入", bool located = true, StationTraits? traits = null)
    {
        var place = Station.Register("X1", new()
        {
            Name = "某站", Kind = kind ?? StationKind.Station, UnionId = Guid.NewGuid(), DistrictCode = "110101", StreetCode = "110101008", Address = "1号", Facilities = FacilityList.Read(facilities), Access = access,
            Location = located ? new(new(39.91, 116.42), Geography.Datum.Wgs84) : null, OpenedOn = new(2020, 1, 1),
        }, new(keeper.Length > 0 ? [1] : null, null), now);
        place.Describe(traits ?? StationTraits.Unknown, null, now);
        return place;
    }
}
