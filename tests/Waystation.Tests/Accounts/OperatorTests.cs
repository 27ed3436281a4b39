using System.Net;

namespace Waystation.Accounts;

public class OperatorTests
{
    [Theory]
    [InlineData("")]
    [InlineData("000000000000000000000000")]
    public async Task A_wrong_key_opens_nothing_and_says_where_the_right_one_stands(string key)
    {
        await using var city = await TestHouse.NewAsync();
        var visitor = city.Visitor();

        var answer = await TestHouse.PostFormAsync(visitor, "/operator", new() { ["Key"] = key });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("keys/operator-key", await answer.Content.ReadAsStringAsync());
        Assert.DoesNotContain(answer.Headers, header => header.Key == "Set-Cookie");
    }

    [Fact]
    public async Task The_form_cannot_be_sent_from_another_site()
    {
        await using var city = await TestHouse.NewAsync();

        var answer = await city.Visitor().PostAsync("/operator", new FormUrlEncodedContent([new("Key", city.Key)]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_key_never_leads_to_another_site()
    {
        await using var city = await TestHouse.NewAsync();

        var answer = await TestHouse.PostFormAsync(city.Visitor(), "/operator", new() { ["Key"] = city.Key, ["Back"] = "//elsewhere.example/" });

        Assert.StartsWith("/members", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_right_key_opens_the_way_back()
    {
        await using var city = await TestHouse.NewAsync();

        var answer = await TestHouse.PostFormAsync(city.Visitor(), "/operator", new() { ["Key"] = $" {city.Key} ", ["Back"] = "/about" });

        Assert.Equal("/about", answer.Headers.Location!.OriginalString);
    }
}
