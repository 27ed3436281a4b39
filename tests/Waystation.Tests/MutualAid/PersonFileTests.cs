using System.Net;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Members;
using Waystation.Shared;
using static Waystation.MutualAid.AidWorld;

namespace Waystation.MutualAid;

public sealed class PersonFileTests
{
    const string Anna = "110101196506104988", Bo = "110101196910120883";

    static Task<HttpResponseMessage> FindAsync(HttpClient who, string number) => TestHouse.PostFormAsync(who, "/aid/settlements?handler=Find", new() { ["number"] = number });

    static async Task<Guid> PersonAsync(AidWorld world) => await world.AskAsync<Guid>("SELECT person_id FROM aid_decisions LIMIT 1");

    [Fact]
    public async Task Only_an_officer_of_the_whole_city_opens_somebodys_file_and_the_member_sees_who_did()
    {
        await using var house = await TestHouse.NewAsync();
        await using var world = In(house);
        await world.RegisterAsync((Anna, "正常"), (Bo, "正常"));
        await world.SettleAsync("2020Q1", world.LinesOf(Line("T1", Anna, "5000")));
        await world.SettleAsync("2020Q2", world.LinesOf(Line("T2", Anna, "1000", on: "2020-05-02"), Line("T3", Anna, "3000", kind: "住院", on: "2020-05-05", left: "2020-05-09")));
        var member = await AidPagesTests.MemberAsync(house, Anna);
        var person = await PersonAsync(world);
        using var anna = await house.WorkerAsync(member);
        using var district = await house.StaffAsync(Role.ClaimsOfficer, await Branch.UnionAsync(house.House, "district-federation", "东城区总工会", await house.CityAsync()));
        using var officer = await house.StaffAsync(Role.ClaimsOfficer, await house.CityAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await district.GetAsync($"/aid/person/{person}")).StatusCode);
        Assert.Contains("都没有这个证件号码", await (await FindAsync(officer, "110101197003242267")).Content.ReadAsStringAsync());
        Assert.Equal(0L, await world.AskAsync<long>("SELECT count(*) FROM logbook WHERE did = 'saw-aid-decisions'"));

        var found = await FindAsync(officer, Anna);
        var page = (await TestHouse.PageAsync(officer, $"/aid/person/{person}")).QuerySelector("main")!.TextContent;

        Assert.DoesNotContain(Anna, found.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Anna, page, StringComparison.Ordinal);
        Assert.Contains("门诊自付一累计由 5,000.00 元变为 6,000.00 元，这一项由 640.00 元变为 840.00 元", page);
        Assert.Contains("新增 2020-05-05 入院的一次住院，这一项 340.00 元", page);
        Assert.Contains("本年度前面已经给付 640.00 元", page);
        Assert.Contains("决定给付 540.00 元", page);
        Assert.Contains("查看您的直赔决定和账目", (await TestHouse.PageAsync(anna, "/me/looks")).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task An_objection_is_answered_by_somebody_who_neither_made_nor_paid_it_and_once()
    {
        await using var house = await TestHouse.NewAsync();
        await using var world = In(house);
        await world.RegisterAsync((Anna, "正常"));
        await world.SettleAsync("2020Q1", world.LinesOf(Line("T1", Anna, "5000")));
        var person = await PersonAsync(world);
        using var anna = await house.WorkerAsync(await AidPagesTests.MemberAsync(house, Anna));
        var city = await house.CityAsync();
        using var payer = await house.StaffAsync(Role.ClaimsOfficer, city);
        using var other = await house.StaffAsync(Role.ClaimsOfficer, city);
        await TestHouse.PostFormAsync(payer, "/aid/quarter?handler=Release&of=2020Q1", new() { ["number"] = (await world.AskAsync<int>("SELECT max(number) FROM aid_batches")).ToString() });

        Assert.Contains("请写明内容", await ObjectAsync(anna, " "));
        Assert.Contains("没有您的决定", await ObjectAsync(anna, "少算了一次", "2020Q2"));
        await ObjectAsync(anna, "少算了一次");
        Assert.Contains("已有一个异议等待答复", await ObjectAsync(anna, "又一次"));
        var objection = await world.AskAsync<Guid>("SELECT id FROM aid_objections");
        Assert.Contains("由没有经办这笔给付的另一名工作人员答复", (await AnswerAsync(payer)).QuerySelector(".refusal")!.TextContent);
        await AnswerAsync(other);
        Assert.Equal("aid.objection-answered", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => world.AskAsync<int>("WITH c AS (UPDATE aid_objections SET upheld = false RETURNING 1) SELECT count(*)::int FROM c"))).MessageText);

        Assert.Equal(1L, await world.AskAsync<long>("SELECT count(*) FROM aid_objections WHERE upheld AND position('少算'::bytea in said) = 0"));
        var own = (await TestHouse.PageAsync(anna, "/me/aid")).QuerySelector("main")!.TextContent;
        Assert.Contains("已核对，下季度补付", own);
        Assert.Contains("异议成立", own);

