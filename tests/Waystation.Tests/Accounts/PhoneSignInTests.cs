using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Messages;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>A worker's way in, over HTTP, with the code read from the demo's outbox.</summary>
public class PhoneSignInTests
{
    const string Phone = "13812345678";

    static Task<TestHouse> DemoAsync() => TestHouse.NewAsync(house => house.MarkAsDemoAsync());

    static async Task<HttpResponseMessage> AskAsync(HttpClient visitor, string phone = Phone, string? back = null) =>
        await TestHouse.PostFormAsync(visitor, "/sign-in", new() { ["Phone"] = phone, ["Back"] = back ?? "" });

    static Task<HttpResponseMessage> AnswerAsync(HttpClient visitor, string code) => TestHouse.PostFormAsync(visitor, "/sign-in/code", new() { ["Code"] = code });

    /// <summary>The newest code that went to the phone.</summary>
    static async Task<string> CodeAsync(TestHouse house, string phone = Phone)
    {
        var messages = await house.Services.GetRequiredService<Outbox>().ReadAsync(phone, default);
        return System.Text.RegularExpressions.Regex.Match(messages[0].Text, "[0-9]{6}").Value;
    }

    /// <summary>A minute passes for the limits, without anybody waiting.</summary>
    static async Task ForgetLimitsAsync(TestHouse house)
    {
        await using var forget = house.House.Database.Source.CreateCommand("DELETE FROM limits");
        await forget.ExecuteNonQueryAsync();
    }

    static async Task<HttpClient> ComeInAsync(TestHouse house, string phone = Phone)
    {
        await ForgetLimitsAsync(house);
        var visitor = house.Visitor();
        await AskAsync(visitor, phone);
        await AnswerAsync(visitor, await CodeAsync(house, phone));
        return visitor;
    }

