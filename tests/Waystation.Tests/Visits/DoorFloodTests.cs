using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Evidence;
using Waystation.Keepers;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Visits;

/// <summary>The code of one door in a script that never ends: told so in a sentence, and nothing is known by it that was not before.</summary>
public sealed class DoorFloodTests(KeptCity city) : IClassFixture<KeptCity>
{
    [Fact]
    public async Task One_phone_that_scans_on_and_on_is_counted_once_and_told_to_wait()
    {
        var place = await city.PlaceAsync("k1");
        await TestHouse.PostFormAsync(await city.House.OfficerAsync(), $"/station-visits/{place.Id}", []);
        var (code, phone) = (await city.AskAsync<string>($"SELECT code FROM station_doors WHERE station_id = '{place.Id}'"), city.House.Visitor());

        List<string> told = [];
        for (var i = 0; i < 40; i++) told.Add(await (await TestHouse.PostFormAsync(phone, $"/v/{code}", [])).Content.ReadAsStringAsync());

        Assert.Contains("已经记上一位", told[0]);
        Assert.Contains("操作太频繁。请在", told[^1]);
        Assert.Equal(1L, await CountedAsync(place));
    }

    [Fact]
    public async Task One_network_that_throws_its_cookies_away_is_stopped_and_neither_sees_the_station_open_nor_keeps_others_out()
    {
        var (place, refused) = (await city.PlaceAsync("k2"), 0);
        for (var i = 0; i < 400; i++)
        {
            try
            {
                await VisitAsync(place, "10.9.0.1");
            }
            catch (Refusal tooOften) when (tooOften.Sentence.Key == "accounts.too-often")
            {
                refused++;
            }
        }

        Assert.True(refused > 0);
        Assert.Equal((400 - refused, "", 1L), (await CountedAsync(place), (await city.PlaceAsync("k2")).SeenBy, await city.AskAsync<long>($"SELECT sum(apart) FROM station_visits WHERE station_id = '{place.Id}'")));
        Assert.True(await VisitAsync(place, "10.10.0.1"));
    }

    async Task<bool> VisitAsync(Place place, string address) => await city.House.Services.GetRequiredService<CountVisits>()
        .RunAsync(place, await city.House.Services.GetRequiredService<VisitorMarks>().OfAsync(Guid.NewGuid(), IPAddress.Parse(address), default), default);

    Task<long> CountedAsync(Place place) => city.AskAsync<long>($"SELECT coalesce(sum(by_door), 0) FROM station_visits WHERE station_id = '{place.Id}'");
}
