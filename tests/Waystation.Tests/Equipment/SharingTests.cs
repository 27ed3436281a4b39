using System.Globalization;

namespace Waystation.Equipment;

/// <summary>What the proposal counts is what is known of the places: their facilities and their visits. And each station's own money.</summary>
public sealed class SharingTests(EquippedCity city) : IClassFixture<EquippedCity>
{
    [Fact]
    public async Task Microwaves_are_proposed_for_those_that_lack_one_or_whose_one_is_broken()
    {
        var batch = await city.BuyAsync("缺项01", ("microwave", "25", "299"));
        // Of 35 each third one has a microwave; of one it is broken.
        await city.DoAsync("UPDATE station_facilities f SET status = 'broken' FROM stations s WHERE s.id = f.station_id AND s.code = 'MY03' AND f.facility = 'microwave'");

        var shares = await SharesAsync(batch, "ByMissing");

        Assert.Equal(25, shares.Values.Sum());
        Assert.Equal((1, 0, 1), (shares["MY01"], shares["MY06"], shares["MY03"]));
        Assert.Equal(10, shares.Count(share => share.Value == 0));
    }

    [Fact]
    public async Task Umbrellas_are_proposed_by_who_came_in_ninety_days_and_no_longer_ago()
    {
        var batch = await city.BuyAsync("人次01", ("umbrella", "40", "18"));
        await city.DoAsync("INSERT INTO station_visits (station_id, hour, by_door, by_keeper) SELECT id, date_trunc('hour', now()) - interval '9 days', CASE code WHEN 'MY02' THEN 10 ELSE 0 END, CASE code WHEN 'MY02' THEN 20 ELSE 10 END FROM stations WHERE code IN ('MY02', 'MY04'); INSERT INTO station_visits (station_id, hour, by_door) SELECT id, date_trunc('hour', now()) - interval '91 days', 1000 FROM stations WHERE code = 'MY05'");

        var shares = await SharesAsync(batch, "ByVisits");

        Assert.Equal((30, 10, 0), (shares["MY02"], shares["MY04"], shares["MY05"]));
        Assert.Equal(40, shares.Values.Sum());
    }

    [Fact]
    public async Task What_was_planned_for_a_station_that_has_ended_since_is_not_sent_and_can_be_taken_back()
    {
        var (batch, here, over) = (await city.BuyAsync("撤站01", ("umbrella", "4", "18")), await city.PlaceAsync("MY11"), await city.PlaceAsync("MY12"));
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/goods/batches/{batch}/allocate", new() { [$"{here:N}.umbrella"] = "2", [$"{over:N}.umbrella"] = "2" }));
        await city.DoAsync("UPDATE stations SET status = 'retired' WHERE code = 'MY12'");
        Task<string> SendAllAsync() => EquippedCity.RefusedAsync(city.District, $"/goods/batches/{batch}?handler=Send", new() { ["all"] = "true" });

        Assert.Contains("密云第12暖心驿站已经撤站", await SendAllAsync());
        Assert.Equal(4L, await city.AskAsync<long>($"SELECT quantity FROM goods_balances WHERE place = 'batch' AND id = '{batch}'"));
        var planned = await city.AskAsync<Guid>($"SELECT id FROM goods_deliveries WHERE station_id = '{over}' AND batch_id = '{batch}'");
        Assert.NotNull((await TestHouse.PageAsync(city.District, $"/goods/batches/{batch}")).QuerySelector($"form[action*=Recall] button[value='{planned}']"));
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/goods/batches/{batch}?handler=Recall", new() { ["delivery"] = $"{planned}" }));
        Assert.Equal("", await SendAllAsync());

        Assert.Equal(2L, await city.AskAsync<long>($"SELECT quantity FROM goods_balances WHERE place = 'batch' AND id = '{batch}'"));
        Assert.Contains("已经撤站", await EquippedCity.RefusedAsync(city.District, $"/station-goods/{over}?handler=Send", new() { ["from"] = $"{batch:N}", ["kind"] = "umbrella", ["quantity"] = "1" }));
    }

