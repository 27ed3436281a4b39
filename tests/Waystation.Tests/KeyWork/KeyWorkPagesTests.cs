using System.Net;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.KeyWork;

/// <summary>Who may do what with the list, through its pages.</summary>
[Trait("server", "any")]
public class KeyWorkPagesTests
{
    static async Task<(TestHouse Web, Branch Branch)> CityAsync() => await Walk.InAsync();

    static Dictionary<string, string> Terms(string unit, string title = "新建户外劳动者驿站五个", string person = "李卫东") =>
        new() { ["ItemTitle"] = title, ["Measure"] = "挂牌开放", ["Unit"] = unit, ["Person"] = person, ["DueOn"] = City.Today(TimeProvider.System).AddDays(40).ToString("yyyy-MM-dd") };

    static async Task<string> SetAsync(HttpClient officer, string unit, string title = "新建户外劳动者驿站五个")
    {
        var answer = await TestHouse.PostFormAsync(officer, "/key-work/new", Terms(unit, title));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    static async Task<string> RefusedAsync(HttpResponseMessage answer) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector(".validation-summary-errors li")?.TextContent ?? $"{(int)answer.StatusCode}";

    static Task<HttpResponseMessage> ActAsync(HttpClient who, string item, string handler, string words, params (string, string)[] more) =>
        PostAsync(who, item, handler, new Dictionary<string, string>(more.Select(m => KeyValuePair.Create(m.Item1, m.Item2))) { ["Said"] = words });

    static async Task<HttpResponseMessage> PostAsync(HttpClient who, string page, string handler, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = ((AngleSharp.Html.Dom.IHtmlInputElement)(await TestHouse.PageAsync(who, "/sessions")).QuerySelector("input[name=__RequestVerificationToken]")!).Value;
        return await who.PostAsync($"{page}?handler={handler}", new FormUrlEncodedContent(fields));
    }

    [Fact]
    public async Task Each_role_does_its_own_part_and_nobody_reaches_past_the_branch()
    {
        var (web, branch) = await CityAsync();
        await using var closing = web;
        var (city, district, street) = (await web.OfficerAsync(), await web.StaffAsync(Role.DistrictOfficer, branch.Own), await web.StaffAsync(Role.SubdistrictOfficer, branch.Child));
        var (leader, stranger) = (await web.StaffAsync(Role.Leader, branch.Own), await web.StaffAsync(Role.DistrictOfficer, branch.Sibling));
        var item = await SetAsync(city, Branch.ChildName);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(item)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ActAsync(stranger, item, "Show", "已经选定三处地点", ("Day", "2026-11-01"))).StatusCode);
        Assert.Equal(Words.Say("keywork.unit-needed"), await RefusedAsync(await TestHouse.PostFormAsync(stranger, "/key-work/new", Terms(Branch.ChildName))));
        Assert.Equal(HttpStatusCode.Forbidden, (await street.GetAsync("/key-work/new")).StatusCode);
        foreach (var (who, handler) in new[] { (leader, "Show"), (leader, "Withdraw"), (street, "Comment"), (street, "Withdraw"), (district, "Comment") })
            Assert.Equal(HttpStatusCode.Forbidden, (await ActAsync(who, item, handler, "已经选定三处地点", ("Day", "2026-11-01"))).StatusCode);
        Assert.Equal(Words.Say("keywork.set-above"), await RefusedAsync(await ActAsync(district, item, "Withdraw", "本级不再推进")));
        Assert.Equal(Words.Say("keywork.set-above"), await RefusedAsync(await TestHouse.PostFormAsync(district, $"{item}/change", Terms(Branch.ChildName, "改一个题目看看"))));
        Assert.Equal(Words.Say("keywork.nothing-shown"), await RefusedAsync(await ActAsync(street, item, "Finish", "五个驿站全部开放")));
        Assert.Equal(HttpStatusCode.Redirect, (await TestHouse.PostFormAsync(city, $"{item}/change", Terms(Branch.ChildName, "新建户外劳动者驿站六个"))).StatusCode);
    }

    [Fact]
    public async Task A_unit_shows_with_a_number_from_the_records_the_leader_speaks_and_the_unit_reads_who_and_when()
    {
        var (web, branch) = await CityAsync();
        await using var closing = web;
        var (city, street, leader) = (await web.OfficerAsync(), await web.StaffAsync(Role.SubdistrictOfficer, branch.Child), await web.StaffAsync(Role.Leader, branch.Own));
        var item = await SetAsync(city, Branch.ChildName);
        var today = City.Today(TimeProvider.System).ToString("yyyy-MM-dd");

        await ActAsync(street, item, "Show", "已经选定三处地点", ("Day", today), ("Indicator", "members"), ("IndicatorValue", "999"));
        await ActAsync(leader, item, "Comment", "选址要靠近快递网点");
        var page = await TestHouse.PageAsync(street, item);
        await ActAsync(street, item, "Finish", "五个驿站全部开放");

        var lines = page.QuerySelectorAll("#history li").Select(line => line.TextContent).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Contains("选址要靠近快递网点", lines[0]);
        Assert.Contains(Words.Say("accounts.role-leader"), lines[0]);
        // The branch of the walk has one member in this street.
        Assert.Contains(Words.Say("keywork.number-said", today[..7], Words.Say("indicators.members"), "1"), lines[1]);
        Assert.Contains(Words.Say("keywork.why-done"), (await TestHouse.PageAsync(leader, "/key-work")).QuerySelector("#items")!.TextContent);
        Assert.Contains(Words.Say("keywork.why-done"), (await TestHouse.PageAsync(leader, "/key-work/sheet")).QuerySelector(".paper")!.TextContent);
        Assert.Equal(HttpStatusCode.BadRequest, (await leader.GetAsync("/key-work?month=2026-99")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/key-work?union={branch.Sibling}")).StatusCode);
    }

    [Fact]
    public async Task A_unit_reports_its_month_once_and_who_owes_is_seen_above()
    {
        var (web, branch) = await CityAsync();
        await using var closing = web;
        var (city, district) = (await web.OfficerAsync(), await web.StaffAsync(Role.DistrictOfficer, branch.Own));

        var owing = await TestHouse.PageAsync(city, "/key-work");
        var silent = await RefusedAsync(await TestHouse.PostFormAsync(district, "/key-work/report", new() { ["NothingNew"] = "true", ["Said"] = "无" }));
        await TestHouse.PostFormAsync(district, "/key-work/report", new() { ["NothingNew"] = "true", ["Said"] = "场地审批未下，等待批复" });
        var again = await RefusedAsync(await PostAsync(district, "/key-work/report", "", new() { ["Said"] = "再报一次看看" }));
        var reported = await TestHouse.PageAsync(city, "/key-work");

        Assert.Equal(Words.Say("keywork.reported-of", 0, 2), owing.QuerySelector("#reports .badge")!.TextContent);
        Assert.Equal(Words.Say("keywork.why-nothing-new"), silent);
        Assert.Equal(Words.Say("keywork.reported-already"), again);
        Assert.Equal(Words.Say("keywork.reported-of", 1, 2), reported.QuerySelector("#reports .badge")!.TextContent);
        Assert.Contains("场地审批未下，等待批复", reported.Body!.TextContent);
        Assert.Equal(Words.Say("keywork.does-not-report"), await RefusedAsync(await PostAsync(city, "/key-work/report", "", new() { ["Said"] = "市总也来报一次" })));
    }

    [Fact]
    public async Task Of_two_who_change_an_item_at_once_the_second_is_told_so()
    {
        var (web, branch) = await CityAsync();
        await using var closing = web;
        var item = Guid.Parse((await SetAsync(await web.OfficerAsync(), Branch.ChildName)).Split('/')[^1]);
        await using var first = web.House.Database.NewContext();
        await using var second = web.House.Database.NewContext();
        var (one, other) = ((await first.FindAsync<KeyItem>(item))!, (await second.FindAsync<KeyItem>(item))!);
        var told = Told.By(await RouteIds.IdAsync(web.House, "SELECT id FROM posts LIMIT 1"), web.House.Clock.GetUtcNow().UtcDateTime, "两个人同时在改");

        first.Add(one.Withdraw(told));
        second.Add(other.Show(told.On, told));
        await first.SaveChangesAsync();

        await Assert.ThrowsAsync<Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException>(() => second.SaveChangesAsync());
    }
}
