using System.Net;
using Waystation.Accounts;

namespace Waystation.Lives;

/// <summary>A leader of the district reads the life of each place, its standards and how far the plan has come, and decides nothing there.</summary>
public sealed class LeaderReadsLivesTests(BuildingCity city) : IClassFixture<BuildingCity>
{
    static readonly LifeStep[] toTheSign = [LifeStep.Visit, LifeStep.Approve, LifeStep.Agree, LifeStep.Equip, LifeStep.Sign];

    [Fact]
    public async Task A_leader_is_refused_every_step_and_shown_no_form()
    {
        var (leader, place) = (await city.House.StaffAsync(Role.Leader, city.District), await city.ApplyAsync("领导看的暖心驿站"));
        var page = $"/station-lives/{place}";
        var before = await StateAsync(place);

        foreach (var list in new[] { "/station-lives", "/station-lives?q=领导看的", "/station-lives/rechecks", "/station-plan", "/station-lives?street=110101008&preparing=true" }) await OnlyReads.AssertAsync(city.House, leader, city.Above, list);
        foreach (var writer in new[] { city.Officer, city.Above }) await OnlyReads.AssertAsync(city.House, leader, writer, page);
        await OnlyReads.AssertAsync(city.House, leader, city.Officer, $"{page}/standards");
        foreach (var step in Enum.GetValues<LifeStep>()) Assert.Equal(HttpStatusCode.Forbidden, (await city.TryAsync(place, step, leader)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Joining.JoiningPagesTests.PressAsync(leader, "/sessions", "/station-plan", new() { ["Planned[110101008]"] = "3" })).StatusCode);
        foreach (var form in new[] { "/station-lives/new", "/signs", $"/station-keepers/{place}", $"/station-today/{place}" }) Assert.Equal(HttpStatusCode.Forbidden, (await leader.GetAsync(form)).StatusCode);

        Assert.Equal(before, await StateAsync(place));
    }

    [Fact]
    public async Task A_leader_of_another_district_finds_none_of_it()
    {
        var (leader, place) = (await city.House.StaffAsync(Role.Leader, await city.UnionAsync("西城区总工会")), await city.ApplyAsync("别区领导看不见暖心驿站"));

        foreach (var page in new[] { $"/station-lives/{place}", $"/station-lives/{place}/standards" }) Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync(page)).StatusCode);
        foreach (var list in new[] { "/station-lives", "/station-lives?q=别区领导", "/station-lives?street=110101008", "/station-lives?street=110101008&preparing=true" }) Assert.Empty((await TestHouse.PageAsync(leader, list)).QuerySelectorAll("main ul.list li"));
        Assert.DoesNotContain("建国门", await leader.GetStringAsync("/station-plan"));
    }

    [Fact]
    public async Task Keeper_and_contact_are_for_those_who_work_with_the_place()
    {
        var (leader, place) = (await city.House.StaffAsync(Role.Leader, city.District), await city.ApplyAsync("不看电话暖心驿站"));
        await city.TakeAsync(place, toTheSign);

        var (seen, kept) = (await city.Officer.GetStringAsync($"/station-lives/{place}"), await leader.GetStringAsync($"/station-lives/{place}"));

        foreach (var people in new[] { "王芳", "65120000", "赵经理", "13800000000" })
        {
            Assert.Contains(people, seen);
            Assert.DoesNotContain(people, kept);
        }

        foreach (var said in new[] { "华天饮食", "东工发〔2026〕12号", "2036-12-31", "每天8:00-20:00", $"/station-goods/{place}" }) Assert.Contains(said, kept);
    }

    [Fact]
    public async Task Each_number_of_the_coverage_opens_just_its_places()
    {
        var leader = await city.House.StaffAsync(Role.Leader, city.District);
        var (open, _) = (await city.ApplyAsync("已开放的暖心驿站"), await city.ApplyAsync("筹备中的暖心驿站"));
        await city.TakeAsync(open, toTheSign);
        await city.TakeAsync(await city.ApplyAsync("没有办成的暖心驿站"), LifeStep.End);
        await city.ApplyAsync("不算在内的母婴室", "nursing-room");

        var numbers = (await TestHouse.PageAsync(leader, "/station-plan")).QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("建国门街道", StringComparison.Ordinal)).QuerySelectorAll("td.r a").ToList();
        var behind = new List<string>();
        foreach (var number in numbers)
        {
            var page = await TestHouse.PageAsync(leader, number.GetAttribute("href")!);
            Assert.Equal((number.TextContent, number.TextContent), (page.QuerySelector("h1 .badge")!.TextContent, $"{page.QuerySelectorAll("main ul.list li").Length}"));
            behind.Add(page.QuerySelector("main")!.TextContent);
        }

        Assert.Equal(2, numbers.Count);
        Assert.Contains("已开放的暖心驿站", behind[0]);
        Assert.Contains("筹备中的暖心驿站", behind[1]);
        foreach (var other in new[] { "没有办成", "不算在内" }) Assert.DoesNotContain(other, string.Concat(behind));
    }

    Task<string> StateAsync(Guid place) => city.AskAsync<string>($"SELECT concat((SELECT count(*) FROM station_steps), ' ', (SELECT count(*) FROM station_plans), ' ', (SELECT s::text FROM stations s WHERE id = '{place}'))");
}
