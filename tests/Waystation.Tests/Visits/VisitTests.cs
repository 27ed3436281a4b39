using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Evidence;
using Waystation.Keepers;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Visits;

public sealed class VisitTests(KeptCity city) : IClassFixture<KeptCity>
{
    async Task<bool> VisitAsync(Place place, string address, Guid? device = null) => await city.House.Services.GetRequiredService<CountVisits>()
        .RunAsync(place, await city.House.Services.GetRequiredService<VisitorMarks>().OfAsync(device ?? Guid.NewGuid(), IPAddress.Parse(address), default), default);

    Task<long> CountedAsync(Place place) => city.AskAsync<long>($"SELECT coalesce(sum(by_door), 0) FROM station_visits WHERE station_id = '{place.Id}'");

    [Fact]
    public async Task Whoever_scans_the_door_is_counted_once_a_day_by_hour_and_station_and_nothing_else_is_kept()
    {
        var place = await city.PlaceAsync("k1");
        await TestHouse.PostFormAsync(await city.House.OfficerAsync(), $"/station-visits/{place.Id}", []);
        var code = await city.AskAsync<string>($"SELECT code FROM station_doors WHERE station_id = '{place.Id}'");
        var (visitor, another) = (city.House.Visitor(), city.House.Visitor());
        async Task<string> ScanAsync(HttpClient who) => await (await TestHouse.PostFormAsync(who, $"/v/{code.ToLowerInvariant()}", [])).Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/v/22222222Z")).StatusCode);
        Assert.Contains("已经记上一位", await ScanAsync(visitor));
        Assert.Contains("今天已经记过了", await ScanAsync(visitor));
        Assert.Contains("已经记上一位", await ScanAsync(another));

        Assert.Equal((2L, 1L), (await CountedAsync(place), await city.AskAsync<long>($"SELECT count(*) FROM station_visits WHERE station_id = '{place.Id}'")));
        Assert.Equal(["apart", "by_door", "by_keeper", "hour", "station_id"], await city.AskAsync<string[]>("SELECT array_agg(attname::text ORDER BY attname) FROM pg_attribute WHERE attrelid = 'station_visits'::regclass AND attnum > 0 AND NOT attisdropped"));
        Assert.Equal(0L, await city.AskAsync<long>($"SELECT count(*) FROM station_reports WHERE station_id = '{place.Id}'"));
        await TestHouse.PostFormAsync(await city.House.OfficerAsync(), $"/station-visits/{place.Id}", []);
        Assert.Equal(HttpStatusCode.NotFound, (await another.GetAsync($"/v/{code}")).StatusCode);
    }

    [Fact]
    public async Task Who_went_from_one_station_to_the_next_leaves_no_mark_that_tells_it_and_no_minute()
    {
        var (first, next, device) = (await city.PlaceAsync("k9"), await city.PlaceAsync("k10"), Guid.NewGuid());
        foreach (var place in new[] { first, next }) Assert.True(await VisitAsync(place, "10.9.0.1", device));
        await city.House.Services.GetRequiredService<SayOfStation>().RunAsync(first, VisitorSays.Fine, null, await city.House.Services.GetRequiredService<VisitorMarks>().OfAsync(device, IPAddress.Parse("10.9.0.1"), default), default);

        var marks = $"report_marks WHERE station_id IN ('{first.Id}', '{next.Id}')";
        Assert.Equal((6L, 4L), (await city.AskAsync<long>($"SELECT count(*) FROM {marks}"), await city.AskAsync<long>($"SELECT count(DISTINCT mark) FROM {marks}")));
        Assert.Equal(0L, await city.AskAsync<long>($"SELECT count(*) FROM limits l JOIN report_marks m ON encode(m.mark, 'hex') = replace(l.key::text, '-', '')"));
        Assert.Equal(0L, await city.AskAsync<long>($"SELECT count(*) FROM {marks} AND about = 'visit' AND at <> date_trunc('hour', at)"));
        Assert.False(await VisitAsync(next, "10.9.1.1", device));
    }

