using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Accounts;
using Waystation.Lives;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Scenarios;

/// <summary>
/// S10 and S11 西城: 200 rest stations are planned, the first hang their signs at five named hosts, and the map shows those five and no other.
/// </summary>
public sealed class S10Tests(BuildingCity city) : IClassFixture<BuildingCity>
{
    static readonly (string Name, string Host)[] first =
    [
        ("职工服务中心暖心驿站", "职工服务中心"), ("华天饮食暖心驿站", "华天饮食集团"), ("聚德华天暖心驿站", "聚德华天控股"), ("翔达餐饮暖心驿站", "翔达投资集团"), ("景区管理处暖心驿站", "什刹海景区"),
    ];

    [Fact]
    public async Task Of_200_planned_stations_the_map_shows_the_five_that_are_open_and_the_plan_how_many_are_missing()
    {
        var west = await city.UnionAsync("西城区总工会");
        var (district, above) = (await city.House.StaffAsync(Role.DistrictOfficer, west), await city.House.StaffAsync(Role.CityOfficer, await city.UnionAsync("北京市总工会")));
        string[] streets = [.. (await TestHouse.PageAsync(district, "/station-plan")).QuerySelectorAll("tbody input").Select(input => input.GetAttribute("name")!)];
        Assert.Equal(15, streets.Length);

        // 200 over the district's fifteen streets: thirteen or fourteen each.
        await TestHouse.PostFormAsync(district, "/station-plan", streets.Select((name, i) => (name, i)).ToDictionary(s => s.name, s => $"{(s.i < 5 ? 14 : 13)}").Append(new("Paper", "西工发〔2017〕1号")).Append(new("DueOn", "2027-12-31")).ToDictionary());
        Assert.StartsWith("规划 200 个，已开放 0 个，筹备中 0 个", await CoverageAsync(district));

        var places = new List<Guid>();
        foreach (var (name, host) in first.Concat(Enumerable.Range(1, 7).Select(n => ($"筹备驿站{n}", $"第{n}家")))) places.Add(await ApplyAsync(above, name, host, streets[places.Count % 3]));
        foreach (var place in places.Take(first.Length))
            foreach (var step in new[] { LifeStep.Visit, LifeStep.Approve, LifeStep.Agree, LifeStep.Equip, LifeStep.Sign })
                Assert.Equal(HttpStatusCode.Redirect, (await city.TryAsync(place, step, district)).StatusCode);

        await PlacesWorld.LoadAsync(city.House);
        var map = city.House.Services.GetRequiredService<StationIndex>().Map.Places.Where(p => p.District == "西城区").Select(p => p.Name).Order(StringComparer.Ordinal);
        Assert.Equal(first.Select(f => f.Name).Order(StringComparer.Ordinal), map);
        Assert.Equal("规划 200 个，已开放 5 个，筹备中 7 个，完成规划的 2.5%", await CoverageAsync(district));
        TestContext.Current.TestOutputHelper?.WriteLine($"S10/S11: {await CoverageAsync(district)}");
    }

    [Fact]
    public async Task A_street_reads_its_plan_and_does_not_make_it_and_what_is_no_number_is_told_with_the_street()
    {
        Assert.Empty((await TestHouse.PageAsync(city.Officer, "/station-plan")).QuerySelectorAll("tbody input"));
        Assert.Contains("您这个岗位只能查看", await (await Joining.JoiningPagesTests.PressAsync(city.Officer, "/sessions", "/station-plan", new() { ["Planned[110101008]"] = "3" })).Content.ReadAsStringAsync());
        foreach (var wrong in new[] { "很多", "-1", "1001", "2.5" })
        {
            var answer = await TestHouse.PostFormAsync(city.Above, "/station-plan", new() { ["Planned[110101008]"] = wrong });
            Assert.Contains($"建国门街道填的“{wrong}”不对", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        }

        Assert.Equal(HttpStatusCode.Redirect, (await TestHouse.PostFormAsync(city.Above, "/station-plan", new() { ["Planned[110101008]"] = "3", ["Planned[110102001]"] = "9" })).StatusCode);
        Assert.Equal("110101008 3", await city.AskAsync<string>("SELECT string_agg(street_code || ' ' || planned, ';') FROM station_plans WHERE street_code LIKE '110101%' OR street_code = '110102001' AND planned = 9"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => city.AskAsync<object>("UPDATE station_plans SET planned = 1"));
    }

    [Fact]
    public async Task A_city_sees_its_districts_first_and_the_streets_of_one_when_it_asks()
    {
        var officer = await city.House.OfficerAsync();

        var all = await TestHouse.PageAsync(officer, "/station-plan");
        Assert.Empty(all.QuerySelectorAll("tbody input"));
        Assert.NotNull(all.QuerySelector("tbody a[href='/station-plan?district=110102']"));
        var one = (await TestHouse.PageAsync(officer, "/station-plan?district=110102")).QuerySelectorAll("tbody input");

        Assert.NotEmpty(one);
        Assert.All(one, input => Assert.StartsWith("Planned[110102", input.GetAttribute("name")));
    }

    static async Task<string> CoverageAsync(HttpClient officer) => (await TestHouse.PageAsync(officer, "/station-plan")).QuerySelector("#coverage")!.TextContent;

    static async Task<Guid> ApplyAsync(HttpClient by, string name, string host, string planned)
    {
        var sent = await TestHouse.PostFormAsync(by, "/station-lives/new", new()
        {
            ["Draft.Name"] = name, ["Draft.Kind"] = "station", ["Draft.Street"] = planned["Planned[".Length..^1], ["Draft.Address"] = "1号", ["Draft.Lon"] = "116.37", ["Draft.Lat"] = "39.92", ["Draft.Datum"] = "gcj02", ["Draft.Host"] = host,
            ["Draft.Access"] = "直接进入", ["Draft.Facilities"] = "饮水机、微波炉、桌椅", ["Draft.Outdoor"] = "true", ["Draft.Note"] = "路口，每天过路的环卫工人和快递员多",
        });
        Assert.True(sent.StatusCode is HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());
        return Guid.Parse(sent.Headers.Location!.OriginalString.Split('/')[^1]);
    }
}
