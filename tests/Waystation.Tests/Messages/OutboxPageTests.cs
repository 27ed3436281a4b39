using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Data;
using static Waystation.Messages.MessageWorld;

namespace Waystation.Messages;

public class OutboxPageTests
{
    static async Task SendAsync(TestHouse house, string phone, string text)
    {
        await using var connection = await house.House.Database.Source.OpenConnectionAsync();
        await house.Services.GetRequiredService<SendMessage>().QueueAsync(connection, new(MessageKind.SignInCode, phone, text));
    }

    [Fact]
    public async Task A_house_with_real_people_has_no_such_page()
    {
        await using var house = await TestHouse.NewAsync(null, ("WAYSTATION_MESSAGES", "file"));
        using var visitor = house.Visitor();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/demo/outbox")).StatusCode);
        Assert.False(house.House.IsDemo);
    }

    [Fact]
    public async Task A_demo_stays_one_when_it_is_opened_again_and_only_by_its_database()
    {
        await using var database = await TestDatabase.NewAsync();
        await using (var house = await House.OpenAsync(database.Folder, database.Database.ConnectionString)) await house.MarkAsDemoAsync();

        await using (var again = await House.OpenAsync(database.Folder, database.Database.ConnectionString)) Assert.True(again.IsDemo);
        await using var other = await TestDatabase.NewAsync();
        await using (var real = await House.OpenAsync(database.Folder, other.Database.ConnectionString)) Assert.False(real.IsDemo);
    }

    [Fact]
    public async Task A_demo_shows_the_newest_first_with_the_phone_masked_and_the_text_whole()
    {
        await using var house = await TestHouse.NewDemoAsync();
        using var visitor = house.Visitor();
        Assert.Contains("还没有短信", (await TestHouse.PageAsync(visitor, "/demo/outbox")).Body!.TextContent);
        await SendAsync(house, Phone, "验证码 111111");
        await SendAsync(house, "13900005678", "验证码 <222222>");

        var page = await TestHouse.PageAsync(visitor, "/demo/outbox");

        var shown = page.QuerySelectorAll("main li").Select(li => li.TextContent).ToList();
        Assert.Equal(2, shown.Count);
        Assert.Contains("139****5678", shown[0]);
        Assert.Contains("验证码 <222222>", shown[0]);
        Assert.Contains("138****1234", shown[1]);
        Assert.DoesNotContain(Phone, page.DocumentElement.OuterHtml);
    }

    [Fact]
    public async Task A_whole_number_shows_its_messages_only()
    {
        await using var house = await TestHouse.NewDemoAsync();
        using var visitor = house.Visitor();
        await SendAsync(house, Phone, "验证码 111111");
        await SendAsync(house, "13900005678", "验证码 222222");

        var one = await TestHouse.PageAsync(visitor, "/demo/outbox?phone=138%200000%201234");
        var none = await TestHouse.PageAsync(visitor, "/demo/outbox?phone=138");

        Assert.Contains("111111", Assert.Single(one.QuerySelectorAll("main li")).TextContent);
        Assert.Equal("13800001234", ((IHtmlInputElement)one.QuerySelector("#phone")!).Value);
        Assert.Empty(none.QuerySelectorAll("main li"));
        Assert.Contains("请核对号码是否完整", none.Body!.TextContent);
    }

    [Fact]
    public async Task The_page_speaks_English_too_and_is_kept_nowhere()
    {
        await using var house = await TestHouse.NewDemoAsync();
        using var visitor = house.Visitor();
        await SendAsync(house, Phone, "Your code is 111111.");
        await visitor.PostAsync("/language", new FormUrlEncodedContent([new("to", "en"), new("back", "/demo/outbox")]));

        var answer = await visitor.GetAsync("/demo/outbox");

        Assert.Contains("Sign-in code", await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }
}
