using System.Net;
using Waystation.Accounts;
using Waystation.Pictures;

namespace Waystation.Equipment;

/// <summary>A leader of the district reads what was bought, who signed for it and what became of it, and moves nothing.</summary>
public sealed class LeaderReadsGoodsTests(EquippedCity city) : IClassFixture<EquippedCity>
{
    [Fact]
    public async Task A_leader_is_refused_every_form_of_goods_and_money_and_shown_none()
    {
        var (leader, batch) = (await LeaderAsync("密云区总工会"), await FilledAsync("L-1", 20));
        var (place, fund) = ($"/station-goods/{await city.PlaceAsync("MY20")}", await city.AskAsync<Guid>($"SELECT fund_id FROM goods_batches WHERE id = '{batch}'"));
        var before = await StateAsync();

        foreach (var page in new[] { "/goods", "/goods?q=密云", "/goods/funds", $"/goods/funds/{fund}", $"/goods/batches/{batch}", place, $"{place}?kind=umbrella", $"{place}/month" }) await OnlyReads.AssertAsync(city.House, leader, city.District, page);
        await OnlyReads.AssertAsync(city.House, leader, await StreetOfAsync("MY22"), $"/station-goods/{await city.PlaceAsync("MY22")}");
        foreach (var form in new[] { "/goods/batches/new", $"/goods/batches/{batch}/allocate" }) Assert.Equal(HttpStatusCode.Forbidden, (await leader.GetAsync(form)).StatusCode);

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_page_that_shows_its_reader_a_form_is_found() =>
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => OnlyReads.AssertAsync(city.House, city.District, city.District, "/goods/funds"));

