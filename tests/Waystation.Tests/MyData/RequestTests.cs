using System.Net;
using Waystation.Accounts;
using Waystation.Messages;
using Waystation.Shared;
using static Waystation.MyData.MyDataWorld;

namespace Waystation.MyData;

/// <summary>What people ask for about their own data, and who may answer.</summary>
public class RequestTests
{
    static async Task<string> TextAsync(HttpClient visitor, string url) => (await TestHouse.PageAsync(visitor, url)).QuerySelector("main")!.TextContent;

    static async Task<string> SaidAsync(HttpResponseMessage answer) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector("[role=alert]")?.TextContent ?? "";

    [Theory]
    [InlineData("shoe_size", "42", "原因", "没有这个登记项目")]
    [InlineData("ethnicity", "", "原因", "没有填写")]
    [InlineData("ethnicity", "汉族", "原因", "已经是这样")]
    [InlineData("ethnicity", "满族", "", "请写明理由")]
    [InlineData("phone", "12345", "原因", "11 位数字")]
    [InlineData("document", "11010119800101001X", "原因", "校验位不对")]
    [InlineData("born_on", "1980-02-30", "原因", "看不出是哪一天")]
    [InlineData("sex", "maybe", "原因", "“男”或“女”")]
    public async Task A_correction_that_says_nothing_sensible_is_refused_with_a_sentence(string field, string value, string why, string said)
    {
        await using var world = await MyDataWorld.NewAsync();

        var answer = await AskToCorrectAsync(await world.WorkerAsync(), field, value, why);

        Assert.Contains(said, await SaidAsync(answer), StringComparison.Ordinal);
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT count(*) FROM data_requests"));
    }

    [Fact]
    public async Task A_new_phone_asks_for_nothing_takes_nothing_back_and_closes_nothing()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync(newPhone: true);

        var corrected = await AskToCorrectAsync(worker);
        await PostAsync(worker, "/me/consent", "/me/data", new() { ["field"] = "phone" });
        await LeaveAsync(worker, "Quit");
        await LeaveAsync(worker, "Close");

