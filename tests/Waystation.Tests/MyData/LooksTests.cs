using System.Net;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;
using static Waystation.MyData.MyDataWorld;

namespace Waystation.MyData;

/// <summary>A person reads who looked at their data: the post, what for, when.</summary>
public class LooksTests
{
    static readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();

    static async Task<string> TextAsync(HttpClient visitor, string url = "/me/looks") => (await TestHouse.PageAsync(visitor, url)).QuerySelector("main")!.TextContent;

    static async Task<Actor> OfficerAsync(MyDataWorld world)
    {
        await world.OfficerAsync("东区春街道总工会", role: Role.SubdistrictOfficer);
        return await world.ScalarAsync<Guid>("SELECT id FROM posts ORDER BY id DESC LIMIT 1") is var post
            ? Actor.Account(await world.ScalarAsync<Guid>("SELECT account_id FROM posts WHERE id = $1", post), post) : throw new InvalidOperationException();
    }

    [Fact]
    public async Task Nobody_reads_what_was_done_with_somebody_elses_data()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync();
        await new LogLine(await OfficerAsync(world), Did.RevealedMember, now, await world.MemberAsync(Li), Why: Purpose.CallMember).WriteAsync(world.Source);

        var text = await TextAsync(worker);

        Assert.DoesNotContain("查看了您的完整登记", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1-2-3")]
    [InlineData("99999999999999999999-1")]
    [InlineData("9999999999999999-9223372036854775808")]
    [InlineData("-1--1")]
    public async Task A_place_in_the_list_that_nobody_gave_out_is_refused_with_a_sentence(string cursor)
    {
        await using var world = await MyDataWorld.NewAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await (await world.WorkerAsync()).GetAsync($"/me/looks?before={cursor}")).StatusCode);
    }

    [Fact]
    public async Task A_look_shows_the_post_the_purpose_and_the_time_and_never_the_officers_name()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync();
        var officer = await OfficerAsync(world);
        await new LogLine(officer, Did.RevealedMember, now, await world.MemberAsync(), Why: Purpose.CallMember).WriteAsync(world.Source);

        var text = await TextAsync(worker);

        foreach (var said in (string[])["查看了您的完整登记", "街镇工会干部", "东区春街道总工会", "电话联系您", When.Spoken(now.UtcDateTime)]) Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.DoesNotContain(await world.ScalarAsync<string>("SELECT name FROM accounts WHERE id = $1", officer.AccountId), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_with_them_in_it_the_import_that_brought_them_and_the_house_itself_are_told()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync();
        await using var connection = await world.Source.OpenConnectionAsync();
        await new LogLine(Actor.System, Did.ExportedMembers, now, Amount: 2).WriteAboutAsync(connection, [await world.MemberAsync(), await world.MemberAsync(Li)]);

        var text = await TextAsync(worker);

        foreach (var said in (string[])["导出的名单里有您", "和其他人一起", "系统自动", "单位报送的会员表里有您", "系统运维人员"]) Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_they_did_themselves_is_theirs_and_coming_and_going_is_left_to_the_sessions()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync();
        await PostAsync(worker, "/me/data?handler=Copy", "/me/data", []);

        var text = await TextAsync(worker);

        Assert.Contains("您本人", text, StringComparison.Ordinal);
        Assert.DoesNotContain("登录\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_stand_first_the_last_ninety_days_apart_and_no_page_repeats_or_loses_a_line()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync();
        var (member, officer) = (await world.MemberAsync(), await OfficerAsync(world));
        for (var line = 0; line < 70; line++)
            // Three at one instant each: the order is by instant and then by number.
            await new LogLine(officer, Did.RevealedMember, now.AddDays(-line / 3 * 5), member, Why: Purpose.CheckRecord).WriteAsync(world.Source);

        List<string> seen = [];
        for (var url = "/me/looks"; url is not null;)
        {
            var page = await TestHouse.PageAsync(worker, url);
            if (seen.Count == 0) Assert.Equal("近 90 天", page.QuerySelector("main h2")!.TextContent);
            seen.AddRange(page.QuerySelectorAll("main time").Select(time => time.GetAttribute("datetime")!));
            url = page.QuerySelector("main a[href^='/me/looks?before=']")?.GetAttribute("href");
        }

        Assert.Equal(71, seen.Count);
        Assert.Equal(seen.OrderDescending(StringComparer.Ordinal), seen);
    }

    [Fact]
    public void Every_code_of_the_log_and_every_purpose_can_be_said_to_the_person()
    {
        var keys = Enum.GetValues<Did>().Select(did => $"mydata.did-{((Enum)did).Code()}").Concat(Enum.GetValues<Purpose>().Select(why => $"mydata.purpose-{((Enum)why).Code()}"));

        Assert.DoesNotContain(keys, key => Words.Say(Words.Chinese, key) == key || Words.Say(Words.English, key) == key);
    }
}
