using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Geography;
using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Evidence;

/// <summary>Stations that are open day and night, and people who say how they found them; each test has a station of its own.</summary>
public sealed class DoubtedCity : IAsyncLifetime
{
    public TestHouse House { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var world = await PlacesWorld.BeijingAsync();
        await world.ImportAsync([.. Enumerable.Range(1, 13).Select(i => new Row { Code = $"D{i}", Name = $"第{i}暖心驿站", Hours = "24小时", Lat = $"39.9{i:00}" })]);
        House = await TestHouse.OnAsync(world.Database);
        await PlacesWorld.LoadAsync(House);
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    public async Task<Place> PlaceAsync(string slug)
    {
        await PlacesWorld.LoadAsync(House);
        return House.Services.GetRequiredService<StationIndex>().Find(slug)!;
    }

    /// <summary>As somebody at that address, with that cookie, would say it.</summary>
    public async Task<bool> SayAsync(Place place, string said, string? facility, string address, Guid? device = null) =>
        await House.Services.GetRequiredService<SayOfStation>().RunAsync(place, said, facility, await House.Services.GetRequiredService<VisitorMarks>().OfAsync(device ?? Guid.NewGuid(), IPAddress.Parse(address), default), default);

    public async Task<long> CountAsync(string sql)
    {
        await using var count = House.House.Database.Source.CreateCommand(sql);
        return (long)(await count.ExecuteScalarAsync())!;
    }
}

public sealed class EvidenceTests(DoubtedCity city) : IClassFixture<DoubtedCity>
{
    [Fact]
    public async Task What_is_not_said_of_a_running_station_and_a_thing_it_has_is_refused()
    {
        var place = await city.PlaceAsync("d1");

        Assert.Equal("evidence.say-what", await RefusedAsync(() => city.SayAsync(place, "ugly", null, "10.1.0.1")));
        Assert.Equal("evidence.which-facility", await RefusedAsync(() => city.SayAsync(place, VisitorSays.Broken, "bed", "10.1.0.1")));
        Assert.Equal("evidence.which-facility", await RefusedAsync(() => city.SayAsync(place, VisitorSays.Broken, null, "10.1.0.1")));
        Assert.Equal("evidence.not-running", await RefusedAsync(() => city.SayAsync(place with { Status = StationStatus.Suspended }, VisitorSays.Shut, null, "10.1.0.1")));
        Assert.Equal(0, await city.CountAsync($"SELECT count(*) FROM station_reports WHERE station_id = '{place.Id}'"));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(7, 0, 0.75)]
    [InlineData(14, 0, 0.625)]
    [InlineData(null, 0, 0.5)]
    [InlineData(0, 1, 2.0 / 3)]
    [InlineData(7, 2, 0.25)]
    [InlineData(0, 3, 0)]
    [InlineData(0, 30, 0)]
    public void Confidence_falls_with_age_to_what_the_sign_is_worth_and_with_each_who_says_otherwise(int? days, int doubts, double confidence) =>
        Assert.Equal(confidence, new KnowledgeRule().Confidence(days is { } age ? TimeSpan.FromDays(age) : null, doubts), 9);

    [Fact]
    public async Task One_visitor_before_a_closed_door_lowers_it_at_once_warns_and_has_it_asked()
    {
        var place = await city.PlaceAsync("d2");
        await city.SayAsync(place, VisitorSays.Shut, null, "10.2.0.1");

        var card = Card(await city.PlaceAsync("d2"));

        Assert.Equal(("likely", OpenState.Open), (card.StateClass, card.Opening.State));
        Assert.True(card.Confidence < KnowledgeRule.OfASign);
        Assert.Contains("1 位来访者说没开", card.Warning);
        Assert.Equal(1, await city.CountAsync($"SELECT count(*) FROM station_questions WHERE station_id = '{place.Id}' AND about = 'open' AND answered_at IS NULL AND due_on > current_date - 2"));
        var (page, list) = (await city.House.Visitor().GetStringAsync("/stations/d2"), await city.House.Visitor().GetStringAsync("/?lat=39.902&lon=116.42"));
        Assert.Contains("1 位来访者说没开", page);
        Assert.Contains("1 位来访者说没开", list);
    }

