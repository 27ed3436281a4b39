using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Shared;

namespace Waystation.Accounts;

public class SecondLineTests
{
    [Fact]
    public async Task From_one_address_so_many_tries_go_through_in_a_minute_and_looking_counts_as_none()
    {
        await using var line = new SecondLine(triesAMinute: 2);

        foreach (var answer in new[] { 200, 200, 429, 429 }) Assert.Equal(answer, await AnswerAsync(line));
        Assert.Equal(200, await AnswerAsync(line, method: "GET"));
        Assert.Equal(200, await AnswerAsync(line, address: "10.0.0.2"));
        Assert.Equal(200, await AnswerAsync(line, isSlowed: false));
    }

    [Fact]
    public async Task Every_page_through_which_a_stranger_comes_in_bears_it()
    {
        await using var house = await TestHouse.NewAsync();
        var doors = house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<ForEveryoneAttribute>() is not null && Path(route).Split('/')[0] is "sign-in" or "desk" or "keeper").ToList();

        Assert.Equal(8, doors.Count);
        Assert.All(doors, door => Assert.True(door.Metadata.GetMetadata<SlowedByAddressAttribute>() is not null, Path(door)));
    }

    static string Path(RouteEndpoint route) => route.RoutePattern.RawText!.TrimStart('/');

    static async Task<int> AnswerAsync(SecondLine line, string method = "POST", string address = "10.0.0.1", bool isSlowed = true)
    {
        var http = new DefaultHttpContext { Request = { Method = method }, Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
        http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(isSlowed ? [new SlowedByAddressAttribute()] : []), null));
        await line.InvokeAsync(http, _ => Task.CompletedTask);
        return http.Response.StatusCode;
    }
}
