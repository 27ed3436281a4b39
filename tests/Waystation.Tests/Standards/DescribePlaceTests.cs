using System.Net;
using Waystation.Lives;
using Waystation.Places;

namespace Waystation.Standards;

/// <summary>An officer who was there says what the register does not know of a place, and its standards answer at once.</summary>
public sealed class DescribePlaceTests(BuildingCity city) : IClassFixture<BuildingCity>
{
    [Theory]
    [InlineData("HostKind", "castle", "请从列表中选择")]
    [InlineData("Grade", "best", "请从列表中选择")]
    [InlineData("Area", "0", "面积请填 1 到")]
    [InlineData("Area", "twelve", "请从列表中选择，数字请填整数")]
    [InlineData("Books", "-1", "图书数请填 0 到")]
    [InlineData("Lat", "31.2", "市界以外")]
    public async Task What_makes_no_sense_is_refused_and_nothing_is_written(string field, string typed, string says)
    {
        var place = await city.ApplyAsync($"说不通{field}{typed}暖心驿站");

        var answer = await TestHouse.PostFormAsync(city.Officer, $"/station-lives/{place}/standards", new() { ["Lon"] = field == "Lat" ? "116.42" : "", ["Datum"] = "wgs84", [field] = typed, ["Found[water]"] = "broken" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync());
        Assert.Equal(0L, await city.AskAsync<long>($"SELECT count(*) FROM station_facilities WHERE station_id = '{place}' AND status = 'broken'"));
    }

    [Fact]
    public async Task House_grade_and_area_are_kept_and_shown_again_and_a_keepers_post_does_not_say_them()
    {
        var place = await city.ApplyAsync("说清楚暖心驿站");
        Dictionary<string, string> said = new() { ["HostKind"] = "restaurant", ["Grade"] = "model", ["Area"] = "11", ["OnGroundFloor"] = "true", ["RulesPosted"] = "false", ["Found[water]"] = "works", ["Found[seats]"] = "missing" };
        Assert.Equal(HttpStatusCode.Redirect, (await TestHouse.PostFormAsync(city.Officer, $"/station-lives/{place}/standards", said)).StatusCode);

        var page = await TestHouse.PageAsync(city.Officer, $"/station-lives/{place}/standards");
        string Chosen(string id) => page.QuerySelector($"#{id} option[selected]")!.TextContent;
        Assert.Equal(("餐饮", "示范", "11"), (Chosen("host-kind"), Chosen("grade"), page.QuerySelector("#area")!.GetAttribute("value")));
        string Failing(string standard) => string.Join('；', page.QuerySelectorAll($"section[aria-labelledby=standard-{standard}] li").Where(li => li.QuerySelector(".broken, .missing") is not null).Select(li => li.QuerySelector("span")!.TextContent));
        Assert.Contains("面积不少于 12 平方米", Failing("siting"));
        Assert.DoesNotContain("临街一层", Failing("siting"));
        Assert.Contains("管理制度上墙", Failing("six-haves"));
        Assert.Contains("一套桌凳", Failing("seven-ones"));

        var keeper = await city.House.StaffAsync(Accounts.Role.StationKeeper, city.Street);
        Assert.DoesNotContain("name=\"Grade\"", await (await keeper.GetAsync($"/station-lives/{place}/standards")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Only_another_rest_station_makes_the_distance_short()
    {
        // 38 km from everything else of this city.
        Dictionary<string, string> At(string lat) => new() { ["Draft.Lon"] = "116.30", ["Draft.Lat"] = lat, ["Draft.Datum"] = "wgs84" };
        var place = await city.ApplyAsync("偏远暖心驿站", more: At("40.2600"));
        LifeStep[] toTheSign = [LifeStep.Visit, LifeStep.Approve, LifeStep.Agree, LifeStep.Equip, LifeStep.Sign];

        await city.TakeAsync(await city.ApplyAsync("偏远职工书屋", "bookroom", At("40.2610")), toTheSign);
        Assert.NotEqual("合格", await SpacingAsync(place));
        await city.TakeAsync(await city.ApplyAsync("偏远第二暖心驿站", more: At("40.2650")), toTheSign);
        Assert.Equal("合格", await SpacingAsync(place));
    }

    async Task<string> SpacingAsync(Guid place)
    {
        await PlacesWorld.LoadAsync(city.House);
        var page = await TestHouse.PageAsync(city.Officer, $"/station-lives/{place}/standards");
        return page.QuerySelectorAll("section[aria-labelledby=standard-siting] li").Single(li => li.TextContent.Contains("1 公里内", StringComparison.Ordinal)).QuerySelector(".has")!.TextContent;
    }
}
