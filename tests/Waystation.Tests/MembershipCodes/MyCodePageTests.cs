using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Members;

namespace Waystation.MembershipCodes;

/// <summary>A worker's own code, and the services behind it.</summary>
public class MyCodePageTests
{
    [Fact]
    public async Task Nobody_who_is_not_signed_in_as_a_worker_sees_the_page()
    {
        await using var city = await TestHouse.NewAsync();

        Assert.Equal(HttpStatusCode.Redirect, (await city.Visitor().GetAsync("/me/code")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await (await city.OfficerAsync()).GetAsync("/me/code")).StatusCode);
    }

    [Fact]
    public async Task Without_a_bound_record_there_is_no_code_and_each_service_says_why()
    {
        await using var city = await TestHouse.NewAsync();

        var page = await TestHouse.PageAsync(await city.WorkerAsync(), "/me/code");

        Assert.Null(page.QuerySelector("#pass"));
        Assert.Contains("还没有关联会员记录", page.QuerySelector(".notice")!.TextContent);
        Assert.Equal("可以享受，线下办理", StateOf(page, "法律援助"));
        Assert.Equal("现在不能享受", StateOf(page, "会员专享服务"));
    }

    [Theory]
    [InlineData("applied", false, "现在不能享受", "现在不能享受")]
    [InlineData("retained", true, "现在不能享受", "可以享受，线下办理")]
    [InlineData("member", true, "可以享受，线下办理", "可以享受，线下办理")]
    public async Task What_the_record_says_decides_the_code_and_the_services(string state, bool hasCode, string reimbursement, string offers)
    {
        await using var city = await HouseAsync(state);

        var page = await TestHouse.PageAsync(city.Worker, "/me/code");

        Assert.Equal(hasCode, page.QuerySelector("#pass svg") is not null);
        Assert.Equal(reimbursement, StateOf(page, "二次报销"));
        Assert.Equal(offers, StateOf(page, "会员专享服务"));
        Assert.All(page.QuerySelectorAll(".services li"), service => Assert.Contains("12351", service.TextContent));
        if (hasCode) Assert.Contains("某厂工会", page.QuerySelector("#pass")!.TextContent);
        Assert.DoesNotContain("王小芳", page.DocumentElement.TextContent);
    }

    [Fact]
    public async Task A_lost_phone_voids_the_code_at_once_and_signs_it_out_but_not_the_phone_in_hand()
    {
        await using var city = await HouseAsync("member");
        var shown = CodeOn(await TestHouse.PageAsync(city.Worker, "/me/code"));

        var answer = await TestHouse.PostFormAsync(city.Worker, "/me/code?handler=Lost", []);
        var page = await TestHouse.PageAsync(city.Worker, "/me/code");

        Assert.Equal("/me/code", answer.Headers.Location!.OriginalString);
        Assert.Contains("已经作废", page.QuerySelector("[role=status]")!.TextContent);
        var check = city.House.Services.GetRequiredService<CheckCode>();
        Assert.Equal(Verdict.Revoked, (await check.RunAsync(shown)).Verdict);
        Assert.Equal(Verdict.Valid, (await check.RunAsync(CodeOn(page))).Verdict);
    }

    [Fact]
    public async Task The_page_reads_in_English()
    {
        await using var city = await HouseAsync("member");
        await city.Worker.PostAsync("/language", new FormUrlEncodedContent([new("to", "en"), new("back", "/me/code")]));

        var services = (await TestHouse.PageAsync(city.Worker, "/me/code")).QuerySelector(".services")!.TextContent;

        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", services);
        Assert.Contains("Not offered in this system yet", services);
    }

    static string StateOf(IHtmlDocument page, string service) => page.QuerySelectorAll(".services li").Single(li => li.TextContent.Contains(service)).QuerySelector(".state")!.TextContent;

    static string CodeOn(IHtmlDocument page) => page.QuerySelector(".text")!.TextContent;

    static async Task<OpenHouse> HouseAsync(string state)
    {
        var database = await TestDatabase.NewAsync();
        var member = await (await CodeWorld.OnAsync(database)).PersonAsync(state: state);
        var house = await TestHouse.OnAsync(database);
        return new(house, await house.WorkerAsync(member));
    }

    sealed record OpenHouse(TestHouse House, HttpClient Worker) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => House.DisposeAsync();
    }
}