        async Task<string> ObjectAsync(HttpClient who, string said, string quarter = "2020Q1") =>
            await (await TestHouse.PostFormAsync(who, "/me/aid?handler=Object", new() { ["quarter"] = quarter, ["said"] = said })).Content.ReadAsStringAsync();
        async Task<AngleSharp.Dom.IDocument> AnswerAsync(HttpClient who)
        {
            var answered = await TestHouse.PostFormAsync(who, $"/aid/person/{person}?handler=Answer", new() { ["objection"] = objection.ToString(), ["answer"] = "已核对，下季度补付", ["upheld"] = "true" });
            return new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answered.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Who_withdraws_is_left_out_and_made_up_for_when_they_agree_again()
    {
        await using var house = await TestHouse.NewAsync();
        await using var world = In(house);
        await world.RegisterAsync((Anna, "正常"));
        using var anna = await house.WorkerAsync(await AidPagesTests.MemberAsync(house, Anna));
        using var nobody = await house.WorkerAsync();

        Assert.Null((await TestHouse.PageAsync(nobody, "/me/aid")).QuerySelector("#agreement"));
        await TestHouse.PostFormAsync(anna, "/me/aid?handler=Agree", new() { ["agrees"] = "false" });
        Assert.Contains("已撤回同意", await anna.GetStringAsync("/me/aid"));
        var first = await world.SettleAsync("2020Q1", world.LinesOf(Line("T1", Anna, "5000")));
        await TestHouse.PostFormAsync(anna, "/me/aid?handler=Agree", new() { ["agrees"] = "true" });
        var second = await world.SettleAsync("2020Q2", world.LinesOf(Line("T2", Anna, "100", on: "2020-04-02")));

        Assert.Equal((0, 1), (first.Figures.Payments, first.Figures.IneligiblePersons));
        Assert.Equal((1, Money.Yuan(660)), (second.Figures.Payments, second.Figures.Total));
    }

    [Fact]
    public async Task A_beneficiary_receives_what_was_due_to_somebody_who_died_and_the_bank_sees_that_name()
    {
        await using var house = await TestHouse.NewAsync();
        await using var world = In(house);
        await world.ImportAsync(world.FileOf($"{InsuredForm.Header},身故日期", [$"{Anna},张三,{CardOf(Anna)},正常,东城区总工会,是,是,是,2020-02-20", $"{Bo},李四,{CardOf(Bo)},已注销,东城区总工会,是,是,是,"]));
        await world.SettleAsync("2020Q1", world.LinesOf(Line("T1", Anna, "5000"), Line("T2", Bo, "5000")));
        var city = await house.CityAsync();
        using var officer = await house.StaffAsync(Role.ClaimsOfficer, city);
        using var other = await house.StaffAsync(Role.ClaimsOfficer, city);
        var (dead, living) = (await world.AskAsync<Guid>("SELECT id FROM insured_days"), await world.AskAsync<Guid>("SELECT id FROM insured_people WHERE id NOT IN (SELECT id FROM insured_days)"));

        Assert.Contains("请登记受益人", await ActAsync("Mend", new() { ["person"] = dead.ToString(), ["card"] = "622848001234567890" }));
        Assert.Contains("没有记载此人身故", await ActAsync("Beneficiary", Named(living, "622848001234567890")));
        Assert.Contains("12 至 25 位数字", await ActAsync("Beneficiary", Named(dead, "62x")));
        Assert.Contains("受益人已登记", await ActAsync("Beneficiary", Named(dead, "622848001234567890")));
        var batch = (await world.AskAsync<int>("SELECT batch FROM aid_payments WHERE batch IS NOT NULL")).ToString();
        await TestHouse.PostFormAsync(other, "/aid/quarter?handler=Release&of=2020Q1", new() { ["number"] = batch });
        var file = await (await TestHouse.PostFormAsync(other, "/aid/quarter?handler=File&of=2020Q1", new() { ["number"] = batch, ["format"] = BankForms.Pain })).Content.ReadAsStringAsync();

        Assert.Contains("王继", file);
        Assert.DoesNotContain("张三", file);
        Assert.Empty((await world.VerifyAsync()).Findings);

        async Task<string> ActAsync(string handler, Dictionary<string, string> form)
        {
            var answer = await TestHouse.PostFormAsync(officer, $"/aid/quarter?handler={handler}&of=2020Q1", form);
            return answer.StatusCode is HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : await officer.GetStringAsync("/aid/quarter?of=2020Q1");
        }
        static Dictionary<string, string> Named(Guid person, string account) => new() { ["person"] = person.ToString(), ["name"] = "王继", ["account"] = account, ["paper"] = "户口簿第 3 页" };
    }

    [Fact]
    public async Task Whoever_was_in_hospital_reads_what_is_due_over_all_plans_with_the_last_days()
    {
        await using var house = await TestHouse.NewAsync();
        using var visitor = house.Visitor();

        var wrong = await visitor.GetStringAsync("/aid/life-events?what=life-in-hospital&on=2999-01-01");
        var right = (await TestHouse.PageAsync(visitor, "/aid/life-events?what=life-in-hospital&on=2024-01-31")).QuerySelector("main")!.TextContent;

        Assert.Contains("不是可用的日期", wrong);
        // 30 working days over the Spring Festival of 2024, with two Sundays worked.
        Assert.Contains("最晚 2024-03-18", right);
        Assert.Contains("最晚 2026-01-31", right);
        Assert.Contains("在职职工住院津贴互助保障", right);
        Assert.Contains("参数待核实", right);
        foreach (var what in AidWorld.RulesOf(house.House).AllOn<LifeEvent>(new(2026, 1, 1)))
            foreach (var due in what.Value.Due)
                Assert.All(due.Benefits, benefit => Assert.NotNull(AidWorld.RulesOf(house.House).On<AidPlan>(due.Plan, new(2026, 1, 1)).Value[benefit]));
    }
}
