using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;
using Waystation.Visits;
using static Waystation.Keepers.KeptDay;
using static Waystation.Tried;

namespace Waystation.Keepers;

/// <summary>Two keepers of one station at the same moment: one of the two stands, never a mix, and nobody is told that the house broke down.</summary>
public sealed class KeeperRaceTests(KeptCity city) : IClassFixture<KeptCity>
{
    [Fact]
    public async Task Of_many_taps_at_once_one_stands_and_the_page_says_which()
    {
        var keepers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => city.KeeperAsync("k1")));
        (string Handler, Dictionary<string, string> Fields)[] taps = [("Shut", []), ("Full", new() { ["minutes"] = "60" }), ("Late", new() { ["minutes"] = "60" }), ("Fine", []), ("Shut", new() { ["reason"] = "盘点", ["until"] = $"{City.LocalTime(DateTimeOffset.UtcNow.AddDays(2)):yyyy-MM-dd'T'HH:mm}" }), ("Full", new() { ["minutes"] = "30" })];

        for (var turn = 0; turn < 5; turn++)
        {
            var answers = await Task.WhenAll(keepers.Zip(taps, (keeper, tap) => TestHouse.PostFormAsync(keeper, $"/keeper?handler={tap.Handler}", new(tap.Fields))));

            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
            var (standing, page) = (await StandingAsync("k1"), await TestHouse.PageAsync(keepers[0], "/keeper"));
            Assert.InRange(standing, 0, 1);
            Assert.Equal(standing, page.QuerySelectorAll("p.notice .num").Length);
            Assert.Contains("刚刚核实过（站点负责人）", page.Body!.TextContent);
        }
    }

    [Fact]
    public async Task Of_two_who_answer_a_question_and_tap_at_once_each_is_taken_or_told()
    {
        var (place, first, second) = (await city.PlaceAsync("k2"), await city.KeeperAsync("k2"), await city.KeeperAsync("k2"));
        for (var turn = 0; turn < 5; turn++)
        {
            var question = await city.AskAsync<Guid>($"INSERT INTO station_questions (id, station_id, union_id, about, asked_at, rule, due_on) SELECT gen_random_uuid(), id, union_id, 'open', now(), 'station-question/city/2020-01-01', current_date FROM stations WHERE id = '{place.Id}' RETURNING id");
            var answers = await Task.WhenAll(
                TestHouse.PostFormAsync(first, "/keeper?handler=Answer", new() { ["question"] = $"{question}", ["answer"] = "shut" }),
                TestHouse.PostFormAsync(second, "/keeper?handler=Answer", new() { ["question"] = $"{question}", ["answer"] = "fine" }),
                TestHouse.PostFormAsync(second, "/keeper?handler=Shut", []));

            Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Redirect }));
            foreach (var told in answers.Where(answer => answer.StatusCode is HttpStatusCode.OK)) Assert.Contains("已经有人答复", await told.Content.ReadAsStringAsync());
            Assert.InRange(await StandingAsync("k2"), 0, 1);
        }
    }

    [Fact]
    public async Task Of_two_who_say_yes_and_no_to_a_mode_at_once_the_hours_are_those_of_the_answer_that_stands()
    {
        var day = await OfAsync(city, "k3", "Mo-Su 08:00-17:00");
        var mode = await day.OrderAsync(At("00:10"), "18:00", "22:00");
        for (var turn = 0; turn < 5; turn++)
        {
            await Task.WhenAll(new[] { true, false, true }.Select(yes => Task.Run(() => day.SayAsync(At("00:20"), mode, yes))));

            var says = await city.AskAsync<bool>($"SELECT says_yes FROM station_mode_answers WHERE mode_id = '{mode}'");
            Assert.Equal(says ? 2L : 0L, await LongerAsync("k3"));
        }
    }

    [Fact]
    public async Task A_mode_that_ends_while_a_host_says_yes_leaves_no_longer_hours_behind()
    {
        var day = await OfAsync(city, "k4", "Mo-Su 08:00-17:00");
        for (var turn = 0; turn < 5; turn++)
        {
            var mode = await day.OrderAsync(At("00:10"), "18:00", "22:00");
            await Task.WhenAll(Task.Run(() => TriedAsync(() => day.SayAsync(At("00:20"), mode, yes: true))), Task.Run(() => day.EndAsync(At("00:20"), mode)));

            Assert.Equal(0L, await LongerAsync("k4"));
        }
    }

    [Fact]
    public async Task An_umbrella_brought_back_twice_at_once_is_back_once_and_the_second_is_told()
    {
        await WithUmbrellaAsync("k5");
        for (var turn = 0; turn < 5; turn++)
        {
            await AtDeskAsync("k5", (lend, station, _) => lend.LendAsync(station, "1", null, default));
            var back = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TriedAsync(() => AtDeskAsync("k5", (lend, station, _) => lend.ReturnAsync(station, "1", default))))));

            Assert.Equal(["", "visits.not-out", "visits.not-out", "visits.not-out"], back.Order());
        }

        Assert.Equal(5L, await city.AskAsync<long>("SELECT count(*) FROM umbrella_loans l JOIN stations s ON s.id = l.back_at_id WHERE s.slug = 'k5'"));
    }

    [Fact]
    public async Task An_umbrella_that_is_given_up_while_it_is_lent_is_not_out_and_gone_at_once()
    {
        for (var turn = 0; turn < 5; turn++)
        {
            var tag = await WithUmbrellaAsync("k6");
            await Task.WhenAll(
                Task.Run(() => TriedAsync(() => AtDeskAsync("k6", (lend, station, _) => lend.LendAsync(station, tag, null, default)))),
                Task.Run(() => TriedAsync(() => AtDeskAsync("k6", async (lend, _, desk) => await lend.GiveUpAsync(await desk.All<Umbrella>().SingleAsync(u => u.Tag == tag), default)))));

            Assert.Equal(0L, await city.AskAsync<long>("SELECT count(*) FROM umbrellas u JOIN umbrella_loans l ON l.umbrella_id = u.id WHERE u.gone_at IS NOT NULL AND l.ended_at IS NULL"));
        }
    }

    [Fact]
    public async Task Of_a_handover_and_a_pin_renewed_by_the_street_at_once_one_sheet_is_made_and_it_holds()
    {
        await city.SheetAsync(await city.House.OfficerAsync(), "k7", "老周");
        for (var turn = 0; turn < 3; turn++)
        {
            using var bothHaveRead = new System.Threading.Barrier(2);
            var made = await Task.WhenAll(new[] { "小赵", null }.Select(name => Task.Run(() => RenewedAsync("k7", name, bothHaveRead))));

            Assert.Single(made, one => one.Refused == "keepers.pin-meanwhile");
            var sheet = Assert.Single(made, one => one.Sheet is not null).Sheet!;
            Assert.Equal("/keeper", (await city.EnterAsync(sheet.Code, sheet.Pin)).Answer);
        }
    }

    /// <summary>The sheet, or what it was refused with.</summary>
    async Task<(PinSheet? Sheet, string Refused)> RenewedAsync(string slug, string? name, System.Threading.Barrier bothHaveRead)
    {
        PinSheet? sheet = null;
        var (house, services) = (city.House.House, city.House.Services);
        var refused = await TriedAsync(() => AtAsync(slug, async (desk, db) =>
        {
            var pins = new KeeperPins(desk, db, house.Vault, services.GetRequiredService<Passwords>(), services.GetRequiredService<Sessions>(), services.GetRequiredService<Locks>(), new Doors(desk));
            var (keeper, station) = (await desk.All<StationKeeper>().SingleAsync(), await desk.All<Station>().SingleAsync());
            bothHaveRead.SignalAndWait();
            sheet = await pins.RenewAsync(keeper, station, name, default);
        }));
        return (sheet, refused);
    }

    /// <summary>How many closings and fulls of a station hold now.</summary>
    async Task<int> StandingAsync(string slug) => (int)await city.AskAsync<long>($"SELECT count(*) FROM station_exceptions e JOIN stations s ON s.id = e.station_id WHERE s.slug = '{slug}' AND e.kind <> 'open' AND e.until_at > now() AND e.until_at > e.from_at");

    Task<long> LongerAsync(string slug) => city.AskAsync<long>($"SELECT count(*) FROM station_exceptions e JOIN stations s ON s.id = e.station_id WHERE s.slug = '{slug}' AND e.kind = 'open' AND e.until_at > e.from_at");

    /// <summary>The tag of another umbrella of that station.</summary>
    async Task<string> WithUmbrellaAsync(string slug)
    {
        await city.KeeperAsync(slug);
        await AtDeskAsync(slug, (lend, station, _) => lend.AddAsync(station, 1, default));
        return await city.AskAsync<string>($"SELECT u.tag FROM umbrellas u JOIN stations s ON s.id = u.station_id WHERE s.slug = '{slug}' ORDER BY u.number DESC LIMIT 1");
    }

    Task AtDeskAsync(string slug, Func<LendUmbrellas, Station, Desk, Task> act) => AtAsync(slug, async (desk, db) =>
    {
        var house = city.House.House;
        await act(new LendUmbrellas(desk, db, new(db, house.Clock), house.Database, city.House.Services.GetRequiredService<Rules>(), WorkingCalendar.China, house.Vault), await desk.All<Station>().SingleAsync(), desk);
    });

    /// <summary>At a desk of that one station.</summary>
    async Task AtAsync(string slug, Func<Desk, WaystationDb, Task> act)
    {
        var (place, house) = (await city.PlaceAsync(slug), city.House.House);
        var (account, post) = (await city.AskAsync<Guid>("SELECT account_id FROM posts LIMIT 1"), await city.AskAsync<Guid>("SELECT id FROM posts LIMIT 1"));
        var caller = new Caller(Guid.NewGuid(), account, AccountKind.Keeper, "", null, null, null, Guid.NewGuid(), new(post, Role.StationKeeper, place.UnionId, "", false, Reach.AtStation(place.UnionId, place.Id), place.Id));
        await using var db = house.Database.NewContext(caller.Post!.Reach, caller.Actor);
        await act(new Desk(caller, db, house.Clock), db);
    }
}
