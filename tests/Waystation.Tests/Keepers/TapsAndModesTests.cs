using Waystation.Calendar;
using Waystation.Places;
using static Waystation.Keepers.KeptDay;

namespace Waystation.Keepers;

/// <summary>A tap lies over hours, longer hours and what others have planned; taken away, all of it is as it was.</summary>
public sealed class TapsAndModesTests(KeptCity city) : IClassFixture<KeptCity>
{
    const OpenState Open = OpenState.Open, Closed = OpenState.Closed;
    const string Posted = "Mo-Su 08:00-17:00";

    [Theory]
    [InlineData("k1", "10:00", 0, "10:01", 0)]
    [InlineData("k2", "10:00", 0, "19:30", 0)]
    [InlineData("k3", "19:00", 0, "19:30", 0)]
    [InlineData("k4", "19:00", 0, "00:30", 1)]
    [InlineData("k5", "00:15", 1, "00:30", 1)]
    public async Task Who_taps_not_open_by_mistake_and_then_as_posted_is_back_with_the_longer_hours(string slug, string shut, int shutDays, string fine, int fineDays)
    {
        var day = await OfAsync(city, slug, Posted);
        await day.SayAsync(At("09:00"), await day.OrderAsync(At("08:30"), "18:00", "02:00"), yes: true);
        Assert.Equal((Open, Open, Open), (await day.StateAsync(At("19:00")), await day.StateAsync(At("01:59", 1)), await day.StateAsync(At("19:00", 1))));

        await day.ShutAsync(At(shut, shutDays));
        Assert.Equal((Closed, Open), (await day.StateAsync(At("01:59", 1)), await day.StateAsync(At("19:00", 1))));
        Assert.StartsWith("今天不开", await day.WarningAsync(At(fine, fineDays)));

        await day.FineAsync(At(fine, fineDays));
        var back = At(fine, fineDays) > At("18:00") ? At(fine, fineDays) : At("18:00");
        Assert.Equal(new(Open, At("02:00", 1)), await day.OpeningAsync(back));
        Assert.Equal((Closed, Open, Closed), (await day.StateAsync(At("02:00", 1)), await day.StateAsync(At("19:00", 1)), await day.StateAsync(At("02:00", 2))));
    }

    [Theory]
    [InlineData("k6", "06:00", "19:00")]
    [InlineData("k7", "17:30", "19:00")]
    [InlineData("k8", "18:30", "19:30")]
    public async Task Who_opens_later_and_then_as_posted_is_back_with_the_longer_hours(string slug, string tapped, string opens)
    {
        var day = await OfAsync(city, slug, "Mo-Su 18:00-18:01");
        await day.SayAsync(At("05:00"), await day.OrderAsync(At("04:00"), "18:00", "22:00"), yes: true);

        await day.LateAsync(At(tapped), 60);
        Assert.Equal(new(Closed, At(opens)), await day.OpeningAsync(At(tapped).AddMinutes(1)));
        Assert.Equal(new(Open, At("22:00")), await day.OpeningAsync(At(opens)));

        await day.FineAsync(At(tapped).AddMinutes(2));
        Assert.Equal(new(Open, At("22:00")), await day.OpeningAsync(At("18:45")));
    }

    [Fact]
    public async Task A_mode_that_the_district_ended_meanwhile_or_that_the_host_refused_does_not_come_back()
    {
        var (ended, refused) = (await OfAsync(city, "k9", Posted), await OfAsync(city, "k10", Posted));
        var mode = await ended.OrderAsync(At("08:30"), "18:00", "22:00");
        await ended.SayAsync(At("09:00"), mode, yes: true);
        await refused.SayAsync(At("09:00"), mode, yes: false);

        foreach (var day in new[] { ended, refused }) await day.ShutAsync(At("10:00"));
        await ended.EndAsync(At("10:30"), mode);
        foreach (var day in new[] { ended, refused }) await day.FineAsync(At("11:00"));

        foreach (var day in new[] { ended, refused })
        {
            Assert.Equal(new(Open, At("17:00")), await day.OpeningAsync(At("11:00")));
            Assert.Equal(new(Closed, At("08:00", 1)), await day.OpeningAsync(At("17:00")));
            Assert.Equal((Closed, Closed), (await day.StateAsync(At("19:00")), await day.StateAsync(At("19:00", 1))));
        }
    }