    [Fact]
    public async Task Three_who_do_not_know_of_each_other_make_it_unknown_and_an_answer_makes_it_open_again()
    {
        var place = await city.PlaceAsync("d3");
        foreach (var address in new[] { "10.3.1.1", "10.3.2.1", "2001:db8:1::1" }) Assert.True(await city.SayAsync(place, VisitorSays.Shut, null, address));

        Assert.Equal((OpenState.Unknown, "是否开放说不准"), (Card(await city.PlaceAsync("d3")).Opening.State, Card(await city.PlaceAsync("d3")).State));
        Assert.Matches("\"slug\":\"d3\"[^}]*\"open\":\"unknown\"", await city.House.Visitor().GetStringAsync("/api/stations.geojson"));
        Assert.DoesNotContain(place.Id, OpenNow());

        var officer = await city.House.OfficerAsync();
        var question = await city.House.House.Database.Source.CreateCommand($"SELECT id FROM station_questions WHERE station_id = '{place.Id}'").ExecuteScalarAsync();
        var answered = await TestHouse.PostFormAsync(officer, $"/station-questions/{question}", new() { ["answer"] = "fine" });
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        var card = Card(await city.PlaceAsync("d3"));
        Assert.Equal(("open", null), (card.StateClass, card.Warning));
        Assert.Contains("工会干部核实", card.Why);
        Assert.Contains(place.Id, OpenNow());
        Assert.Contains("已答复：正常开放", await officer.GetStringAsync($"/station-questions/{question}"));
    }

    [Theory]
    [InlineData("d4", 40, 1, 1)]
    [InlineData("d5", 1, 60, 1)]
    [InlineData("d6", 1, 1, 25)]
    public async Task A_flood_from_one_device_one_address_or_many_cookies_never_closes_a_station(string slug, int ofOneDevice, int cookies, int addressesOfOneNetwork)
    {
        var (place, device) = (await city.PlaceAsync(slug), Guid.NewGuid());
        var network = slug[1];

        var refused = 0;
        for (var i = 0; i < ofOneDevice; i++) refused += await IsRefusedAsync(() => city.SayAsync(place, VisitorSays.Shut, null, $"10.4{network}.{i}.1", device));
        for (var i = 0; i < cookies; i++) refused += await IsRefusedAsync(() => city.SayAsync(place, VisitorSays.Shut, null, $"10.5{network}.0.1"));
        for (var i = 0; i < addressesOfOneNetwork; i++) refused += await IsRefusedAsync(() => city.SayAsync(place, VisitorSays.Shut, null, $"10.5{network}.0.{i + 1}"));

        var card = Card(await city.PlaceAsync(slug));
        Assert.InRange(await city.CountAsync($"SELECT count(*) FROM station_reports WHERE station_id = '{place.Id}'"), 1, 2);
        Assert.Equal((OpenState.Open, ofOneDevice > 30), (card.Opening.State, refused > 0));
    }

    [Fact]
    public async Task Not_even_a_hundred_networks_close_it()
    {
        var place = await city.PlaceAsync("d7");
        for (var i = 0; i < 100; i++) await city.SayAsync(place, VisitorSays.Shut, null, $"10.70.{i}.1");

        Assert.Equal(OpenState.Unknown, Card(await city.PlaceAsync("d7")).Opening.State);
        Assert.Equal(StationStatus.Active, (await city.PlaceAsync("d7")).Status);
    }