    [Fact]
    public async Task Three_visitors_who_do_not_know_of_each_other_have_seen_it_open_and_a_crowd_behind_one_network_or_a_closed_door_has_not()
    {
        var (open, crowd, doubted) = (await city.PlaceAsync("k2"), await city.PlaceAsync("k3"), await city.PlaceAsync("k4"));
        for (var i = 0; i < 3; i++) await VisitAsync(open, $"10.1.{i}.1");
        for (var i = 0; i < 9; i++) await VisitAsync(crowd, "10.2.0.1");
        await city.House.Services.GetRequiredService<SayOfStation>().RunAsync(doubted, VisitorSays.Shut, null, await city.House.Services.GetRequiredService<VisitorMarks>().OfAsync(Guid.NewGuid(), IPAddress.Parse("10.3.9.1"), default), default);
        for (var i = 0; i < 3; i++) await VisitAsync(doubted, $"10.3.{i}.1");

        Assert.Equal("visitors", (await city.PlaceAsync("k2")).SeenBy);
        Assert.Equal(("", 9L), ((await city.PlaceAsync("k3")).SeenBy, await CountedAsync(crowd)));
        Assert.Equal(("", 3L), ((await city.PlaceAsync("k4")).SeenBy, await CountedAsync(doubted)));
    }

    [Fact]
    public async Task Of_twenty_taps_of_one_phone_at_once_one_counts_and_without_the_guard_more_would()
    {
        async Task<int> RushAsync(Place place, Guid device) => (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => VisitAsync(place, "10.5.0.1", device))))).Count(counted => counted);
        Assert.Equal(1, await RushAsync(await city.PlaceAsync("k5"), Guid.NewGuid()));

        await city.DoAsync("ALTER TABLE report_marks DROP CONSTRAINT report_marks_pkey");
        try
        {
            Assert.True(await RushAsync(await city.PlaceAsync("k6"), Guid.NewGuid()) > 1);
        }
        finally
        {
            await city.DoAsync("DELETE FROM report_marks; ALTER TABLE report_marks ADD PRIMARY KEY (station_id, about, mark)");
        }
    }

    [Fact]
    public async Task A_keeper_tallies_by_one_or_five_and_takes_back_what_was_of_today_only()
    {
        var (place, keeper) = (await city.PlaceAsync("k7"), await city.KeeperAsync("k7"));
        async Task<string> TapAsync(int visitors) => await KeptCity.SentAsync(keeper, "/keeper?handler=Count", new() { ["visitors"] = $"{visitors}" });
        await city.DoAsync($"INSERT INTO station_visits (station_id, hour, by_keeper) VALUES ('{place.Id}', date_trunc('hour', now()) - interval '2 days', 4)");

        Assert.Contains("没有可以撤回", await TapAsync(-1));
        Assert.Contains("一次记 1 位或 5 位", await TapAsync(3));
        foreach (var visitors in new[] { 1, 5, 5, -1 }) await TapAsync(visitors);

        Assert.Equal(14L, await city.AskAsync<long>($"SELECT sum(by_keeper) FROM station_visits WHERE station_id = '{place.Id}'"));
        Assert.Equal("10", (await TestHouse.PageAsync(keeper, "/keeper")).QuerySelector(".figures dd")!.TextContent);
        Assert.Contains(">14<", await (await city.House.OfficerAsync()).GetStringAsync($"/station-visits/{place.Id}"));
    }

    [Fact]
    public async Task Tallies_at_once_lose_nobody()
    {
        var place = await city.PlaceAsync("k8");
        await using var db = city.House.House.Database.NewContext();
        var (station, tally) = (await db.FindAsync<Station>(place.Id), city.House.Services.GetRequiredService<Tally>());

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => tally.AddAsync(station!, 5, default))));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => tally.TakeBackAsync(station!, default))));

        Assert.Equal(80L, await city.AskAsync<long>($"SELECT sum(by_keeper) FROM station_visits WHERE station_id = '{place.Id}'"));
    }
}
