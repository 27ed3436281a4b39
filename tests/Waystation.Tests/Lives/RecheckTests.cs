using System.Net;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Lives;

/// <summary>When a place is to be seen again, and who is reminded.</summary>
public sealed class RecheckTests(BuildingCity city) : IClassFixture<BuildingCity>
{
    [Fact]
    public async Task A_place_is_due_a_year_after_its_last_check_is_told_a_month_before_and_a_passed_recheck_closes_it()
    {
        var place = await city.ApplyAsync("复验暖心驿站");
        await city.TakeAsync(place, LifeStep.Visit, LifeStep.Approve, LifeStep.Agree, LifeStep.Equip, LifeStep.Sign, LifeStep.Run);
        var elsewhere = await city.House.StaffAsync(Role.DistrictOfficer, await city.UnionAsync("西城区总工会"));
        var today = City.Today(TimeProvider.System);

        foreach (var (last, overdue, soon) in new[] { (today.AddMonths(-12).AddDays(-1), true, false), (today.AddMonths(-12), false, true), (today.AddDays(30).AddMonths(-12), false, true), (today.AddDays(33).AddMonths(-12), false, false) })
        {
            await CheckedOnAsync(place, last);
            Assert.Equal((last, overdue, soon), (last, await IsThereAsync(city.Officer, "true"), await IsThereAsync(city.Officer, "false")));
            Assert.Equal(overdue, (await city.Officer.GetStringAsync("/desk")).Contains("逾期未复验的站点", StringComparison.Ordinal));
        }

        await CheckedOnAsync(place, today.AddYears(-2));
        Assert.Equal((true, false), (await IsThereAsync(city.Above, "true"), await IsThereAsync(elsewhere, "true")));
        Assert.NotEqual(HttpStatusCode.Redirect, (await city.TryAsync(place, LifeStep.Recheck, by: city.Officer)).StatusCode);
        await city.TakeAsync(place, LifeStep.Recheck);
        Assert.False(await IsThereAsync(city.Officer, "true"));
    }

    [Fact]
    public async Task For_a_place_of_a_register_the_time_begins_when_it_came()
    {
        var place = await city.ApplyAsync("导入暖心驿站");
        await city.AskAsync<object?>($"ALTER TABLE station_steps DISABLE TRIGGER USER; DELETE FROM station_steps WHERE station_id = '{place}'; ALTER TABLE station_steps ENABLE TRIGGER USER; UPDATE stations SET stage = NULL, status = 'active', opened_on = '2019-05-01' WHERE id = '{place}'; SELECT NULL");
        Assert.False(await IsThereAsync(city.Officer, "true", "导入暖心驿站"));

        await city.AskAsync<object?>($"UPDATE stations SET created_at = now() - interval '13 months' WHERE id = '{place}'; SELECT NULL");
        Assert.True(await IsThereAsync(city.Officer, "true", "导入暖心驿站"));
        // The other test reads the first page of the same officer.
        await city.AskAsync<object?>($"UPDATE stations SET created_at = now() WHERE id = '{place}'; SELECT NULL");
    }

    static async Task<bool> IsThereAsync(HttpClient who, string overdue, string name = "复验暖心驿站") =>
        (await who.GetStringAsync($"/station-lives/rechecks?overdue={overdue}")).Contains(name, StringComparison.Ordinal);

    /// <summary>As if its life had been that long ago; steps are otherwise never changed.</summary>
    Task CheckedOnAsync(Guid place, DateOnly on) =>
        city.AskAsync<object?>($"ALTER TABLE station_steps DISABLE TRIGGER USER; UPDATE station_steps SET on_day = '{on:yyyy-MM-dd}' WHERE station_id = '{place}'; ALTER TABLE station_steps ENABLE TRIGGER USER; SELECT NULL");
}
