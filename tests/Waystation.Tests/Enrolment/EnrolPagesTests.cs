using System.Net;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.MutualAid;
using static Waystation.Enrolment.EnrolWorld;
using static Waystation.TestHouse;

namespace Waystation.Enrolment;

public class EnrolPagesTests
{
    [Fact]
    public async Task A_chair_hands_in_looks_confirms_and_two_officers_of_the_centre_take_the_money()
    {
        await using var web = await TestHouse.NewDemoAsync();
        await using var world = await InAsync(web);
        await world.JoinAsync(world.Unit, Number(9));
        var chair = await web.StaffAsync(Role.GrassrootsChair, world.Unit, below: false);
        var (first, second) = (await web.StaffAsync(Role.ClaimsOfficer, world.City), await web.StaffAsync(Role.ClaimsOfficer, world.City));

        var wrong = await HandInAsync(chair, world, "critical-illness", [Row(1, Number(1), name: "李四")]);
        await Eventually.TrueAsync(() => chair.GetStringAsync(wrong).GetAwaiter().GetResult().Contains("姓名与会员名册不一致", StringComparison.Ordinal));
        var list = await HandInAsync(chair, world, "critical-illness", [Row(1, Number(1)), Row(2, Number(9), shares: "3")]);
        await Eventually.TrueAsync(() => chair.GetStringAsync(list).GetAwaiter().GetResult().Contains("确认参加：2 人，160.00 元", StringComparison.Ordinal));
        await PressAsync(chair, list, "Take", []);

        var number = (await PageAsync(chair, list)).QuerySelector(".card .name.num")!.TextContent;
        Assert.Contains("应缴 160.00 元，已到账 0.00 元", await chair.GetStringAsync(list));
        Dictionary<string, string> Money(string yuan, string bank) => new() { ["Number"] = number, ["Yuan"] = yuan, ["Received"] = $"{world.Today:yyyy-MM-dd}", ["Bank"] = bank };
        Assert.Contains("超过尚欠金额 160.00 元", await PressAsync(first, "/aid/premiums", "Enter", Money("160.01", "B0001")));
        Assert.Contains("没有这个缴费编号", await PressAsync(first, "/aid/premiums", "Enter", Money("1", "B0001").With("Number", "HZ10000020")));
        Assert.Contains("已登记", await PressAsync(first, "/aid/premiums", "Enter", Money("100", "B0001")));
        Assert.Contains("已经登记过", await PressAsync(first, "/aid/premiums", "Enter", Money("60", "B0001")));
        var payment = await world.AskAsync<Guid>("SELECT id FROM aid_premium_payments");
        Assert.Contains("另一名工作人员复核", await PressAsync(first, "/aid/premiums", "Confirm", new() { ["payment"] = $"{payment}" }));
        Assert.Contains("已复核入账", await PressAsync(second, "/aid/premiums", "Confirm", new() { ["payment"] = $"{payment}" }));
        Assert.Contains("没有待复核", await PressAsync(second, "/aid/premiums", "Confirm", new() { ["payment"] = $"{payment}" }));
        Assert.Contains("已到账 100.00 元，尚欠 60.00 元", await chair.GetStringAsync(list));
        Assert.Empty((await Rooms.Features.Checks.Single(c => c.Name == "verify-ledger").RunAsync(web.House, default)).Findings);
    }

