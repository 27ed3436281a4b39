using System.Net;
using Waystation.Keepers;

namespace Waystation.Visits;

/// <summary>What stands on paper and tags outlives what it was made for, and is typed as people type it.</summary>
public sealed class OldPaperTests(KeptCity city) : IClassFixture<KeptCity>
{
    [Fact]
    public async Task The_picture_at_the_door_of_a_station_that_rests_or_has_ended_says_so_and_counts_nobody()
    {
        var place = await city.PlaceAsync("k1");
        await TestHouse.PostFormAsync(await city.House.OfficerAsync(), $"/station-visits/{place.Id}", []);
        var door = $"/v/{await city.AskAsync<string>($"SELECT code FROM station_doors WHERE station_id = '{place.Id}'")}";

        await SetAsync("k1", "suspended");
        var rests = await TestHouse.PageAsync(city.House.Visitor(), door);
        Assert.Contains("暂停服务", rests.QuerySelector("main")!.TextContent);
        Assert.DoesNotContain("开着", rests.QuerySelector("main")!.TextContent);
        Assert.Null(rests.QuerySelector("main form"));

        await SetAsync("k1", "retired");
        var gone = await city.House.Visitor().GetAsync(door);
        var said = await gone.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Contains("已经撤销", said);
        Assert.Contains("lat=", said);
        Assert.Equal(0L, await city.AskAsync<long>("SELECT count(*) FROM station_visits"));
    }

    [Fact]
    public async Task An_officer_who_changes_the_picture_at_the_door_reads_that_the_old_paper_leads_nowhere()
    {
        var (place, officer) = (await city.PlaceAsync("k2"), await city.House.OfficerAsync());
        Assert.DoesNotContain("重新打印", await officer.GetStringAsync($"/station-visits/{place.Id}"));

        await TestHouse.PostFormAsync(officer, $"/station-visits/{place.Id}", []);

        Assert.Contains("重新打印", await officer.GetStringAsync($"/station-visits/{place.Id}"));
    }

    [Fact]
    public async Task A_tag_is_read_with_whatever_dash_and_the_answer_names_it()
    {
        var keeper = await city.KeeperAsync("k3");
        async Task<string> DoneAsync(string handler, string tag)
        {
            await TestHouse.PostFormAsync(keeper, $"/keeper/umbrellas?handler={handler}", new() { ["tag"] = tag });
            return (await TestHouse.PageAsync(keeper, "/keeper/umbrellas")).QuerySelector("main [role=status]")?.TextContent ?? "";
        }

        await TestHouse.PostFormAsync(keeper, "/keeper/umbrellas?handler=Add", new() { ["many"] = "3" });
        Assert.Contains("K3-02", await DoneAsync("Lend", "k3—02"));
        Assert.Contains("K3-02", await DoneAsync("Return", "Ｋ3 – ０2"));
        Assert.Contains("K3-03", await DoneAsync("Lend", "3"));
    }

    [Fact]
    public async Task At_a_place_for_a_time_whose_time_is_over_nothing_is_said_of_today_and_nothing_is_lent()
    {
        var (place, keeper, officer) = (await city.PlaceAsync("k4"), await city.KeeperAsync("k4"), await city.House.OfficerAsync());
        await TestHouse.PostFormAsync(keeper, "/keeper/umbrellas?handler=Add", new() { ["many"] = "1" });
        await city.DoAsync("UPDATE stations SET starts_on = (now() AT TIME ZONE 'Asia/Shanghai')::date - 9, ends_on = (now() AT TIME ZONE 'Asia/Shanghai')::date, changed_at = now() WHERE slug = 'k4'");

        Assert.Null((await TestHouse.PageAsync(keeper, "/keeper")).QuerySelector("form[action*='handler=Fine']"));
        Assert.Contains("没有运行", await KeptCity.SentAsync(keeper, "/keeper?handler=Fine", []));
        Assert.Contains("没有运行", await KeptCity.SentAsync(keeper, "/keeper?handler=Late", new() { ["minutes"] = "30" }));
        Assert.Contains("暂时不开放", await KeptCity.SentAsync(keeper, "/keeper/umbrellas?handler=Lend", new() { ["tag"] = "1" }));
        Assert.Contains("没有运行", await officer.GetStringAsync($"/station-today/{place.Id}"));
    }

    async Task SetAsync(string slug, string status)
    {
        await city.DoAsync($"UPDATE stations SET status = '{status}', changed_at = now() WHERE slug = '{slug}'");
        await city.PlaceAsync(slug);
    }
}