    [Fact]
    public async Task Each_tap_takes_the_place_of_the_one_before_whatever_it_was()
    {
        var day = await OfAsync(city, "k11", Posted);
        foreach (var (tap, stands) in new (Func<DateTimeOffset, Task>, string)[] { (at => day.FullAsync(at, 60), "full"), (at => day.ShutAsync(at), "closed"), (at => day.FullAsync(at, 60), "full"), (at => day.LateAsync(at, 30), "closed"), (day.FineAsync, "") })
        {
            await tap(At("10:00"));
            Assert.Equal(stands, await day.RunningAsync(At("10:00")));
        }

        await day.FullAsync(At("10:00"), 60);
        Assert.Equal(Open, await day.StateAsync(At("10:05")));
        Assert.Contains("满", await day.WarningAsync(At("10:05")));
        await day.FineAsync(At("10:10"));
        Assert.Null(await day.WarningAsync(At("10:11")));
    }

    [Fact]
    public async Task An_officers_closing_for_days_outlasts_a_keepers_not_open_today_and_ends_when_the_keeper_says_that_it_is_open()
    {
        var day = await OfAsync(city, "k12", Posted);
        await day.CloseAsync(At("09:00"), until: At("12:00", 2));

        await day.ShutAsync(At("10:00"));
        Assert.Equal(new(Closed, At("12:00", 2)), await day.OpeningAsync(At("10:01")));

        await day.FineAsync(At("10:00", 1));
        Assert.Equal(new(Open, At("17:00", 1)), await day.OpeningAsync(At("10:01", 1)));
    }

    [Fact]
    public async Task Not_open_until_a_day_over_midnight_ends_with_as_posted_and_what_was_planned_for_later_stays()
    {
        var day = await OfAsync(city, "k13", "Mo-Su 20:00-02:00");
        await day.CloseAsync(At("22:00", 1), until: At("23:00", 1));
        await day.ShutAsync(At("21:00"), until: At("01:30", 1));
        Assert.Equal(new(Closed, At("01:30", 1)), await day.OpeningAsync(At("23:00")));
        Assert.Equal(new(Open, At("02:00", 1)), await day.OpeningAsync(At("01:30", 1)));

        await day.FineAsync(At("00:40", 1));

        Assert.Equal(new(Open, At("02:00", 1)), await day.OpeningAsync(At("00:40", 1)));
        Assert.Equal((Open, Closed, Open), (await day.StateAsync(At("21:00", 1)), await day.StateAsync(At("22:30", 1)), await day.StateAsync(At("23:30", 1))));
    }

    [Fact]
    public async Task The_keeper_the_week_and_the_map_are_told_the_same()
    {
        var (keeper, visitor) = (await city.KeeperAsync("k14"), city.House.Visitor());
        await city.DoAsync("UPDATE stations SET opening_hours = 'Mo-Su 00:00-00:01', opening_hours_text = '夜里一分钟' WHERE slug = 'k14'");
        await city.DoAsync("INSERT INTO station_exceptions (id, station_id, union_id, kind, reason, from_at, until_at, made_at) SELECT gen_random_uuid(), id, union_id, 'open', '高温延时开放', now() - interval '1 second', (now() AT TIME ZONE 'Asia/Shanghai')::date::timestamp AT TIME ZONE 'Asia/Shanghai' + interval '24 hours', now() - interval '1 day' FROM stations WHERE slug = 'k14'");
        Assert.DoesNotContain("暂不生效", await keeper.GetStringAsync("/keeper"));

        await TestHouse.PostFormAsync(keeper, "/keeper?handler=Shut", []);
        await PlacesWorld.LoadAsync(city.House);
        Assert.Contains("高温延时开放", await keeper.GetStringAsync("/keeper"));
        Assert.Contains("暂不生效", await keeper.GetStringAsync("/keeper"));
        Assert.Matches("\"slug\":\"k14\"[^}]*\"open\":\"closed\"", await visitor.GetStringAsync("/api/stations.geojson"));

        await TestHouse.PostFormAsync(keeper, "/keeper?handler=Fine", []);
        await PlacesWorld.LoadAsync(city.House);
        Assert.DoesNotContain("暂不生效", await keeper.GetStringAsync("/keeper"));
        Assert.Matches("\"slug\":\"k14\"[^}]*\"open\":\"open\"", await visitor.GetStringAsync("/api/stations.geojson"));
        Assert.Contains("高温延时开放", await visitor.GetStringAsync("/stations/k14"));
    }
}
