using Waystation.Accounts;
using Waystation.Places;

namespace Waystation.Evidence;

public sealed class OwedAnswersTests(DoubtedCity city) : IClassFixture<DoubtedCity>
{
    [Fact]
    public async Task What_is_asked_waits_on_the_streets_first_page_late_ones_apart_and_each_count_opens_just_those()
    {
        var place = await city.PlaceAsync("d12");
        await city.SayAsync(place, VisitorSays.Shut, null, "10.214.1.1");
        await city.SayAsync(place, VisitorSays.Broken, "water", "10.215.1.1");
        await using (var late = city.House.House.Database.Source.CreateCommand($"UPDATE station_questions SET due_on = current_date - 2 WHERE station_id = '{place.Id}' AND about = 'water'")) await late.ExecuteNonQueryAsync();
        var union = (Guid)(await city.House.House.Database.Source.CreateCommand($"SELECT union_id FROM stations WHERE id = '{place.Id}'").ExecuteScalarAsync())!;
        var street = await city.House.StaffAsync(Role.SubdistrictOfficer, union);

        var waits = (await TestHouse.PageAsync(street, "/desk")).QuerySelectorAll("#waits a").Where(wait => wait.GetAttribute("href")!.StartsWith("/station-questions", StringComparison.Ordinal)).ToList();

        Assert.Equal(["站点核实逾期未答复", "等待核实的站点"], waits.Select(wait => wait.LastElementChild!.TextContent));
        foreach (var wait in waits)
        {
            var page = await TestHouse.PageAsync(street, wait.GetAttribute("href")!);
            Assert.Equal(wait.QuerySelector(".n")!.TextContent, $"{page.QuerySelectorAll("main ul.list li.card").Length}");
            Assert.Contains(place.Name, page.Body!.TextContent);
        }

        Assert.Empty((await TestHouse.PageAsync(await city.House.OfficerAsync(), "/desk")).QuerySelectorAll("#waits a[href^='/station-questions']"));
    }
}
