using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Equipment;
using Waystation.Places;
using Waystation.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Waystation.Modes;

/// <summary>S26: heat, cold and storm, with the host's yes or no.</summary>
public sealed class ModesTests(EquippedCity city) : IClassFixture<EquippedCity>
{
    static DateOnly Today => City.Today(TimeProvider.System);

    [Fact]
    public async Task What_makes_no_sense_or_comes_from_below_a_district_is_refused()
    {
        Assert.Contains("区总工会或市总工会", await OrderAsync(city.Street, Today, Today.AddDays(2)));
        Assert.Contains("先后不能颠倒", await OrderAsync(city.District, Today.AddDays(2), Today));
        Assert.Contains("先后不能颠倒", await OrderAsync(city.District, Today.AddDays(-1), Today));
        Assert.Contains("最长 31 天", await OrderAsync(city.District, Today, Today.AddDays(31)));
        Assert.Contains("请填每天的开放时间", await OrderAsync(city.District, Today, Today, "25:00"));
        Assert.Contains("请选择高温", await EquippedCity.RefusedAsync(city.District, "/station-modes?handler=Order", new() { ["kind"] = "Fog", ["from"] = $"{Today:yyyy-MM-dd}", ["until"] = $"{Today:yyyy-MM-dd}", ["openFrom"] = "18:00", ["openUntil"] = "22:00" }));
        Assert.Equal(0L, await city.AskAsync<long>("SELECT count(*) FROM station_modes WHERE kind = 'heat' AND open_from = '01:01'"));
        Assert.Contains("已经结束，或不包括本站", await AnswerAsync("MY02", Guid.NewGuid(), true));
    }

    [Fact]
    public async Task An_order_pressed_twice_asks_each_host_once()
    {
        var once = $"{Guid.NewGuid()}";

        Assert.Equal("", await OrderAsync(city.District, Today.AddDays(10), Today.AddDays(11), "18:10", "22:00", once));
        Assert.Contains("没有重复办理", await OrderAsync(city.District, Today.AddDays(10), Today.AddDays(11), "18:10", "22:00", once));

        Assert.Equal(1L, await city.AskAsync<long>("SELECT count(*) FROM station_modes WHERE open_from = '18:10'"));
        Assert.NotNull((await TestHouse.PageAsync(city.District, "/station-modes")).QuerySelector("input[name=once]"));
    }