    [Fact]
    public async Task A_station_has_one_fund_of_its_own_in_fen_that_never_goes_below_zero_and_is_only_added_to()
    {
        var place = await city.PlaceAsync("MY09");
        foreach (var _ in new[] { 1, 2 }) Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/station-goods/{place}?handler=Fund", []));
        var fund = await city.AskAsync<Guid>($"SELECT id FROM goods_funds WHERE station_id = '{place}'");
        Task<string> EnterAsync(string handler, string yuan, string paper = "拨款单") => EquippedCity.RefusedAsync(city.District, $"/goods/funds/{fund}?handler={handler}", new() { ["yuan"] = yuan, ["paper"] = paper });

        foreach (var wrong in new[] { "", "0", "-5", "1.234", "一百", "99999999999", "12,5", "1,2,3", "12,345,67", "1，00" }) Assert.Contains("金额没有看懂", await EnterAsync("Grant", wrong));
        Assert.Contains("请写单据号", await EnterAsync("Grant", "5", " "));
        Assert.Equal("", await EnterAsync("Grant", "12,156.50"));
        Assert.Contains("余额不足", await EnterAsync("Spend", "12156.51"));
        Assert.Equal("", await EnterAsync("Spend", "0.01", "收据 7"));
        Assert.Equal(1_215_649L, await city.AskAsync<long>($"SELECT fen FROM goods_fund_balances WHERE fund_id = '{fund}'"));
        var spent = await city.AskAsync<Guid>($"SELECT id FROM goods_fund_entries WHERE fund_id = '{fund}' AND kind = 'spend'");
        Task<string> ReverseAsync() => EquippedCity.RefusedAsync(city.District, $"/goods/funds/{fund}?handler=Reverse", new() { ["entry"] = $"{spent}", ["why"] = "记错" });
        Assert.Equal("", await ReverseAsync());
        Assert.Contains("已经冲销过", await ReverseAsync());
        Assert.Equal(1_215_650L, await city.AskAsync<long>($"SELECT sum(fen)::bigint FROM goods_fund_entries WHERE fund_id = '{fund}'"));
        Assert.Contains("12,156.50", await city.District.GetStringAsync($"/station-goods/{place}"));
    }

    [Fact]
    public async Task The_street_hands_out_winter_goods_at_a_station_by_name_where_the_catalogue_wants_it()
    {
        await city.StockAsync("MY01", "winter-hat", 3);
        var place = await city.PlaceAsync("MY01");
        Task<string> GiveAsync(string quantity, string taker) => EquippedCity.RefusedAsync(city.Street, $"/station-goods/{place}?handler=Give", new() { ["kind"] = "winter-hat", ["quantity"] = quantity, ["taker"] = taker });

        Assert.Contains("实名发放", await GiveAsync("1", ""));
        foreach (var wrong in new[] { "0", "-1", "两", "99999999999" }) Assert.Contains("数量要在", await GiveAsync(wrong, "李师傅"));
        Assert.Equal("", await GiveAsync("2", "李师傅"));
        Assert.Equal(1L, await city.HeldAsync("MY01", "winter-hat"));
        Assert.Contains("李师傅", await city.Street.GetStringAsync($"/station-goods/{place}"));
        Assert.DoesNotContain("李师傅", await (await city.KeeperAsync("MY02")).GetStringAsync("/keeper/goods"));
    }

    [Theory]
    [InlineData("", "1", "请写明发什么")]
    [InlineData("umbrella", "0", "请写明发什么")]
    [InlineData("umbrella", "很多", "请写明发什么")]
    [InlineData("Dragon!", "1", "请选择物品")]
    [InlineData("umbrella", "999999999", "数量要在 1 到 1000000")]
    [InlineData("umbrella", "11", "没有这么多")]
    public async Task What_cannot_be_sent_is_refused_in_a_sentence_from_the_store_and_from_another_station(string kind, string quantity, string says)
    {
        var batch = await city.BuyAsync($"拒绝{Guid.NewGuid():N}"[..30], ("umbrella", "10", "1"));
        var here = $"/station-goods/{await city.PlaceAsync("MY21")}";

        Assert.Contains(says, await EquippedCity.RefusedAsync(city.District, $"{here}?handler=Send", new() { ["from"] = $"{batch:N}", ["kind"] = kind, ["quantity"] = quantity }));
        Assert.Contains(says, await EquippedCity.RefusedAsync(city.District, $"{here}?handler=Transfer", new() { ["to"] = "MY22", ["kind"] = kind, ["quantity"] = quantity }));
        Assert.Equal(10L, await city.AskAsync<long>($"SELECT quantity FROM goods_balances WHERE place = 'batch' AND id = '{batch}'"));
    }

    /// <summary>By the station's number, as the page proposes it.</summary>
    async Task<Dictionary<string, int>> SharesAsync(Guid batch, string rule)
    {
        var page = await TestHouse.PageAsync(city.District, $"/goods/batches/{batch}/allocate?rule={rule}");
        var codes = (await city.AskAsync<string[]>("SELECT array_agg(replace(id::text, '-', '') || ' ' || code) FROM stations WHERE code LIKE 'MY%'")).Select(one => one.Split(' ')).ToDictionary(one => one[0], one => one[1]);
        return page.QuerySelectorAll("form[method=post] table input").ToDictionary(input => codes[input.GetAttribute("name")!.Split('.')[0]], input => int.Parse(input.GetAttribute("value")!, CultureInfo.InvariantCulture));
    }
}