    [Fact]
    public async Task A_house_that_sends_no_messages_says_so_and_asks_for_nothing()
    {
        await using var house = await TestHouse.NewAsync();

        var page = await TestHouse.PageAsync(house.Visitor(), "/sign-in");

        Assert.Null(page.QuerySelector("main input"));
        Assert.Contains("还没有接通短信", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("12812345678")]
    public async Task What_is_no_phone_is_refused(string typed)
    {
        await using var house = await DemoAsync();

        var answer = await AskAsync(house.Visitor(), typed);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("这不是手机号", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_code_opens_nothing_and_after_five_the_right_one_neither()
    {
        await using var house = await DemoAsync();
        var visitor = house.Visitor();
        await AskAsync(visitor);
        var right = await CodeAsync(house);
        var wrong = right == "000000" ? "000001" : "000000";

        for (var attempt = 0; attempt < 5; attempt++) await RefusedAsync(await AnswerAsync(visitor, wrong));

        await RefusedAsync(await AnswerAsync(visitor, right));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/me")).StatusCode);
    }

    [Fact]
    public async Task Six_tries_at_once_are_five()
    {
        await using var house = await DemoAsync();
        var codes = house.Services.GetRequiredService<PhoneCodes>();
        var (_, id) = await codes.SendAsync(Phone, Guid.NewGuid(), default);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Assert.ThrowsAsync<Refusal>(() => codes.ProveAsync(id, "x", default))));

        await using var ask = house.House.Database.Source.CreateCommand("SELECT wrong FROM phone_codes");
        Assert.Equal(5, await ask.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_code_works_once_and_on_the_browser_that_asked_for_it()
    {
        await using var house = await DemoAsync();
        var (visitor, other) = (house.Visitor(), house.Visitor());
        await AskAsync(visitor);
        var code = await CodeAsync(house);

        Assert.Equal("/sign-in", (await other.GetAsync("/sign-in/code")).Headers.Location!.OriginalString);
        Assert.Equal("/me", (await AnswerAsync(visitor, code)).Headers.Location!.OriginalString);
        Assert.Equal("/sign-in", (await visitor.GetAsync("/sign-in/code")).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/me")).StatusCode);
    }

    [Fact]
    public async Task A_new_code_takes_the_place_of_the_old_one()
    {
        await using var house = await DemoAsync();
        var visitor = house.Visitor();
        await AskAsync(visitor);
        var old = await CodeAsync(house);
        await ForgetLimitsAsync(house);
        var second = house.Visitor();
        await AskAsync(second);

        await RefusedAsync(await AnswerAsync(visitor, old));
    }

    [Fact]
    public async Task A_second_code_within_a_minute_is_refused_with_when_to_try_again()
    {
        await using var house = await DemoAsync();
        // The window is the clock's minute: two in a row might stand on both sides of its end, three cannot.
        List<string> answers = [];
        for (var ask = 0; ask < 3; ask++) answers.Add(await (await AskAsync(house.Visitor())).Content.ReadAsStringAsync());

        Assert.Contains(answers, answer => answer.Contains("操作太频繁", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Over_HTTPS_the_cookie_between_the_steps_is_bound_to_this_host_and_closed_to_scripts_and_other_sites()
    {
        await using var house = await DemoAsync();
        var visitor = house.Visitor();
        visitor.BaseAddress = new Uri("https://localhost");

        var cookies = (await AskAsync(visitor)).Headers.GetValues("Set-Cookie").ToList();

        var ticket = Assert.Single(cookies, cookie => cookie.StartsWith("__Host-waystation.phone=", StringComparison.Ordinal)).ToLowerInvariant();
        foreach (var bond in new[] { "; secure", "; httponly", "; samesite=strict", "; path=/" }) Assert.Contains(bond, ticket);
        Assert.Equal("/me", (await AnswerAsync(visitor, await CodeAsync(house))).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_number_stands_in_no_address_and_no_log_line_and_only_masked_on_the_page()
    {
        await using var house = await DemoAsync();
        var visitor = house.Visitor();

        var sent = await AskAsync(visitor);
        var page = await visitor.GetStringAsync("/sign-in/code");

        Assert.Equal("/sign-in/code", sent.Headers.Location!.OriginalString);
        Assert.Contains("138****5678", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_else_s_address_is_not_gone_back_to()
    {
        await using var house = await DemoAsync();
        var visitor = house.Visitor();
        await AskAsync(visitor, back: "//elsewhere.example/");

        Assert.Equal("/me", (await AnswerAsync(visitor, await CodeAsync(house))).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_phone_that_two_people_use_asks_who_it_is_and_each_comes_to_their_own()
    {
        await using var house = await DemoAsync();
        var first = await ComeInAsync(house);
        Assert.Equal(HttpStatusCode.Redirect, (await TestHouse.PostFormAsync(first, "/me", [])).StatusCode);

        var visitor = await ComeInAsync(house);
        var who = await TestHouse.PageAsync(visitor, "/sign-in/who");
        var people = who.QuerySelectorAll("button[name=account]").Select(b => b.GetAttribute("value")!).ToList();

        Assert.Equal(3, people.Count);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/me")).StatusCode);
        var entered = await TestHouse.PostFormAsync(visitor, "/sign-in/who", new() { ["account"] = people[1] });
        Assert.Equal("/me", entered.Headers.Location!.OriginalString);
        await using var ask = house.House.Database.Source.CreateCommand("SELECT count(DISTINCT account_id) FROM sessions");
        Assert.Equal(2L, await ask.ExecuteScalarAsync());
    }

    [Fact]
    public async Task An_account_of_another_phone_cannot_be_chosen()
    {
        await using var house = await DemoAsync();
        await ComeInAsync(house, "13900000001");
        var first = await ComeInAsync(house);
        await TestHouse.PostFormAsync(first, "/me", []);
        var visitor = await ComeInAsync(house);
        await using var ask = house.House.Database.Source.CreateCommand("SELECT account_id FROM account_phones ORDER BY added_at LIMIT 1");
        var stranger = (Guid)(await ask.ExecuteScalarAsync())!;

        var entered = await TestHouse.PostFormAsync(visitor, "/sign-in/who", new() { ["account"] = stranger.ToString() });

        Assert.Equal(HttpStatusCode.BadRequest, entered.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/me")).StatusCode);
    }

    [Fact]
    public async Task Who_comes_again_comes_to_the_same_account_and_a_phone_in_the_database_is_sealed()
    {
        await using var house = await DemoAsync();
        await ComeInAsync(house);
        await ComeInAsync(house);

        await using var ask = house.House.Database.Source.CreateCommand("SELECT count(*) || ' ' || count(*) FILTER (WHERE position('13812345678' IN encode(phone_sealed, 'escape')) > 0) FROM account_phones");
        Assert.Equal("1 0", await ask.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData(89, 1)]
    [InlineData(91, 2)]
    public async Task A_phone_nobody_used_for_ninety_days_may_be_somebody_else_s_and_leads_to_a_new_account(int days, long accounts)
    {
        await using var house = await DemoAsync();
        await ComeInAsync(house);
        await using (var passes = house.House.Database.Source.CreateCommand($"UPDATE sessions SET seen_at = seen_at - interval '1 day' * {days}; UPDATE account_phones SET added_at = added_at - interval '1 year'"))
            await passes.ExecuteNonQueryAsync();

        await ComeInAsync(house);

        await using var ask = house.House.Database.Source.CreateCommand("SELECT count(*) FROM accounts");
        Assert.Equal(accounts, await ask.ExecuteScalarAsync());
    }

    static async Task RefusedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("验证码不对、已用过或已过期", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
