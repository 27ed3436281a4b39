using System.Net;
using System.Text;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;
using static Waystation.MutualAid.AidWorld;

namespace Waystation.MutualAid;

public class AidPagesTests
{
    const string Anna = "110101196506104988", Bo = "110101196910120883";

    [Theory]
    [InlineData(50_000, "20000.00")]
    [InlineData(50_001, "20000.60")]
    [InlineData(120_000, "66000.00")]
    [InlineData(250_000, "180000.00")]
    [InlineData(300_000, "180000.00")]
    public async Task Above_the_cap_is_paid_by_tiers_up_to_the_ceiling(decimal yuan, string due)
    {
        await using var world = await NewAsync();
        var plan = RulesOf(world.House).On<AidPlan>(AidPlan.NuanHuzhu, new(2020, 12, 31)).Value;

        Assert.Equal(due, Estimate.AboveCap(plan, Money.Yuan(yuan), []).ToString());
    }

    [Fact]
    public async Task Anybody_reckons_without_signing_in_and_is_told_which_plan_gives_what()
    {
        await using var house = await TestHouse.NewAsync();
        using var visitor = house.Visitor();

        var wrong = await (await TestHouse.PostFormAsync(visitor, "/aid/calculator", new() { ["Outpatient"] = "<b>5,000元", ["Days"] = "x" })).Content.ReadAsStringAsync();
        var right = await (await TestHouse.PostFormAsync(visitor, "/aid/calculator", new() { ["Outpatient"] = "5,000", ["Stays"] = "3000", ["Days"] = "11", ["AboveCap"] = "50001", ["WithInpatient"] = "true", ["WithAllowance"] = "true" })).Content.ReadAsStringAsync();

        Assert.Contains("不是金额", wrong);
        Assert.Contains("不是天数", wrong);
        Assert.DoesNotContain("<b>5,000", wrong);
        // 640 + 340 + 20,000.60, then 60 % of 1,700, then ten days at 40.
        Assert.Contains("估算合计 22,400.60 元", right);
        Assert.Contains("参数待核实", right);
        Assert.Contains("这只是估算", right);
        Assert.Contains("/aid/calculator", await visitor.GetStringAsync("/"));
    }

