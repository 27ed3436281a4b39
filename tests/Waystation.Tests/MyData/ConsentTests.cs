using System.Net;
using Waystation.Calendar;
using Waystation.Shared;
using static Waystation.MyData.MyDataWorld;

namespace Waystation.MyData;

/// <summary>What nobody has to agree to: consent taken back, an account closed.</summary>
public class ConsentTests
{
    static async Task<string> SaidAsync(HttpResponseMessage answer) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector("[role=alert]")?.TextContent ?? "";

    [Theory]
    [InlineData("name")]
    [InlineData("document")]
    [InlineData("joined_on")]
    public async Task What_membership_needs_cannot_be_taken_back_alone(string field)
    {
        await using var world = await MyDataWorld.NewAsync();

        var answer = await PostAsync(await world.WorkerAsync(), "/me/consent", "/me/consent", new() { ["field"] = field });

        Assert.Contains("会籍登记必需", await SaidAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_taken_back_deletes_the_value_and_what_stood_there_before_at_once()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync();
        await AskToCorrectAsync(worker, "phone", "13877778888");
        await DecideAsync(await world.OfficerAsync("甲厂"), await world.RequestAsync(), "Grant");

        foreach (var field in (string[])["phone", "card", "residence", "ethnicity", "education"])
            Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(worker, "/me/consent", "/me/consent", new() { ["field"] = field })).StatusCode);

        var record = (await world.RecordAsync())!;
        Assert.All(["phone", "card", "residence", "ethnicity", "education"], field => Assert.Null(record[field]));
        Assert.Equal((Wang, WangsDocument), (record["name"], record["document"]));
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT count(*) FROM member_changes"));
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT count(*) FROM members WHERE name = $1 AND num_nonnulls(phone_index, card_index) > 0", Wang));
        Assert.Contains("没有登记内容", await SaidAsync(await PostAsync(worker, "/me/consent", "/me/consent", new() { ["field"] = "phone" })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_the_account_ends_every_session_at_once_and_leaves_the_membership()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync();
        Assert.Contains("请先勾选确认", await SaidAsync(await LeaveAsync(worker, "Close", sure: false)), StringComparison.Ordinal);

        await LeaveAsync(worker, "Close");

        Assert.Equal(HttpStatusCode.Redirect, (await worker.GetAsync("/me/data")).StatusCode);
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT count(*) FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.kind = 'worker' AND s.ended_at IS NULL"));
        Assert.Equal("member", (await world.RecordAsync())!.State);
        Assert.Equal(1, await world.ScalarAsync<long>("SELECT count(*) FROM code_revocations WHERE member_id = $1", await world.MemberAsync()));
        var (due, made) = (await world.ScalarAsync<DateOnly>("SELECT due_on FROM data_requests"), await world.ScalarAsync<DateTime>("SELECT made_at FROM data_requests"));
        Assert.Equal(WorkingCalendar.China.AddWorkingDays(City.DayOf(made), 15), due);
    }

    [Fact]
    public async Task Somebody_without_a_record_closes_their_account_too()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.House.WorkerAsync();

        await LeaveAsync(worker, "Close");

        Assert.Equal("北京市总工会", await world.ScalarAsync<string>("SELECT u.name FROM data_requests r JOIN unions u ON u.id = r.union_id WHERE r.kind = 'close-account' AND r.state = 'granted'"));
    }
}