    [Fact]
    public async Task A_worker_is_told_who_enrolled_them_and_may_leave_and_nobody_else_can_for_them()
    {
        await using var web = await TestHouse.NewDemoAsync();
        await using var world = await InAsync(web);
        var member = await world.JoinAsync(world.Unit, Number(9), phone: "19900000009");
        var chair = await web.StaffAsync(Role.GrassrootsChair, world.Unit, below: false);
        var (anna, stranger) = (await web.WorkerAsync(member), await web.WorkerAsync(await world.JoinAsync(world.Unit, Number(10))));
        var list = await HandInAsync(chair, world, "critical-illness", [Row(1, Number(1)), Row(2, Number(9), shares: "3")]);
        await Eventually.TrueAsync(() => chair.GetStringAsync(list).GetAwaiter().GetResult().Contains("确认参加：2 人", StringComparison.Ordinal));
        Assert.DoesNotContain("重大疾病", (await PageAsync(anna, "/me/enrolments")).QuerySelector("main")!.TextContent);
        await PressAsync(chair, list, "Take", []);

        var mine = (await PageAsync(anna, "/me/enrolments")).QuerySelector("main")!.TextContent;
        Assert.Contains("由 某厂工会 的 GrassrootsChair", mine);
        Assert.Contains("3 份", mine);
        await new TellEnrolled(web.House, world.Rules, web.Services.GetRequiredService<Messages.SendMessage>()).RunAsync(default);
        Assert.Contains((await web.Services.GetRequiredService<Messages.Outbox>().ReadAsync("19900000009")), m => m.Text.Contains("某厂工会 已为您参加", StringComparison.Ordinal));
        var part = await world.AskAsync<Guid>($"SELECT id FROM aid_enrolments WHERE shares = 3");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/me/enrolments?handler=Certificate&id={part}")).StatusCode);
        Assert.Contains("请勾选", await PressAsync(anna, "/me/enrolments", "Leave", new() { ["id"] = $"{part}" }));
        Assert.Contains("没有可以这样办理的记录", await PressAsync(stranger, "/me/enrolments", "Leave", new() { ["id"] = $"{part}", ["knows"] = "true" }, from: "/me/data"));
        Assert.Contains("已退出", await PressAsync(anna, "/me/enrolments", "Leave", new() { ["id"] = $"{part}", ["knows"] = "true" }));
        Assert.Null(await FindAsync(world, Number(9)));
        Assert.NotNull(await FindAsync(world, Number(1)));
    }

    [Fact]
    public async Task A_list_of_another_branch_is_not_found_and_a_district_sees_no_money()
    {
        await using var web = await TestHouse.NewAsync();
        await using var world = await InAsync(web);
        var (id, _, _) = await world.ReadAsync(world.Next("critical-illness"), world.FileOf(Rows(1)));
        var district = await Branch.UnionAsync(web.House, "district-federation", "东城区总工会", world.City);
        var (chair, claims) = (await web.StaffAsync(Role.DistrictOfficer, district), await web.StaffAsync(Role.ClaimsOfficer, district));

        Assert.Equal(HttpStatusCode.NotFound, (await chair.GetAsync($"/enrolment/{id}")).StatusCode);
        Assert.Contains("市一级统一办理", await claims.GetStringAsync("/aid/premiums"));
        Assert.Equal(HttpStatusCode.Forbidden, (await claims.GetAsync("/enrolment")).StatusCode);
    }

    [Fact]
    public async Task A_courier_takes_part_alone_and_begins_on_the_day_after_the_payment_was_confirmed()
    {
        await using var web = await TestHouse.NewAsync();
        await using var world = await InAsync(web);
        var member = await world.JoinAsync(world.Unit, Number(9, "19950101"));
        var (courier, old) = (await web.WorkerAsync(member), await web.WorkerAsync(await world.JoinAsync(world.Unit, Number(8, "19560101"))));
        var (first, second) = (await web.StaffAsync(Role.ClaimsOfficer, world.City), await web.StaffAsync(Role.ClaimsOfficer, world.City));
        var year = world.Running("accident");
        Dictionary<string, string> choice = new() { ["Choice"] = $"accident {year.BeginsOn:yyyy-MM-dd} 50.00", ["Shares"] = "1" };

        Assert.Contains("不能个人参加", await courier.GetStringAsync("/me/enrol"));
        Assert.Contains("不能个人参加", await PressAsync(courier, "/me/enrol", "Ask", choice, from: "/me/data"));
        Assert.Contains("已开放个人参加", await PressAsync(first, "/aid/premiums", "OpenUnion", new() { ["union"] = "某厂工会" }));
        Assert.Contains("年龄条件", await PressAsync(old, "/me/enrol", "Ask", choice));
        Assert.Contains("档次", await PressAsync(courier, "/me/enrol", "Ask", new(choice) { ["Choice"] = $"accident {year.BeginsOn:yyyy-MM-dd} 51.00" }));
        await PressAsync(courier, "/me/enrol", "Ask", choice);
        Assert.Contains("已经有本计划年度的缴费编号", await PressAsync(courier, "/me/enrol", "Ask", choice));
        Assert.Equal(0L, await world.AskAsync<long>("SELECT count(*) FROM fund_entries"));

        var number = (await PageAsync(courier, "/me/enrol")).QuerySelector(".code")!.TextContent;
        Dictionary<string, string> paid = new() { ["Number"] = number, ["Yuan"] = "50", ["Received"] = $"{world.Today:yyyy-MM-dd}", ["Bank"] = "B0007" };
        Assert.Contains("金额应为大于零、最多两位小数的数", await PressAsync(first, "/aid/premiums", "Enter", new(paid) { ["Yuan"] = "5,0" }));
        Assert.Contains("须一次缴清", await PressAsync(first, "/aid/premiums", "Enter", new(paid) { ["Yuan"] = "20" }));
        await PressAsync(first, "/aid/premiums", "Enter", paid);
        Assert.Null(await FindAsync(world, Number(9, "19950101"), "accident"));
        await PressAsync(second, "/aid/premiums", "Confirm", new() { ["payment"] = $"{await world.AskAsync<Guid>("SELECT id FROM aid_premium_payments")}" });

        var part = await FindAsync(world, Number(9, "19950101"), "accident");
        Assert.Equal((world.Today.AddDays(1), year.EndsOn), (part!.BeginsOn, part.EndsOn));
        Assert.Contains("您本人办理", await courier.GetStringAsync("/me/enrolments"));
        Assert.Empty(await new VerifyPremiums(web.House).RunAsync(default));
    }