    [Fact]
    public async Task A_leader_of_another_district_finds_none_of_it()
    {
        var (leader, batch) = (await LeaderAsync("西城区总工会"), await FilledAsync("L-2", 23));
        var (place, fund) = (await city.PlaceAsync("MY23"), await city.AskAsync<Guid>($"SELECT fund_id FROM goods_batches WHERE id = '{batch}'"));

        foreach (var page in new[] { $"/goods/batches/{batch}", $"/goods/batches/{batch}?handler=Export", $"/goods/funds/{fund}", $"/station-goods/{place}", $"/station-goods/{place}?handler=Export&as=csv", $"/station-goods/{place}/month" })
            Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync(page)).StatusCode);
        foreach (var list in new[] { "/goods", "/goods?q=密云", "/goods/funds" }) Assert.Empty((await TestHouse.PageAsync(leader, list)).QuerySelectorAll("main li, main tbody tr"));
    }

    [Fact]
    public async Task A_leader_reads_what_a_station_got_from_which_batch_and_who_signed_and_not_who_was_given_something()
    {
        var (leader, batch) = (await LeaderAsync("密云区总工会"), await FilledAsync("L-3", 26));
        var place = await city.PlaceAsync("MY26");
        var picture = await city.AskAsync<Guid>($"SELECT picture_id FROM goods_deliveries WHERE station_id = '{place}' AND picture_id IS NOT NULL");

        var (seen, kept) = (await city.District.GetStringAsync($"/station-goods/{place}"), await leader.GetStringAsync($"/station-goods/{place}"));

        foreach (var said in new[] { "L-3", "密云供销社", "keeper ", "防寒帽", "5/6" }) Assert.Contains(said, kept);
        foreach (var people in new[] { "张小三", $"/kept-pictures/{picture}" })
        {
            Assert.Contains(people, seen);
            Assert.DoesNotContain(people, kept);
        }

        Assert.Contains("只供经办人员查看", kept);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/kept-pictures/{picture}")).StatusCode);
        Assert.Equal(["12", "0", "1", "11"], (await TestHouse.PageAsync(leader, $"/goods/batches/{batch}")).QuerySelectorAll(".tile .n").Take(4).Select(n => n.TextContent));
    }

    [Fact]
    public async Task A_file_of_goods_is_a_leaders_too_and_leaves_a_line()
    {
        var (leader, batch) = (await LeaderAsync("密云区总工会"), await FilledAsync("L-4", 29));
        var place = await city.PlaceAsync("MY29");

        var files = new[] { await leader.GetStringAsync($"/station-goods/{place}?handler=Export&as=csv"), await leader.GetStringAsync($"/goods/batches/{batch}?handler=Export&kind=csv") };

        Assert.All(files, file => Assert.Contains("防寒帽", file));
        Assert.All(files, file => Assert.DoesNotContain("张小三", file));
        Assert.Equal(2L, await city.AskAsync<long>($"SELECT count(*) FROM logbook l JOIN posts p ON p.account_id = l.account_id WHERE l.did = 'exported-goods' AND l.about IN ('{place}', '{batch}') AND p.role = 'leader'"));
    }

    async Task<HttpClient> LeaderAsync(string union) => await city.House.StaffAsync(Role.Leader, await city.AskAsync<Guid>($"SELECT id FROM unions WHERE name = '{union}'"));

    async Task<HttpClient> StreetOfAsync(string code) => await city.House.StaffAsync(Role.SubdistrictOfficer, await city.AskAsync<Guid>($"SELECT union_id FROM stations WHERE code = '{code}'"));

    Task<string> StateAsync() => city.AskAsync<string>(
        "SELECT concat((SELECT count(*) FROM goods_moves), ' ', (SELECT count(*) FROM goods_fund_entries), ' ', (SELECT md5(string_agg(d::text, '' ORDER BY d.id)) FROM goods_deliveries d), ' ', (SELECT md5(string_agg(w::text, '' ORDER BY w.id)) FROM goods_write_offs w), ' ', (SELECT count(*) FROM goods_funds), ' ', (SELECT md5(string_agg(a::text, '' ORDER BY a.id)) FROM goods_asks a))");

    /// <summary>Twelve winter hats: six to the nth place, where five were counted, with a photo, one was given by name and one is to be written off; six to the place after it.</summary>
    async Task<Guid> FilledAsync(string number, int nth)
    {
        var batch = await city.BuyAsync(number, ("winter-hat", "12", "30"));
        var (first, second) = ($"MY{nth}", $"MY{nth + 1}");
        await DoAsync(city.District, $"/goods/batches/{batch}/allocate", new() { [$"{await city.PlaceAsync(first):N}.winter-hat"] = "6", [$"{await city.PlaceAsync(second):N}.winter-hat"] = "6" });
        await DoAsync(city.District, $"/goods/batches/{batch}?handler=Send", new() { ["all"] = "true" });
        await SignAsync(first);
        await city.SignAsync(second);
        await DoAsync(await city.KeeperAsync(first), "/keeper/goods?handler=Give", new() { ["kind"] = "winter-hat", ["quantity"] = "1", ["taker"] = "张小三" });
        await DoAsync(await city.KeeperAsync(first), "/keeper/goods?handler=Ask", new() { ["kind"] = "umbrella" });
        await DoAsync(city.District, $"/station-goods/{await city.PlaceAsync(first)}?handler=WriteOff", new() { ["kind"] = "winter-hat", ["quantity"] = "1", ["why"] = "虫蛀" });
        // Under way to a third, which its street may sign for.
        var more = await city.BuyAsync($"{number}+", ("umbrella", "2", "5"));
        await DoAsync(city.District, $"/station-goods/{await city.PlaceAsync($"MY{nth + 2}")}?handler=Send", new() { ["from"] = $"{more:N}", ["kind"] = "umbrella", ["quantity"] = "1" });
        return batch;
    }

    async Task SignAsync(string code)
    {
        var (keeper, place) = (await city.KeeperAsync(code), await city.PlaceAsync(code));
        var delivery = await city.AskAsync<Guid>($"SELECT id FROM goods_deliveries WHERE station_id = '{place}' AND received_at IS NULL");
        var token = ((AngleSharp.Html.Dom.IHtmlInputElement)(await TestHouse.PageAsync(keeper, "/sessions")).QuerySelector("input[name=__RequestVerificationToken]")!).Value;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" }, { new StringContent($"{delivery}"), "delivery" }, { new StringContent("5"), "got.winter-hat" }, { new StringContent("少一顶"), "why.winter-hat" },
            { new StringContent($"{Guid.CreateVersion7()}"), "picture" }, { new ByteArrayContent(HandMade.Photo()), "photo", "photo.jpg" },
        };
        Assert.Equal(HttpStatusCode.Redirect, (await keeper.PostAsync("/keeper/goods?handler=Sign", form)).StatusCode);
    }

    static async Task DoAsync(HttpClient who, string form, Dictionary<string, string> fields) => Assert.Equal("", await EquippedCity.RefusedAsync(who, form, fields));
}
