using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Waystation.Commands;

public class ServeTests
{
    [Fact]
    public async Task A_page_that_is_not_there_is_told_in_a_sentence()
    {
        await using var city = await TestHouse.NewAsync();

        var answer = await city.Visitor().GetAsync("/no-such-page");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("没有找到", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_machine_gets_problem_details_instead_of_a_page()
    {
        await using var city = await TestHouse.NewAsync();

        var answer = await city.Visitor().GetAsync("/api/no-such-thing");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(404, problem.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task The_language_switch_never_leads_to_another_site()
    {
        await using var city = await TestHouse.NewAsync();

        var answer = await city.Visitor().PostAsync("/language", new FormUrlEncodedContent([new("to", "en"), new("back", "https://elsewhere.example/")]));

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_reader_who_switches_to_English_stays_there()
    {
        await using var city = await TestHouse.NewAsync();
        var reader = city.Visitor();

        var switched = await reader.PostAsync("/language", new FormUrlEncodedContent([new("to", "en"), new("back", "/about")]));
        var page = await TestHouse.PageAsync(reader, "/about");

        Assert.Equal("/about", switched.Headers.Location!.OriginalString);
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("zh-CN", (await TestHouse.PageAsync(city.Visitor(), "/about")).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task The_API_describes_itself()
    {
        await using var city = await TestHouse.NewAsync();

        var description = await city.Visitor().GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        Assert.StartsWith("3.", description.GetProperty("openapi").GetString());
    }
}
