using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Keepers;
using Waystation.Messages;
using Waystation.MyData;
using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Visits;

public sealed class UmbrellaTests(KeptCity city) : IClassFixture<KeptCity>
{
    const string Phone = "13900001234";

    [Fact]
    public async Task What_is_no_tag_no_phone_or_out_already_is_refused()
    {
        var keeper = await WithUmbrellasAsync("k1", 2);

        Assert.Contains("1 到 50", await AskedAsync(keeper, "Add", new() { ["many"] = "51" }));
        Assert.Equal(HttpStatusCode.Redirect, (await Joining.JoiningPagesTests.PressAsync(keeper, "/sessions", "/keeper/umbrellas?handler=Add", new() { ["many"] = "1" })).StatusCode);
        Assert.Contains("没有这个标签", await AskedAsync(keeper, "Lend", new() { ["tag"] = "9" }));
        Assert.Contains("没有看懂", await AskedAsync(keeper, "Lend", new() { ["tag"] = "1", ["phone"] = "12" }));
        Assert.Contains("没有借出", await AskedAsync(keeper, "Return", new() { ["tag"] = "1" }));
        Assert.Contains("已借出", await AskedAsync(keeper, "Lend", new() { ["tag"] = "1" }));
        Assert.Contains("已经借出", await AskedAsync(keeper, "Lend", new() { ["tag"] = " k1-01 " }));
        Assert.Contains("已经借出", await AskedAsync(keeper, "Lend", new() { ["tag"] = "Ｋ１－０１" }));
        Assert.Contains("已经借出", await AskedAsync(keeper, "Lend", new() { ["tag"] = "１" }));
        Assert.Contains("没有这个标签", await AskedAsync(await city.KeeperAsync("k2"), "Lend", new() { ["tag"] = "K1-02" }));
    }

    [Fact]
    public async Task A_button_pressed_twice_adds_and_lends_once_and_says_so()
    {
        var keeper = await city.KeeperAsync("k8");
        async Task<string> TwiceAsync(string handler, Dictionary<string, string> fields)
        {
            fields["once"] = $"{Guid.NewGuid()}";
            await AskedAsync(keeper, handler, new(fields));
            return await AskedAsync(keeper, handler, new(fields));
        }

        Assert.Contains("没有重复办理", await TwiceAsync("Add", new() { ["many"] = "3" }));
        Assert.Contains("没有重复办理", await TwiceAsync("Lend", new() { ["tag"] = "1" }));
        Assert.Equal((3L, 1L), (await city.AskAsync<long>("SELECT count(*) FROM umbrellas WHERE tag LIKE 'K8-%'"), await city.AskAsync<long>("SELECT count(*) FROM umbrella_loans l JOIN umbrellas u ON u.id = l.umbrella_id WHERE u.tag LIKE 'K8-%'")));
        Assert.Equal(2, (await TestHouse.PageAsync(keeper, "/keeper/umbrellas")).QuerySelectorAll("input[name=once]").Length);
    }

    [Fact]
    public async Task Brought_back_to_any_station_it_is_lent_from_there_and_the_phone_is_forgotten()
    {
        var (keeper, other) = (await WithUmbrellasAsync("k3", 2), await city.KeeperAsync("k4"));
        await AskedAsync(keeper, "Lend", new() { ["tag"] = "2", ["phone"] = Phone });
        Assert.True(await city.AskAsync<bool>("SELECT l.phone IS NOT NULL AND l.due_on = (l.lent_at AT TIME ZONE 'Asia/Shanghai')::date + 7 AND position('13900001234' IN encode(l.phone, 'escape')) = 0 FROM umbrella_loans l JOIN umbrellas u ON u.id = l.umbrella_id WHERE u.tag = 'K3-02'"));
        Assert.DoesNotContain("K3-02", await other.GetStringAsync("/keeper/umbrellas"));

        Assert.Contains("已归还", await AskedAsync(other, "Return", new() { ["tag"] = "K3-02" }));

        Assert.True(await city.AskAsync<bool>("SELECT l.phone IS NULL AND l.phone_index IS NULL AND l.back_at_id = u.station_id FROM umbrella_loans l JOIN umbrellas u ON u.id = l.umbrella_id WHERE u.tag = 'K3-02'"));
        Assert.Contains("已借出", await AskedAsync(other, "Lend", new() { ["tag"] = "K3-02" }));
        Assert.DoesNotContain("K3-02", await keeper.GetStringAsync("/keeper/umbrellas"));
    }