    [Fact]
    public async Task Of_twenty_at_once_from_one_network_one_counts_and_without_the_guard_more_would()
    {
        async Task<int> RushAsync(Place place) => (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => city.SayAsync(place, VisitorSays.Shut, null, "10.80.0.1"))))).Count(counted => counted);

        Assert.Equal(1, await RushAsync(await city.PlaceAsync("d8")));

        await ExecuteAsync("ALTER TABLE report_marks DROP CONSTRAINT report_marks_pkey");
        try
        {
            Assert.True(await RushAsync(await city.PlaceAsync("d9")) > 1);
        }
        finally
        {
            await ExecuteAsync("DELETE FROM report_marks WHERE about = 'shut '; ALTER TABLE report_marks ADD PRIMARY KEY (station_id, about, mark)");
        }
    }

    [Fact]
    public async Task Two_who_found_no_water_make_it_broken_and_who_mends_it_says_so()
    {
        var place = await city.PlaceAsync("d10");
        var water = Facility.Read("water")!;
        await city.SayAsync(place, VisitorSays.Broken, "water", "10.101.0.1");
        Assert.Contains("饮水", Card(await city.PlaceAsync("d10")).Warning);
        Assert.NotEqual(0UL, (await city.PlaceAsync("d10")).Facilities & water.Bit);

        await city.SayAsync(place, VisitorSays.Broken, "water", "10.102.0.1");
        Assert.Equal(FacilityStatus.Broken, (await city.PlaceAsync("d10")).Seen.StatusOf(water));

        var question = await city.House.House.Database.Source.CreateCommand($"SELECT id FROM station_questions WHERE station_id = '{place.Id}' AND about = 'water'").ExecuteScalarAsync();
        await TestHouse.PostFormAsync(await city.House.OfficerAsync(), $"/station-questions/{question}", new() { ["answer"] = "mended" });
        var mended = await city.PlaceAsync("d10");
        Assert.Equal((FacilityStatus.Works, (string?)null), (mended.Seen.StatusOf(water), Card(mended).Warning));
    }

    [Fact]
    public async Task Closed_for_stock_taking_it_says_why_and_until_when_and_is_open_again_when_that_is_ended()
    {
        var (place, officer) = (await city.PlaceAsync("d11"), await city.House.OfficerAsync());
        var today = $"/station-today/{place.Id}";
        string Local(double hours) => City.LocalTime(DateTimeOffset.UtcNow.AddHours(hours)).ToString("yyyy-MM-dd'T'HH:mm");

        Assert.Contains("原因", await RepliedAsync(officer, today + "?handler=Change", new() { ["kind"] = "Closed", ["reason"] = " ", ["until"] = Local(2) }));
        Assert.Contains("晚于", await RepliedAsync(officer, today + "?handler=Change", new() { ["kind"] = "Closed", ["reason"] = "盘点", ["until"] = Local(-2) }));
        Assert.Contains("60", await RepliedAsync(officer, today + "?handler=Change", new() { ["kind"] = "Closed", ["reason"] = "盘点", ["until"] = Local(24 * 70) }));
        Assert.Contains("时间没有看懂", await RepliedAsync(officer, today + "?handler=Change", new() { ["kind"] = "Closed", ["reason"] = "盘点", ["until"] = "tomorrow" }));
        await TestHouse.PostFormAsync(officer, today + "?handler=Change", new() { ["kind"] = "Closed", ["reason"] = "盘点", ["until"] = Local(2) });

        var closed = Card(await city.PlaceAsync("d11"));
        Assert.Equal(OpenState.Closed, closed.Opening.State);
        Assert.InRange(closed.Opening.Until!.Value - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(117), TimeSpan.FromMinutes(120));
        Assert.StartsWith("盘点：关到", closed.Warning);
        Assert.Contains("\"open\":\"closed\",\"open_until\":null,\"reason\":\"盘点\"", await city.House.Visitor().GetStringAsync("/api/stations.geojson"));
        Assert.DoesNotContain(place.Id, OpenNow());
        Assert.Contains("盘点：", await city.House.Visitor().GetStringAsync("/stations/d11"));
        Assert.Equal(OpenState.Open, (await city.PlaceAsync("d11")).OpeningAt(DateTimeOffset.UtcNow.AddHours(3), WorkingCalendar.China).State);

        var change = await city.House.House.Database.Source.CreateCommand($"SELECT id FROM station_exceptions WHERE station_id = '{place.Id}'").ExecuteScalarAsync();
        await TestHouse.PostFormAsync(officer, today + "?handler=End", new() { ["change"] = change!.ToString()! });
        Assert.Equal(OpenState.Open, Card(await city.PlaceAsync("d11")).Opening.State);
    }

    [Fact]
    public async Task A_visitor_says_it_in_one_tap_without_sign_in_and_leaves_nothing_that_tells_who_it_was()
    {
        var visitor = city.House.Visitor();
        async Task<string> SayAsync() => await (await TestHouse.PostFormAsync(visitor, "/say/d12", new() { ["said"] = "shut" })).Content.ReadAsStringAsync();
        var (page, again) = (await SayAsync(), await SayAsync());

        Assert.Contains("已经告诉大家", page);
        Assert.Contains("今天已经记下了", again);
        Assert.Equal(1, await city.CountAsync("SELECT count(*) FROM station_reports r JOIN stations s ON s.id = r.station_id WHERE s.slug = 'd12'"));
        Assert.Equal(["at", "facility", "id", "said", "station_id"], await ColumnsAsync("station_reports"));

        await city.House.Services.GetRequiredService<VisitorMarks>().ForgetAsync(DateTimeOffset.UtcNow.AddMinutes(1), default);
        Assert.Equal(0, await city.CountAsync("SELECT count(*) FROM report_marks"));
        await ExecuteAsync("UPDATE visitor_keys SET day = day - 1");
        await city.House.Services.GetRequiredService<VisitorMarks>().ForgetAsync(DateTimeOffset.UtcNow, default);
        Assert.Equal(0, await city.CountAsync("SELECT count(*) FROM visitor_keys"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/say/none")).StatusCode);
    }

    /// <summary>The rule that the hourly job carries out.</summary>
    [Fact]
    public void Marks_of_visitors_are_kept_a_day_and_an_officer_reads_how_far_a_station_is_believed()
    {
        var rules = Rules.Read(DataFolder.At(Path.Combine(Path.GetTempPath(), $"no-rules-{Guid.NewGuid():N}")), Rooms.RuleKinds);
        var now = DateTimeOffset.UtcNow;

        Assert.Equal(now.AddDays(-1), rules.On<Retention>(Retention.VisitorMarks, City.DayOf(now)).Value.Keep.EndedBefore(now));
        var said = string.Concat(rules.On<KnowledgeRule>(KnowledgeRule.Station, City.DayOf(now)).Value.InWords());
        Assert.All(new[] { "÷ 7", "÷ 3", "不低于 0.75", "按 0.5 计" }, part => Assert.Contains(part, said));
    }

    [Fact]
    public async Task A_station_of_another_branch_is_not_found_and_streets_are_told_without_naming_one()
    {
        var place = await city.PlaceAsync("d13");
        await city.SayAsync(place, VisitorSays.Shut, null, "10.111.0.1");
        var question = await city.House.House.Database.Source.CreateCommand($"SELECT id FROM station_questions WHERE station_id = '{place.Id}'").ExecuteScalarAsync();
        var elsewhere = await city.House.StaffAsync(Role.DistrictOfficer, (Guid)(await city.House.House.Database.Source.CreateCommand("SELECT id FROM unions WHERE name = '西城区总工会'").ExecuteScalarAsync())!);

        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/station-questions/{question}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/station-today/{place.Id}")).StatusCode);
        Assert.DoesNotContain("暖心驿站", await (await elsewhere.GetAsync("/station-questions")).Content.ReadAsStringAsync());
        Assert.Contains(place.Name, await (await city.House.OfficerAsync()).GetStringAsync("/station-questions"));
        var told = await city.House.Visitor().GetStringAsync("/answered");
        Assert.Contains("建国门街道", told);
        Assert.DoesNotContain("第13暖心驿站", told);
    }

    static PlaceCard Card(Place place) => new(place, place.OpeningAt(DateTimeOffset.UtcNow, WorkingCalendar.China), null, DateTimeOffset.UtcNow.AddSeconds(1));

    IEnumerable<Guid> OpenNow()
    {
        var map = city.House.Services.GetRequiredService<StationIndex>().Map;
        var hits = new Hit[20];
        return [.. hits[..map.Nearest(new NearbySearch(new Position(39.9, 116.42), OpenOnly: true), DateTimeOffset.UtcNow, hits)].Select(hit => map.Places[hit.Place].Id)];
    }

    /// <summary>One try too many is told so; that is a guard too, and no failure.</summary>
    static async Task<int> IsRefusedAsync(Func<Task> say)
    {
        try
        {
            await say();
            return 0;
        }
        catch (Refusal tooOften) when (tooOften.Sentence.Key == "accounts.too-often")
        {
            return 1;
        }
    }

    static async Task<string> RefusedAsync(Func<Task> act) => (await Assert.ThrowsAsync<Refusal>(act)).Sentence.Key;

    /// <summary>From a form that stood open while somebody else answered.</summary>
    static async Task<string> RepliedAsync(HttpClient who, string url, Dictionary<string, string> fields) => await (await Joining.JoiningPagesTests.PressAsync(who, "/sessions", url, fields)).Content.ReadAsStringAsync();

    async Task<string[]> ColumnsAsync(string table) =>
        (string[])(await city.House.House.Database.Source.CreateCommand($"SELECT array_agg(attname::text ORDER BY attname) FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped").ExecuteScalarAsync())!;

    async Task ExecuteAsync(string sql)
    {
        await using var command = city.House.House.Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
