using Waystation.Calendar;
using Waystation.Equipment;
using Waystation.Places;
using Waystation.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Waystation.Scenarios;

/// <summary>
/// S26 应急机制, the station's side: in the heat a district asks its 35 places to open in the evening; each host says yes or no for itself. The map shows those that said yes, for the days that were named,
/// and nothing has to be switched off afterwards.
/// </summary>
public sealed class S26Tests(EquippedCity city) : IClassFixture<EquippedCity>
{
    [Fact]
    public async Task In_the_heat_the_map_shows_in_the_evening_just_the_stations_whose_hosts_said_yes_and_it_ends_by_itself()
    {
        await city.DoAsync("UPDATE stations SET opening_hours = 'Mo-Su 08:00-17:00'");
        var today = City.Today(TimeProvider.System);
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, "/station-modes?handler=Order", new() { ["kind"] = "Heat", ["from"] = $"{today.AddDays(1):yyyy-MM-dd}", ["until"] = $"{today.AddDays(3):yyyy-MM-dd}", ["openFrom"] = "17:00", ["openUntil"] = "22:00" }));
        var mode = await city.AskAsync<Guid>("SELECT id FROM station_modes");

        for (var i = 1; i <= 20; i++)
            Assert.Equal("", await EquippedCity.RefusedAsync(await city.KeeperAsync($"MY{i:00}"), "/keeper/modes", new() { ["mode"] = $"{mode}", ["yes"] = $"{i <= 14}" }));

        Assert.Contains("询问 35 站，已答复 20 站，延时开放 14 站", await city.District.GetStringAsync("/station-modes"));
        Assert.Equal((0, 14, 14, 14, 0), (await OpenAsync(0, 20), await OpenAsync(1, 20), await OpenAsync(2, 20), await OpenAsync(3, 20), await OpenAsync(4, 20)));
        Assert.Equal((35, 0), (await OpenAsync(2, 12), await OpenAsync(2, 23)));
        // Nothing a host said no to, or did not answer, has changed; and who said no stands on no list.
        Assert.Equal(14L * 3, await city.AskAsync<long>("SELECT count(*) FROM station_exceptions WHERE until_at > from_at"));
        Assert.DoesNotContain("密云第15暖心驿站", await city.District.GetStringAsync("/station-modes"));
        TestContext.Current.TestOutputHelper?.WriteLine("S26: 35 places asked for three evenings, 20 hosts answered, 14 said yes: 14 open at 20:00 on each of the three days, 0 before and after");
    }

    /// <summary>How many the map calls open, at an hour of a day from today on.</summary>
    async Task<int> OpenAsync(int days, int hour)
    {
        await PlacesWorld.LoadAsync(city.House);
        var at = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(City.Today(TimeProvider.System).AddDays(days).ToDateTime(new(hour, 0)), City.Zone));
        return city.House.Services.GetRequiredService<StationIndex>().Map.Places.Count(place => place.OpeningAt(at, WorkingCalendar.China).State is OpenState.Open);
    }
}