    [Fact]
    public async Task Of_two_who_lend_one_umbrella_at_once_one_does_and_without_the_index_both_would()
    {
        await WithUmbrellasAsync("k5", 1);
        Assert.Equal(1, await RushAsync("k5"));

        await city.DoAsync("DROP INDEX umbrella_loans_one_at_a_time");
        try
        {
            await city.DoAsync("UPDATE umbrella_loans l SET ended_at = now() FROM umbrellas u WHERE u.id = l.umbrella_id AND u.tag = 'K5-01'");
            Assert.True(await RushAsync("k5") > 1);
        }
        finally
        {
            await city.DoAsync("DELETE FROM umbrella_loans WHERE station_id = (SELECT id FROM stations WHERE slug = 'k5'); CREATE UNIQUE INDEX umbrella_loans_one_at_a_time ON umbrella_loans (umbrella_id) WHERE ended_at IS NULL");
        }
    }

    [Fact]
    public async Task Who_left_a_phone_is_reminded_once_by_day_and_the_phone_goes_two_weeks_after()
    {
        var keeper = await WithUmbrellasAsync("k6", 2);
        foreach (var tag in new[] { "1", "2" }) await AskedAsync(keeper, "Lend", new() { ["tag"] = tag, ["phone"] = tag == "1" ? Phone : "" });
        var noon = new DateTimeOffset(City.Today(TimeProvider.System).AddDays(7).ToDateTime(new(4, 0)), TimeSpan.Zero);

        Assert.Equal(0, await RemindAsync(noon.AddDays(-1)));
        Assert.Equal(0, await RemindAsync(noon.AddHours(12)));
        Assert.Equal(1, await RemindAsync(noon));
        Assert.Equal(0, await RemindAsync(noon.AddDays(1)));
        var told = await city.House.Services.GetRequiredService<Outbox>().ReadAsync(Phone);
        Assert.Contains("K6-01", Assert.Single(told).Text);

        var kept = city.House.Services.GetRequiredService<CarryOutRetention>();
        await kept.RunAsync(noon.AddDays(13), dryRun: false, default);
        Assert.Equal(1L, await WithPhoneAsync());
        await kept.RunAsync(noon.AddDays(16), dryRun: false, default);
        Assert.Equal(0L, await WithPhoneAsync());

        Task<long> WithPhoneAsync() => city.AskAsync<long>("SELECT count(*) FROM umbrella_loans l JOIN umbrellas u ON u.id = l.umbrella_id WHERE u.tag LIKE 'K6-%' AND l.phone IS NOT NULL");
    }