        Assert.Contains("这部手机刚绑定", await SaidAsync(corrected), StringComparison.Ordinal);
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT count(*) FROM data_requests"));
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT count(*) FROM accounts WHERE closed_at IS NOT NULL"));
        Assert.Equal(WangsPhone, (await world.RecordAsync())!["phone"]);
    }

    [Fact]
    public async Task A_second_request_waits_until_the_first_is_answered()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync();
        await AskToCorrectAsync(worker);

        Assert.Contains("已经在办理中", await SaidAsync(await AskToCorrectAsync(worker, value: "回族")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await AskToCorrectAsync(worker, "education", "大专")).StatusCode);
        await PostAsync(worker, "/me/requests?handler=TakeBack", "/me/requests", new() { ["id"] = $"{await world.ScalarAsync<Guid>("SELECT id FROM data_requests WHERE field = 'ethnicity'")}" });
        Assert.Equal(HttpStatusCode.Redirect, (await AskToCorrectAsync(worker, value: "回族")).StatusCode);
    }

    [Fact]
    public async Task Nobody_sees_or_takes_back_another_workers_request()
    {
        await using var world = await MyDataWorld.NewAsync();
        await AskToCorrectAsync(await world.WorkerAsync());
        var (stranger, request) = (await world.WorkerAsync(Li), await world.RequestAsync());

        var answer = await PostAsync(stranger, "/me/requests?handler=TakeBack", "/me/requests", new() { ["id"] = $"{request}" });

        Assert.Contains("没有这项请求", await SaidAsync(answer), StringComparison.Ordinal);
        Assert.Contains("还没有提过请求", await TextAsync(stranger, "/me/requests"), StringComparison.Ordinal);
        Assert.Equal("open", await world.ScalarAsync<string>("SELECT state FROM data_requests"));
    }

    [Theory]
    [InlineData("甲厂", true, Role.GrassrootsChair, true)]
    [InlineData("东区春街道总工会", true, Role.SubdistrictOfficer, true)]
    [InlineData("北京市总工会", true, Role.CityOfficer, true)]
    [InlineData("东区春街道总工会", false, Role.SubdistrictOfficer, false)]
    [InlineData("乙厂", true, Role.GrassrootsChair, false)]
    [InlineData("西区总工会", true, Role.DistrictOfficer, false)]
    public async Task A_request_is_seen_and_answered_by_its_union_and_those_above_that_reach_it_and_by_nobody_else(string union, bool below, Role role, bool may)
    {
        await using var world = await MyDataWorld.NewAsync();
        await AskToCorrectAsync(await world.WorkerAsync());
        var (officer, request) = (await world.OfficerAsync(union, below, role), await world.RequestAsync());

        var list = await TextAsync(officer, "/data-requests");
        var opened = await DecideAsync(officer, request, "Open");
        var granted = await DecideAsync(officer, request, "Grant");

        Assert.Equal(may, list.Contains("王*芳", StringComparison.Ordinal));
        Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.NotFound, opened.StatusCode);
        Assert.Equal(may ? HttpStatusCode.Redirect : HttpStatusCode.NotFound, granted.StatusCode);
        Assert.Equal(may ? "满族" : "汉族", (await world.RecordAsync())!["ethnicity"]);
    }

    [Theory]
    [InlineData(Role.Leader)]
    [InlineData(Role.ClaimsOfficer)]
    [InlineData(Role.SystemAdministrator)]
    [InlineData(Role.SecurityAdministrator)]
    [InlineData(Role.AuditAdministrator)]
    public async Task Posts_that_do_not_decide_about_members_do_not_open_requests(Role role)
    {
        await using var world = await MyDataWorld.NewAsync();
        await AskToCorrectAsync(await world.WorkerAsync());
        var (post, request) = (await world.OfficerAsync("北京市总工会", role: role), await world.RequestAsync());

        Assert.NotEqual(HttpStatusCode.OK, (await post.GetAsync("/data-requests")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await DecideAsync(post, request, "Open")).StatusCode);
    }

    [Fact]
    public async Task What_was_written_shows_only_after_a_look_that_the_person_finds()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync();
        await AskToCorrectAsync(worker);
        var (officer, request) = (await world.OfficerAsync("甲厂"), await world.RequestAsync());

        var closed = await TextAsync(officer, $"/data-requests/{request}");
        var opened = await (await DecideAsync(officer, request, "Open")).Content.ReadAsStringAsync();

        foreach (var secret in (string[])[Wang, "满族", "登记错了"])
        {
            Assert.DoesNotContain(secret, closed, StringComparison.Ordinal);
            Assert.Contains(secret, opened, StringComparison.Ordinal);
        }

        var looks = await TextAsync(worker, "/me/looks");
        foreach (var said in (string[])["打开了您的请求", "基层工会主席", "应您的请求办理"]) Assert.Contains(said, looks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_granted_correction_changes_the_record_keeps_the_old_value_sealed_and_tells_the_person()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync();
        await AskToCorrectAsync(worker);
        await DecideAsync(await world.OfficerAsync("甲厂"), await world.RequestAsync(), "Grant");

        Assert.Equal("满族", (await world.RecordAsync())!["ethnicity"]);
        Assert.Equal("汉族", world.House.House.Vault.Open(await world.ScalarAsync<byte[]>("SELECT old_sealed FROM member_changes WHERE field = 'ethnicity'")));
        var requests = await TextAsync(worker, "/me/requests");
        Assert.Contains("已办理", requests, StringComparison.Ordinal);
        Assert.Contains("基层工会主席，甲厂", requests, StringComparison.Ordinal);
        Assert.Contains("更正了登记 · 民族", await TextAsync(worker, "/me/looks"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Grant", "“更正登记”请求已经办理")]
    [InlineData("Refuse", "“更正登记”请求未获同意")]
    public async Task The_phone_that_asked_is_told_that_there_is_an_answer_and_nothing_of_the_record(string how, string told)
    {
        await using var world = await MyDataWorld.NewWithOutboxAsync();
        await AskToCorrectAsync(await world.WorkerAsync());
        await DecideAsync(await world.OfficerAsync("甲厂"), await world.RequestAsync(), how, "AlreadyCorrect");

        var message = Assert.Single(await world.Get<Outbox>().ReadAsync(WangsSignInPhone));

        Assert.Contains(told, message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("满族", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_had_everything_erased_is_told_so_once_more_and_then_no_number_is_left()
    {
        await using var world = await MyDataWorld.NewWithOutboxAsync();
        var worker = await world.WorkerAsync();
        var officer = await world.OfficerAsync("甲厂");
        foreach (var step in (string[])["Quit", "Erase"])
        {
            await LeaveAsync(worker, step);
            await DecideAsync(officer, await world.RequestAsync(), "Grant");
        }

        Assert.Contains("“删除登记”请求已经办理", (await world.Get<Outbox>().ReadAsync(WangsSignInPhone))[0].Text, StringComparison.Ordinal);
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT count(*) FROM account_phones"));
    }

    [Fact]
    public async Task What_a_request_says_is_sealed_with_the_persons_own_key()
    {
        await using var world = await MyDataWorld.NewAsync();
        await AskToCorrectAsync(await world.WorkerAsync());

        var written = await world.ScalarAsync<byte[]>("SELECT sealed FROM data_requests");

        Assert.DoesNotContain("满族", System.Text.Encoding.UTF8.GetString(written), StringComparison.Ordinal);
        Assert.ThrowsAny<Refusal>(() => world.House.House.Vault.Open(written));
    }

    [Theory]
    [InlineData("KeptByLaw", HttpStatusCode.OK)]
    [InlineData("Dislike", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("AlreadyCorrect", HttpStatusCode.Redirect)]
    public async Task A_correction_is_refused_for_a_reason_of_the_list_only(string reason, HttpStatusCode answer)
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync();
        await AskToCorrectAsync(worker);

        var refused = await DecideAsync(await world.OfficerAsync("甲厂"), await world.RequestAsync(), "Refuse", reason);

        Assert.Equal(answer, refused.StatusCode);
        if (answer is HttpStatusCode.OK) Assert.Equal("open", await world.ScalarAsync<string>("SELECT state FROM data_requests"));
        if (answer is HttpStatusCode.OK) return;
        var told = await TextAsync(worker, "/me/requests");
        Assert.Contains("核对证件后，登记的内容是对的", told, StringComparison.Ordinal);
        Assert.Contains("上一级工会", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_answer_at_once_one_does()
    {
        await using var world = await MyDataWorld.NewAsync();
        await AskToCorrectAsync(await world.WorkerAsync());
        var request = await world.RequestAsync();
        var officers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.OfficerAsync("甲厂")));

        await Task.WhenAll(officers.Select((officer, i) => DecideAsync(officer, request, i % 2 == 0 ? "Grant" : "Refuse", "AlreadyCorrect")));

        Assert.Equal(1, await world.ScalarAsync<long>("SELECT count(*) FROM logbook WHERE did IN ('granted-data-request', 'refused-data-request')"));
        Assert.True(await world.ScalarAsync<bool>("SELECT (r.state = 'granted') = (m.ethnicity = '满族') FROM data_requests r JOIN members m ON m.id = r.member_id"));
    }

    [Fact]
    public async Task The_clock_is_the_rules_thirty_days_and_what_is_overdue_is_so_for_the_person_and_for_the_union_above()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync();
        await AskToCorrectAsync(worker);
        Assert.Equal(30, await world.ScalarAsync<int>("SELECT due_on - (made_at AT TIME ZONE 'Asia/Shanghai')::date FROM data_requests"));
        Assert.StartsWith("data-request/city/", await world.ScalarAsync<string>("SELECT rule FROM data_requests"), StringComparison.Ordinal);
        Assert.DoesNotContain("超期", await TextAsync(worker, "/me/requests"), StringComparison.Ordinal);

        await world.DoAsync("UPDATE data_requests SET due_on = due_on - 33");

        Assert.Contains("超期", await TextAsync(worker, "/me/requests"), StringComparison.Ordinal);
        Assert.Contains("下级工会有 1 项请求超期", await TextAsync(await world.OfficerAsync("东区总工会", role: Role.DistrictOfficer), "/data-requests"), StringComparison.Ordinal);
        Assert.Contains("本工会有 1 项请求超期", await TextAsync(await world.OfficerAsync("甲厂"), "/data-requests"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_oldest_clock_stands_first_and_no_page_repeats_or_loses_a_request()
    {
        await using var world = await MyDataWorld.NewAsync();
        await AskToCorrectAsync(await world.WorkerAsync());
        await world.DoAsync(
            """
            INSERT INTO data_requests (id, union_id, account_id, member_id, kind, field, rule, state, made_at, due_on)
            SELECT gen_random_uuid(), union_id, account_id, member_id, kind, 'f' || translate(n::text, '0123456789', 'abcdefghij'), rule, 'open', made_at, due_on - n / 3 FROM data_requests, generate_series(1, 120) n
            """);
        var officer = await world.OfficerAsync("甲厂");

        List<string> seen = [], due = [];
        for (var url = "/data-requests"; url is not null;)
        {
            var page = await TestHouse.PageAsync(officer, url);
            seen.AddRange(page.QuerySelectorAll("main tbody a").Select(a => a.GetAttribute("href")!));
            due.AddRange(page.QuerySelectorAll("main tbody .num").Select(day => day.TextContent));
            url = page.QuerySelector("main a[href^='/data-requests?after=']")?.GetAttribute("href");
        }

        Assert.Equal((121, 121), (seen.Count, seen.Distinct().Count()));
        Assert.Equal(due.Order(StringComparer.Ordinal), due);
    }

    [Fact]
    public async Task A_request_follows_its_person_to_another_union()
    {
        await using var world = await MyDataWorld.NewAsync();
        await AskToCorrectAsync(await world.WorkerAsync());

        await world.DoAsync("UPDATE members SET union_id = $2 WHERE id = $1", await world.MemberAsync(), await world.UnionAsync("乙厂"));

        Assert.Contains("王*芳", await TextAsync(await world.OfficerAsync("乙厂"), "/data-requests"), StringComparison.Ordinal);
        Assert.DoesNotContain("王*芳", await TextAsync(await world.OfficerAsync("甲厂"), "/data-requests"), StringComparison.Ordinal);
    }
}