    [Fact]
    public async Task A_worker_reads_every_step_of_their_own_payments_and_nobody_elses()
    {
        await using var house = await TestHouse.NewAsync();
        await using var world = In(house);
        await world.RegisterAsync((Anna, "已注销"));
        await world.SettleAsync("2020Q1", world.LinesOf(Line("T1", Anna, "3000", kind: "住院", on: "2020-01-05", left: "2020-01-09")));
        using var anna = await house.WorkerAsync(await MemberAsync(house, Anna));
        using var stranger = await house.WorkerAsync(await MemberAsync(house, Bo));
        using var visitor = house.Visitor();

        var own = (await TestHouse.PageAsync(anna, "/me/aid")).QuerySelector("main")!.TextContent;

        Assert.Contains("自付一 3,000.00 元，减去起付线 1,300.00 元，余 1,700.00 元 × 20% = 340.00 元", own);
        Assert.Contains("本次给付 340.00 元", own);
        Assert.Contains("您的京卡目前不能收款", own);
        Assert.DoesNotContain("2020Q1", (await TestHouse.PageAsync(stranger, "/me/aid")).QuerySelector("main")!.TextContent);
        Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync("/me/aid")).StatusCode);
    }

    [Fact]
    public async Task The_centre_tries_settles_and_a_second_officer_releases_mends_and_records_the_banks_answer()
    {
        await using var house = await TestHouse.NewAsync();
        await using var world = In(house);
        await world.RegisterAsync((Anna, "已注销"), (Bo, "正常"));
        var city = await house.CityAsync();
        using var first = await house.StaffAsync(Role.ClaimsOfficer, city);
        using var second = await house.StaffAsync(Role.ClaimsOfficer, city);
        var lines = world.LinesOf(Line("T1", Anna, "5000"), Line("T2", Bo, "2800"), Line("T3", Bo, "-1"));

        await HandInAsync(first, lines, "Trial", "2020Q1");
        await HandInAsync(first, lines, "Lines", "2020Q1");
        await Eventually.TrueAsync(() => first.GetStringAsync("/aid/settlements").GetAwaiter().GetResult().Contains("办理完成：2 笔，共 840.00 元，未计入 1 行", StringComparison.Ordinal));
        var page = await first.GetStringAsync("/aid/settlements");
        Assert.Contains("试算：2 笔，共 840.00 元", page);
        Assert.Contains("东城区：2 笔，840.00 元", page);

        var batch = await world.AskAsync<int>("SELECT number FROM aid_batches");
        Assert.Contains("另一名工作人员放款", await PostAsync(first, "Release", ("number", $"{batch}")));
        Assert.Contains("已放款", await PostAsync(second, "Release", ("number", $"{batch}")));
        Assert.Contains("已经放款", await PostAsync(second, "Release", ("number", $"{batch}")));
        var person = PersonIndex.Of(Anna, world.House.Vault).ToString();
        Assert.Contains("12 至 19 位", await PostAsync(first, "Mend", ("person", person), ("card", "12")));
        Assert.Contains("京卡号是另一个人的", await PostAsync(first, "Mend", ("person", person), ("card", CardOf(Bo))));
        Assert.Contains("卡号已更正", await PostAsync(first, "Mend", ("person", person), ("card", "6222000011112222")));
        Assert.Contains("没有待更正", await PostAsync(first, "Mend", ("person", person), ("card", "6222000011112222")));
        var again = await world.AskAsync<int>("SELECT max(number) FROM aid_batches");
        Assert.Contains("已放款", await PostAsync(second, "Release", ("number", $"{again}")));

        Assert.Contains("6222000011112222|张三|640.00|", await FileAsync(second, again, "bank-text"));
        Assert.Contains("<InstdAmt Ccy=\"CNY\">640.00</InstdAmt>", await FileAsync(second, again, "pain"));
        var reference = await world.AskAsync<long>("SELECT reference FROM aid_payments WHERE state = 'released' AND fen = 64000");
        Assert.Contains("已付 0 笔，退回 1 笔，不在本批 1 笔", await AnswerAsync(second, again, $"{reference},失败,账户不存在\r\n999999,成功,"));
        Assert.Contains("账户不存在", await second.GetStringAsync("/aid/quarter?of=2020Q1"));
        Assert.Equal("failed", await world.AskAsync<string>("SELECT state FROM aid_payments WHERE fen = 64000"));
        Assert.Empty((await world.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_post_that_reaches_less_than_the_city_sees_no_settlement()
    {
        await using var house = await TestHouse.NewAsync();
        var district = await Branch.UnionAsync(house.House, "district-federation", "东城区总工会", await house.CityAsync());
        using var officer = await house.StaffAsync(Role.ClaimsOfficer, district);

        Assert.Contains("市一级统一办理", await officer.GetStringAsync("/aid/settlements"));
        Assert.Contains("市一级统一办理", await officer.GetStringAsync("/aid/quarter?of=2020Q1"));
        Assert.Null((await TestHouse.PageAsync(officer, "/aid/settlements")).QuerySelector("main form"));
    }

    internal static async Task<Guid> MemberAsync(TestHouse house, string number)
    {
        var unit = await Branch.UnionAsync(house.House, "grassroots", $"某厂{number}工会", await house.CityAsync());
        await using var make = house.House.Database.Source.CreateCommand(
            """
            INSERT INTO members (id, union_id, state, name, document_kind, document_index, secrets, joined_on, joined_on_stated, form_digest, reported_on)
            VALUES (gen_random_uuid(), $1, 'member', '张三', 'resident-id', $2, $3, current_date, true, gen_random_uuid(), current_date) RETURNING id
            """);
        make.Parameters.Add(new() { Value = unit });
        make.Parameters.Add(new() { Value = PersonIndex.Of(number, house.House.Vault) });
        make.Parameters.Add(new() { Value = house.House.Vault.Seal("{}") });
        return (Guid)(await make.ExecuteScalarAsync())!;
    }

    static async Task HandInAsync(HttpClient officer, string file, string kind, string quarter)
    {
        var token = (await TestHouse.PageAsync(officer, "/aid/settlements")).QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(kind), "Kind" }, { new StringContent(quarter), "Quarter" }, { new ByteArrayContent(await File.ReadAllBytesAsync(file)), "Upload", "lines.csv" } };
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostAsync("/aid/settlements", form)).StatusCode);
    }

    static async Task<string> PostAsync(HttpClient officer, string handler, params (string Name, string Value)[] fields)
    {
        var answer = await SendAsync(officer, handler, [.. fields.Select(f => (f.Name, (HttpContent)new StringContent(f.Value)))]);
        return answer.StatusCode is HttpStatusCode.Redirect ? await officer.GetStringAsync("/aid/quarter?of=2020Q1") : await answer.Content.ReadAsStringAsync();
    }

    static async Task<string> FileAsync(HttpClient officer, int number, string format)
    {
        var answer = await SendAsync(officer, "File", ("number", new StringContent($"{number}")), ("format", new StringContent(format)));
        return CodePagesEncodingProvider.Instance.GetEncoding(format == "bank-text" ? "GB18030" : "utf-8") is { } gbk ? gbk.GetString(await answer.Content.ReadAsByteArrayAsync()) : await answer.Content.ReadAsStringAsync();
    }

    static async Task<string> AnswerAsync(HttpClient officer, int number, string rows)
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes($"业务参考号,处理结果,失败原因\r\n{rows}\r\n"));
        var page = await officer.GetStringAsync("/aid/quarter?of=2020Q1");
        using var form = new MultipartFormDataContent { { new StringContent(await TokenAsync(officer)), "__RequestVerificationToken" }, { new StringContent($"{number}"), "number" }, { file, "file", "answer.csv" } };
        var answer = await officer.PostAsync("/aid/quarter?handler=Answer&of=2020Q1", form);
        return answer.StatusCode is HttpStatusCode.Redirect ? await officer.GetStringAsync("/aid/quarter?of=2020Q1") : page + await answer.Content.ReadAsStringAsync();
    }

    static async Task<HttpResponseMessage> SendAsync(HttpClient officer, string handler, params (string Name, HttpContent Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new StringContent(await TokenAsync(officer)), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields) form.Add(value, name);
        return await officer.PostAsync($"/aid/quarter?handler={handler}&of=2020Q1", form);
    }

    /// <summary>The language switch bears one too, wherever one is.</summary>
    static async Task<string> TokenAsync(HttpClient officer) => (await TestHouse.PageAsync(officer, "/aid/settlements")).QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
}