    [Fact]
    public async Task A_yes_opens_the_station_longer_on_the_map_a_no_changes_nothing_and_it_ends_by_itself()
    {
        Assert.Equal("", await OrderAsync(city.District, Today.AddDays(1), Today.AddDays(3), "18:00", "02:00"));
        var mode = await city.AskAsync<Guid>("SELECT id FROM station_modes WHERE open_until = '02:00'");
        await city.DoAsync("UPDATE stations SET opening_hours = 'Mo-Su 08:00-17:00' WHERE code IN ('MY02', 'MY03', 'MY04')");
        Assert.Contains("贵单位愿意这样延长开放吗", await (await city.KeeperAsync("MY02")).GetStringAsync("/keeper"));
        Assert.DoesNotContain("贵单位愿意", await (await ElsewhereAsync()).GetStringAsync("/station-modes"));

        Assert.Equal("", await AnswerAsync("MY02", mode, true));
        Assert.Equal("", await AnswerAsync("MY03", mode, false));

        Assert.Equal((OpenState.Open, OpenState.Closed, OpenState.Closed), (await StateAsync("my02", 1, 23), await StateAsync("my03", 1, 23), await StateAsync("my04", 1, 23)));
        Assert.Equal((OpenState.Open, OpenState.Closed, OpenState.Closed), (await StateAsync("my02", 4, 1), await StateAsync("my02", 4, 3), await StateAsync("my02", 4, 23)));
        var counts = await city.District.GetStringAsync("/station-modes");
        Assert.Contains("询问 35 站，已答复 2 站，延时开放 1 站", counts);
        Assert.DoesNotContain("密云第3暖心驿站", counts);
        Assert.Contains("询问 7 站", await city.Street.GetStringAsync("/station-modes"));

        Assert.Equal("", await AnswerAsync("MY02", mode, false));
        Assert.Equal(OpenState.Closed, await StateAsync("my02", 1, 23));
        Assert.Equal("", await AnswerAsync("MY02", mode, true));
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, "/station-modes?handler=End", new() { ["mode"] = $"{mode}" }));
        Assert.Equal(OpenState.Closed, await StateAsync("my02", 2, 23));
        Assert.Contains("已经结束，或不包括本站", await AnswerAsync("MY02", mode, true));
    }

    [Fact]
    public async Task A_keeper_who_does_not_open_today_is_closed_in_the_longer_hours_too_and_as_posted_brings_them_back()
    {
        Assert.Equal("", await OrderAsync(city.District, Today, Today.AddDays(1), "23:58", "23:59"));
        var mode = await city.AskAsync<Guid>("SELECT id FROM station_modes WHERE open_until = '23:59'");
        await city.DoAsync("UPDATE stations SET opening_hours = 'Mo-Su 00:00-00:01' WHERE code = 'MY08'");
        Assert.Equal("", await AnswerAsync("MY08", mode, true));
        Assert.Equal((OpenState.Open, OpenState.Open), (await StateAsync("my08", 0, 23, 58), await StateAsync("my08", 1, 23, 58)));

        Assert.Equal("", await EquippedCity.RefusedAsync(await city.KeeperAsync("MY08"), "/keeper?handler=Shut", []));
        Assert.Equal((OpenState.Closed, OpenState.Open), (await StateAsync("my08", 0, 23, 58), await StateAsync("my08", 1, 23, 58)));

        Assert.Equal("", await EquippedCity.RefusedAsync(await city.KeeperAsync("MY08"), "/keeper?handler=Fine", []));
        Assert.Equal((OpenState.Open, OpenState.Open), (await StateAsync("my08", 0, 23, 58), await StateAsync("my08", 1, 23, 58)));
    }

    [Fact]
    public async Task A_leader_reads_how_many_open_longer_and_orders_nothing_and_another_districts_leader_sees_none()
    {
        async Task<HttpClient> LeaderAsync(string union) => await city.House.StaffAsync(Role.Leader, await city.AskAsync<Guid>($"SELECT id FROM unions WHERE name = '{union}'"));
        Assert.Equal("", await OrderAsync(city.District, Today.AddDays(12), Today.AddDays(13), "18:20", "22:20"));
        var (leader, mode) = (await LeaderAsync("密云区总工会"), await city.AskAsync<Guid>("SELECT id FROM station_modes WHERE open_until = '22:20'"));
        Assert.Equal("", await AnswerAsync("MY20", mode, true));
        Task<string> StateAsync() => city.AskAsync<string>("SELECT md5(string_agg(m::text, '' ORDER BY m.id)) FROM station_modes m");
        var before = await StateAsync();

        var shown = await OnlyReads.AssertAsync(city.House, leader, city.District, "/station-modes");
        foreach (var (handler, fields) in new[] { ("Order", new Dictionary<string, string> { ["kind"] = "Storm", ["from"] = $"{Today:yyyy-MM-dd}", ["until"] = $"{Today:yyyy-MM-dd}", ["openFrom"] = "18:00", ["openUntil"] = "22:00" }), ("End", new() { ["mode"] = $"{mode}" }) })
            Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await Joining.JoiningPagesTests.PressAsync(leader, "/sessions", $"/station-modes?handler={handler}", fields)).StatusCode);

        Assert.Contains("询问 35 站，已答复 1 站，延时开放 1 站", shown);
        Assert.Contains("密云第20暖心驿站", shown);
        Assert.Empty((await TestHouse.PageAsync(await LeaderAsync("西城区总工会"), "/station-modes")).QuerySelectorAll("main ul.list li"));
        Assert.Equal(before, await StateAsync());
    }

    Task<string> OrderAsync(HttpClient officer, DateOnly from, DateOnly until, string openFrom = "18:00", string openUntil = "22:00", string once = "") =>
        EquippedCity.RefusedAsync(officer, "/station-modes?handler=Order", new() { ["kind"] = "Heat", ["from"] = $"{from:yyyy-MM-dd}", ["until"] = $"{until:yyyy-MM-dd}", ["openFrom"] = openFrom, ["openUntil"] = openUntil, ["once"] = once });

    [Fact]
    public async Task Why_it_is_open_longer_is_kept_in_chinese_whatever_the_keeper_reads()
    {
        Assert.Equal("", await OrderAsync(city.District, Today.AddDays(5), Today.AddDays(5), "18:01", "22:01"));
        var keeper = await city.KeeperAsync("MY09");
        await keeper.PostAsync("/language", new FormUrlEncodedContent([new("to", "en"), new("back", "/keeper")]));

        Assert.Equal("", await EquippedCity.RefusedAsync(keeper, "/keeper/modes", new() { ["mode"] = $"{await city.AskAsync<Guid>("SELECT id FROM station_modes WHERE open_until = '22:01'")}", ["yes"] = "True" }));

        Assert.Equal("高温延时开放", await city.AskAsync<string>("SELECT c.reason FROM station_exceptions c JOIN stations s ON s.id = c.station_id WHERE s.code = 'MY09' AND c.kind = 'open'"));
    }

    async Task<string> AnswerAsync(string code, Guid mode, bool yes) => await EquippedCity.RefusedAsync(await city.KeeperAsync(code), "/keeper/modes", new() { ["mode"] = $"{mode}", ["yes"] = $"{yes}" });

    async Task<HttpClient> ElsewhereAsync() => await city.House.StaffAsync(Role.DistrictOfficer, await city.AskAsync<Guid>("SELECT id FROM unions WHERE name = '西城区总工会'"));

    /// <summary>As the map knows it, at an hour of a day from today on.</summary>
    async Task<OpenState> StateAsync(string slug, int days, int hour, int minute = 0)
    {
        await PlacesWorld.LoadAsync(city.House);
        var place = city.House.Services.GetRequiredService<StationIndex>().Find(slug)!;
        return place.OpeningAt(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(Today.AddDays(days).ToDateTime(new(hour, minute)), City.Zone)), WorkingCalendar.China).State;
    }
}