    [Fact]
    public async Task A_certificate_is_printed_for_its_person_and_for_the_unit_on_the_log()
    {
        if (Paper.PrintPdf.Program is null) Assert.Skip("no Chromium");
        await using var web = await TestHouse.NewAsync();
        await using var world = await InAsync(web);
        var member = await world.JoinAsync(world.Unit, Number(9));
        var bill = await world.EnrolAsync(world.Next("critical-illness"), Row(1, Number(9)), Row(2, Number(1)));
        var (anna, chair) = (await web.WorkerAsync(member), await web.StaffAsync(Role.GrassrootsChair, world.Unit, below: false));
        var roll = await world.AskAsync<Guid>($"SELECT roll_id FROM aid_premiums WHERE id = '{bill}'");

        var own = await anna.GetAsync($"/me/enrolments?handler=Certificate&id={await world.AskAsync<Guid>($"SELECT id FROM aid_enrolments WHERE person_id = '{PersonIndex.Of(Number(9), web.House.Vault)}'")}");
        var all = await PostFormAsync(chair, $"/enrolment/{roll}?handler=Certificates", new() { ["file"] = "1" });

        Assert.Equal(("application/pdf", "application/pdf"), (own.Content.Headers.ContentType?.MediaType, all.Content.Headers.ContentType?.MediaType));
        Assert.Equal(2L, await world.AskAsync<long>("SELECT count(*) FROM logbook l JOIN logbook_about a USING (epoch, xid, seq) WHERE did = 'printed-certificates'"));
    }

    static async Task<Participation?> FindAsync(EnrolWorld world, string number, string plan = "critical-illness")
    {
        await using var connection = await world.House.Database.Source.OpenConnectionAsync();
        var on = plan == "accident" ? world.Today.AddDays(1) : world.Next(plan).BeginsOn;
        return await Enrolments.FindAsync(connection, PersonIndex.Of(number, world.House.Vault), plan, on, default);
    }

    static async Task<string> HandInAsync(HttpClient chair, EnrolWorld world, string plan, string[] rows)
    {
        var file = await File.ReadAllBytesAsync(world.FileOf(rows));
        using var form = new MultipartFormDataContent { { new StringContent(await TokenAsync(chair, "/enrolment")), "__RequestVerificationToken" }, { new StringContent($"{plan} {world.Next(plan).BeginsOn:yyyy-MM-dd}"), "Plan" }, { new ByteArrayContent(file), "Upload", "list.csv" } };
        var answer = await chair.PostAsync("/enrolment", form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    /// <returns>The page afterwards.</returns>
    static async Task<string> PressAsync(HttpClient who, string page, string handler, Dictionary<string, string> fields, string? from = null)
    {
        fields["__RequestVerificationToken"] = await TokenAsync(who, from ?? page);
        var answer = await who.PostAsync($"{page}?handler={handler}", new FormUrlEncodedContent(fields));
        return answer.StatusCode is HttpStatusCode.Redirect ? await who.GetStringAsync(answer.Headers.Location) : await answer.Content.ReadAsStringAsync();
    }

    static async Task<string> TokenAsync(HttpClient who, string page) => (await PageAsync(who, page)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
}

static class Fields
{
    public static Dictionary<string, string> With(this Dictionary<string, string> fields, string name, string value) => new(fields) { [name] = value };
}