    [Fact]
    public async Task What_is_overdue_is_on_the_keepers_list_and_the_officers_until_it_is_given_up()
    {
        var keeper = await WithUmbrellasAsync("k7", 1);
        await AskedAsync(keeper, "Lend", new() { ["tag"] = "1", ["phone"] = Phone });
        await city.DoAsync("UPDATE umbrella_loans l SET due_on = due_on - 20 FROM umbrellas u WHERE u.id = l.umbrella_id AND u.tag = 'K7-01'");
        var (officer, elsewhere) = (await city.House.OfficerAsync(), await city.House.StaffAsync(Role.DistrictOfficer, await city.AskAsync<Guid>("SELECT id FROM unions WHERE name = '西城区总工会'")));

        Assert.Contains("到期未还", await keeper.GetStringAsync("/keeper/umbrellas"));
        // Out and overdue, on the page of the day.
        Assert.Equal(["1", "1"], (await TestHouse.PageAsync(keeper, "/keeper")).QuerySelectorAll(".figures")[1].QuerySelectorAll("dd").Select(figure => figure.TextContent));
        Assert.Contains("K7-01", await officer.GetStringAsync("/umbrellas"));
        Assert.DoesNotContain(Phone[^4..], await officer.GetStringAsync("/umbrellas"));
        Assert.DoesNotContain("K7-01", await elsewhere.GetStringAsync("/umbrellas"));

        await AskedAsync(keeper, "GiveUp", new() { ["umbrella"] = $"{await city.AskAsync<Guid>("SELECT id FROM umbrellas WHERE tag = 'K7-01'")}" });
        Assert.DoesNotContain("K7-01", await officer.GetStringAsync("/umbrellas"));
        Assert.Equal(0L, await city.AskAsync<long>("SELECT count(*) FROM umbrella_loans l JOIN umbrellas u ON u.id = l.umbrella_id WHERE u.tag = 'K7-01' AND l.phone IS NOT NULL"));
        Assert.Contains("没有这个标签", await AskedAsync(keeper, "Lend", new() { ["tag"] = "1" }));
    }

    async Task<HttpClient> WithUmbrellasAsync(string slug, int many)
    {
        var keeper = await city.KeeperAsync(slug);
        Assert.Contains($"已添加 {many} 把", await AskedAsync(keeper, "Add", new() { ["many"] = $"{many}" }));
        return keeper;
    }

    /// <summary>What the page says then: done, it is asked for anew, so that to load it again does nothing twice.</summary>
    static async Task<string> AskedAsync(HttpClient keeper, string handler, Dictionary<string, string> fields)
    {
        var answer = await Joining.JoiningPagesTests.PressAsync(keeper, "/sessions", $"/keeper/umbrellas?handler={handler}", fields);
        return answer.StatusCode is HttpStatusCode.Redirect ? await keeper.GetStringAsync(answer.Headers.Location) : await answer.Content.ReadAsStringAsync();
    }

    Task<int> RemindAsync(DateTimeOffset at) =>
        new RemindOfUmbrellas(city.House.House.Database.Source, city.House.Services.GetRequiredService<SendMessage>(), city.House.House.Vault, new StoppedClock(at)).RunAsync(default);

    /// <summary>Each at a desk of their own, all holding the umbrella before anybody lends it.</summary>
    async Task<int> RushAsync(string slug)
    {
        var (place, house) = (await city.PlaceAsync(slug), city.House.House);
        var account = await city.AskAsync<Guid>("SELECT account_id FROM posts LIMIT 1");
        var post = await city.AskAsync<Guid>("SELECT id FROM posts LIMIT 1");
        async Task<bool> LendAsync()
        {
            var caller = new Caller(Guid.NewGuid(), account, AccountKind.Keeper, "", null, null, null, Guid.NewGuid(), new(post, Role.StationKeeper, place.UnionId, "", false, Reach.AtStation(place.UnionId, place.Id), place.Id));
            await using var db = house.Database.NewContext(caller.Post!.Reach, caller.Actor);
            var (desk, rules) = (new Desk(caller, db, house.Clock), city.House.Services.GetRequiredService<Rules>());
            try
            {
                await new LendUmbrellas(desk, db, new(db, house.Clock), house.Database, rules, WorkingCalendar.China, house.Vault).LendAsync(await db.Set<Station>().SingleAsync(), "1", null, default);
                return true;
            }
            catch (Refusal out_) when (out_.Sentence.Key == "visits.out-already")
            {
                return false;
            }
        }

        return (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(LendAsync)))).Count(lent => lent);
    }
}
