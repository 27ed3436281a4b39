using System.Net;
using Npgsql;
using Waystation.Accounts;
using Waystation.MyData;
using Microsoft.Extensions.DependencyInjection;

namespace Waystation.Equipment;

public sealed class EquipmentTests(EquippedCity city) : IClassFixture<EquippedCity>
{
    [Theory]
    [InlineData("", "umbrella", "5", "10", "请写批次号")]
    [InlineData("T-1", "umbrella", "0", "10", "数量要在")]
    [InlineData("T-1", "umbrella", "许多", "10", "数量要在")]
    [InlineData("T-1", "umbrella", "5", "-1", "金额没有看懂")]
    [InlineData("T-1", "umbrella", "5", "1.234", "金额没有看懂")]
    [InlineData("T-1", "umbrella", "", "", "至少填一种")]
    [InlineData("T-1", "umbrella", "5", "100000", "经费余额不足")]
    public async Task A_purchase_that_makes_no_sense_or_that_no_money_is_there_for_is_refused_whole(string number, string kind, string quantity, string price, string says)
    {
        var fund = await city.FundAsync($"试 {Guid.NewGuid():N}", "100");

        var answer = await city.TryBuyAsync(number, fund, (kind, quantity, price));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync());
        Assert.Equal(0L, await city.AskAsync<long>($"SELECT count(*) FROM goods_batches WHERE fund_id = '{fund}'"));
        Assert.Equal(10_000L, await city.AskAsync<long>($"SELECT fen FROM goods_fund_balances WHERE fund_id = '{fund}'"));
    }

    [Fact]
    public async Task Rows_of_a_file_that_cannot_be_read_are_named_and_none_of_it_is_entered()
    {
        var fund = await city.FundAsync("文件经费", "1000");

        var answer = await UploadAsync(fund, "F-1", "物品,数量,单价\n雨伞,10,5\n飞船,1,1\n雨衣,十,3\n雨伞,2,5\n打气筒,3,便宜\n");

        foreach (var said in new[] { "第 3 行：物品“飞船”不在目录里", "第 4 行：数量要在", "第 5 行：雨伞在文件里出现了两次", "第 6 行：单价没有看懂" }) Assert.Contains(said, answer);
        Assert.Equal(0L, await city.AskAsync<long>("SELECT count(*) FROM goods_batches WHERE number = 'F-1'"));
        Assert.Contains("找不到表头", await UploadAsync(fund, "F-2", "随便写的文字\n第二行\n"));
        Assert.Equal("", await UploadAsync(fund, "F-4", "2026年采购清单,,\n物品,数量,单价\n雨伞,10,5\n,,\n雨衣,3,2\n合 计,13,56\n"));
        Assert.Equal(13L, await city.AskAsync<long>("SELECT sum(l.quantity) FROM goods_batch_lines l JOIN goods_batches b ON b.id = l.batch_id WHERE b.number = 'F-4'"));
        Assert.Contains("不知道以哪个为准", await UploadAsync(fund, "F-3", "物品,数量,单价\n雨伞,10,5\n", ("raincoat", "3", "2")));
        Assert.Equal(0L, await city.AskAsync<long>("SELECT count(*) FROM goods_batches WHERE number = 'F-3'"));
    }

    [Fact]
    public async Task More_than_the_store_has_cannot_be_shared_out_nor_counted()
    {
        var batch = await city.BuyAsync("M-1", ("umbrella", "10", "5"));
        var (place, other) = (await city.PlaceAsync("MY10"), await city.PlaceAsync("MY11"));

        Assert.Contains("雨伞分配了 11，在库只有 10", await EquippedCity.RefusedAsync(city.District, $"/goods/batches/{batch}/allocate", new() { [$"{place:N}.umbrella"] = "8", [$"{other:N}.umbrella"] = "3" }));
        Assert.Contains("没有找到这个站点", await EquippedCity.RefusedAsync(city.District, $"/goods/batches/{batch}/allocate", new() { [$"{Guid.NewGuid():N}.umbrella"] = "3" }));
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/goods/batches/{batch}/allocate", new() { [$"{place:N}.umbrella"] = "8", [$"{other:N}.umbrella"] = "2" }));
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/goods/batches/{batch}?handler=Send", new() { ["all"] = "true" }));
        Assert.Contains("请写明发什么", await EquippedCity.RefusedAsync(city.District, $"/goods/batches/{batch}?handler=Send", new() { ["all"] = "true" }));
        var delivery = await city.AskAsync<Guid>($"SELECT id FROM goods_deliveries WHERE station_id = '{place}' AND batch_id = '{batch}'");
        var keeper = await city.KeeperAsync("MY10");
        Assert.Contains("实收数要在 0 到 8", await EquippedCity.RefusedAsync(keeper, "/keeper/goods?handler=Sign", new() { ["delivery"] = $"{delivery}", ["got.umbrella"] = "9" }));
        Assert.Contains("少了的请写明原因", await EquippedCity.RefusedAsync(keeper, "/keeper/goods?handler=Sign", new() { ["delivery"] = $"{delivery}", ["got.umbrella"] = "7" }));
        Assert.Contains("不在途中", await EquippedCity.RefusedAsync(await city.KeeperAsync("MY11"), "/keeper/goods?handler=Sign", new() { ["delivery"] = $"{delivery}", ["got.umbrella"] = "8" }));
        Assert.Equal(8L, await city.AskAsync<long>($"SELECT quantity FROM goods_balances WHERE place = 'way' AND id = '{delivery}'"));
    }

    [Fact]
    public async Task A_receipt_that_is_short_waits_for_an_officer_until_it_is_settled()
    {
        var batch = await city.BuyAsync("D-1", ("umbrella", "10", "5"));
        var place = await city.PlaceAsync("MY12");
        await EquippedCity.RefusedAsync(city.District, $"/goods/batches/{batch}/allocate", new() { [$"{place:N}.umbrella"] = "10" });
        await EquippedCity.RefusedAsync(city.District, $"/goods/batches/{batch}?handler=Send", new() { ["all"] = "true" });

        await city.SignAsync("MY12", new() { ["got.umbrella"] = "8", ["why.umbrella"] = "破损两把" });

        Assert.Equal((8L, 8L), (await city.HeldAsync("MY12", "umbrella"), await city.AskAsync<long>($"SELECT received::bigint FROM goods_delivery_lines l JOIN goods_deliveries d ON d.id = l.delivery_id WHERE d.batch_id = '{batch}'")));
        Assert.Contains("雨伞少 2 把", await city.District.GetStringAsync("/goods"));
        Assert.Contains("/goods#differences", await city.District.GetStringAsync("/desk"));
        Assert.Equal(["10", "0", "2", "8"], await FiguresAsync());
        var delivery = await city.AskAsync<Guid>($"SELECT id FROM goods_deliveries WHERE batch_id = '{batch}'");
        Dictionary<string, string> settle = new() { ["delivery"] = $"{delivery}", ["kind"] = "umbrella", ["quantity"] = "2", ["how"] = "Lost", ["why"] = "运输中损坏" };
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, "/goods?handler=Settle", settle));
        Assert.Contains("没有这么多", await EquippedCity.RefusedAsync(city.District, "/goods?handler=Settle", settle));
        Assert.Equal(2L, await city.HeldAsync("MY12", "umbrella", "gone"));
        Assert.DoesNotContain("雨伞少 2 把", await city.District.GetStringAsync("/goods"));
        Assert.Equal(["10", "0", "0", "8", "2"], await FiguresAsync());

        // Bought, in store, on the way, received, settled: they add up. The last tile is money.
        async Task<IEnumerable<string>> FiguresAsync() => (await TestHouse.PageAsync(city.District, $"/goods/batches/{batch}")).QuerySelectorAll(".tile .n").SkipLast(1).Select(tile => tile.TextContent);
    }

    [Fact]
    public async Task What_a_station_got_from_which_batch_and_signed_by_whom_is_one_page_and_one_file()
    {
        var place = await city.PlaceAsync("MY13");
        await city.StockAsync("MY13", "microwave", 1);

        var page = (await TestHouse.PageAsync(city.District, $"/station-goods/{place}")).QuerySelector("table")!.TextContent;
        foreach (var said in new[] { "微波炉", "MY13-microwave", "密云供销社", "keeper " }) Assert.Contains(said, page);
        var csv = await city.District.GetStringAsync($"/station-goods/{place}?handler=Export&as=csv");
        Assert.Contains("MY13-microwave", csv);
        Assert.Equal(1L, await city.AskAsync<long>($"SELECT count(*) FROM logbook WHERE did = 'exported-goods' AND about = '{place}'"));
        var elsewhere = await city.House.StaffAsync(Role.DistrictOfficer, await city.AskAsync<Guid>("SELECT id FROM unions WHERE name = '西城区总工会'"));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/station-goods/{place}")).StatusCode);
    }

    [Fact]
    public async Task Consumables_are_handed_out_by_name_only_where_the_catalogue_wants_it_and_the_name_is_sealed_and_goes()
    {
        await city.StockAsync("MY14", "winter-hat", 3);
        await city.StockAsync("MY14", "microwave", 1);
        var keeper = await city.KeeperAsync("MY14");
        Task<string> GiveAsync(string kind, string quantity, string taker) => EquippedCity.RefusedAsync(keeper, "/keeper/goods?handler=Give", new() { ["kind"] = kind, ["quantity"] = quantity, ["taker"] = taker });

        Assert.Contains("实名发放", await GiveAsync("winter-hat", "1", " "));
        Assert.Contains("微波炉不是发放物品", await GiveAsync("microwave", "1", ""));
        Assert.Contains("没有这么多", await GiveAsync("winter-hat", "4", "李四"));
        Assert.Contains("请选择物品", await GiveAsync("dragon", "1", ""));
        Assert.Equal("", await GiveAsync("winter-hat", "1", "张小三"));
        Assert.Equal(2L, await city.HeldAsync("MY14", "winter-hat"));
        Assert.Equal(1L, await city.AskAsync<long>("SELECT count(*) FROM goods_receivers WHERE position('张小三'::bytea IN name) = 0"));
        Assert.Contains("张小三", await city.District.GetStringAsync($"/station-goods/{await city.PlaceAsync("MY14")}"));
        await KeptAsync(364);
        Assert.Equal(1L, await city.AskAsync<long>("SELECT count(*) FROM goods_receivers"));
        await KeptAsync(367);
        Assert.Equal(0L, await city.AskAsync<long>("SELECT count(*) FROM goods_receivers"));

        async Task KeptAsync(int days)
        {
            await city.DoAsync($"UPDATE goods_receivers SET given_at = now() - interval '{days} days'");
            await city.House.Services.GetRequiredService<CarryOutRetention>().RunAsync(TimeProvider.System.GetUtcNow(), dryRun: false, default);
        }
    }

    [Fact]
    public async Task Repair_transfer_and_return_move_things_and_a_wrong_entry_is_reversed_once()
    {
        await city.StockAsync("MY15", "microwave", 3);
        var (here, there) = ($"/station-goods/{await city.PlaceAsync("MY15")}", await city.PlaceAsync("MY16"));
        Task<string> DoAsync(string handler, Dictionary<string, string> fields) => EquippedCity.RefusedAsync(city.District, $"{here}?handler={handler}", fields);

        Assert.Contains("请写明原因", await DoAsync("Repair", new() { ["kind"] = "microwave", ["quantity"] = "1" }));
        Assert.Equal("", await DoAsync("Repair", new() { ["kind"] = "microwave", ["quantity"] = "1", ["why"] = "不加热" }));
        Assert.Equal((2L, 1L), (await city.HeldAsync("MY15", "microwave"), await city.HeldAsync("MY15", "microwave", "repair")));
        Assert.Contains("没有这么多", await DoAsync("Repaired", new() { ["kind"] = "microwave", ["quantity"] = "2" }));
        Assert.Equal("", await DoAsync("Repaired", new() { ["kind"] = "microwave", ["quantity"] = "1" }));
        Assert.Contains("没有找到这个站点", await DoAsync("Transfer", new() { ["to"] = "没有的站", ["kind"] = "microwave", ["quantity"] = "1" }));
        Assert.Contains("已经在这个站点", await DoAsync("Transfer", new() { ["to"] = "MY15", ["kind"] = "microwave", ["quantity"] = "1" }));
        Assert.Equal("", await DoAsync("Transfer", new() { ["to"] = "MY16", ["kind"] = "microwave", ["quantity"] = "1" }));
        await city.SignAsync("MY16");
        Assert.Equal(1L, await city.HeldAsync("MY16", "microwave"));
        Assert.Contains("密云第15暖心驿站", (await TestHouse.PageAsync(city.District, $"/station-goods/{there}")).QuerySelector("table")!.TextContent);

        Assert.Equal("", await DoAsync("Return", new() { ["kind"] = "microwave", ["quantity"] = "1", ["why"] = "用不上" }));
        var entry = await city.AskAsync<Guid>("SELECT m.id FROM goods_moves m JOIN stations s ON s.id = m.station_id WHERE s.code = 'MY15' AND act = 'return'");
        Assert.Equal("", await DoAsync("Reverse", new() { ["entry"] = $"{entry}", ["why"] = "记错了" }));
        Assert.Contains("已经冲销过", await DoAsync("Reverse", new() { ["entry"] = $"{entry}", ["why"] = "再冲一次" }));
        Assert.Equal(2L, await city.HeldAsync("MY15", "microwave"));
    }

    [Fact]
    public async Task A_write_off_takes_two_people_even_past_the_page()
    {
        await city.StockAsync("MY17", "first-aid-box", 2);
        var (place, keeper) = (await city.PlaceAsync("MY17"), await city.KeeperAsync("MY17"));
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/station-goods/{place}?handler=WriteOff", new() { ["kind"] = "first-aid-box", ["quantity"] = "1", ["why"] = "过期" }));
        var own = await city.AskAsync<Guid>($"SELECT id FROM goods_write_offs WHERE station_id = '{place}'");

        Assert.Contains("谁提出的核销", await EquippedCity.RefusedAsync(city.District, "/goods?handler=Decide", new() { ["asked"] = $"{own}", ["granted"] = "true" }));
        Assert.Equal(2L, await city.HeldAsync("MY17", "first-aid-box"));
        var another = await city.House.StaffAsync(Role.DistrictOfficer, await city.AskAsync<Guid>("SELECT id FROM unions WHERE name = '密云区总工会'"));
        Assert.Equal("", await EquippedCity.RefusedAsync(another, "/goods?handler=Decide", new() { ["asked"] = $"{own}", ["granted"] = "true" }));
        Assert.Equal((1L, 1L), (await city.HeldAsync("MY17", "first-aid-box"), await city.HeldAsync("MY17", "first-aid-box", "gone")));
        Assert.Equal("", await EquippedCity.RefusedAsync(keeper, "/keeper/goods?handler=WriteOff", new() { ["kind"] = "first-aid-box", ["quantity"] = "5", ["why"] = "不见了" }));
        var toomany = await city.AskAsync<Guid>($"SELECT id FROM goods_write_offs WHERE station_id = '{place}' AND decided_at IS NULL");
        Assert.Contains("没有这么多", await EquippedCity.RefusedAsync(another, "/goods?handler=Decide", new() { ["asked"] = $"{toomany}", ["granted"] = "true" }));
        await Assert.ThrowsAsync<PostgresException>(() => city.DoAsync($"INSERT INTO goods_moves (id, act, kind, quantity, from_place, from_id, to_place, to_id, station_id, reason, account_id, second_id, at) SELECT gen_random_uuid(), 'write-off', 'first-aid-box', 1, 'station', '{place}', 'gone', '{place}', '{place}', '过期', a.id, a.id, now() FROM accounts a LIMIT 1"));
    }

    [Fact]
    public async Task A_keeper_below_the_minimum_asks_in_one_tap_and_the_street_officer_finds_it_waiting_until_some_is_sent()
    {
        var (place, keeper) = (await city.PlaceAsync("MY01"), await city.KeeperAsync("MY01"));
        Assert.Equal("", await EquippedCity.RefusedAsync(city.Street, $"/station-goods/{place}?handler=Least", new() { ["kind"] = "bottled-water", ["quantity"] = "48" }));
        Assert.Contains("现有 0，最低 48 瓶", await keeper.GetStringAsync("/keeper"));

        Assert.Equal("", await EquippedCity.RefusedAsync(keeper, "/keeper/goods?handler=Ask", new() { ["kind"] = "bottled-water" }));
        Assert.Contains("已经申请过", await EquippedCity.RefusedAsync(keeper, "/keeper/goods?handler=Ask", new() { ["kind"] = "bottled-water" }));

        Assert.Contains("/goods#asks", await city.Street.GetStringAsync("/desk"));
        Assert.Contains("申请补充瓶装水，现有 0 瓶", await city.Street.GetStringAsync("/goods"));
        await city.StockAsync("MY01", "bottled-water", 50);
        Assert.DoesNotContain("申请补充瓶装水", await city.Street.GetStringAsync("/goods"));
        Assert.DoesNotContain("最低 48", await keeper.GetStringAsync("/keeper"));
    }

    [Fact]
    public async Task Of_a_station_that_is_over_the_branch_sees_what_is_still_there_until_it_came_back()
    {
        await city.StockAsync("MY18", "umbrella", 4);
        var place = await city.PlaceAsync("MY18");
        await city.DoAsync("UPDATE stations SET status = 'retired' WHERE code = 'MY18'");

        var hub = await city.District.GetStringAsync("/goods");
        Assert.Contains("密云第18暖心驿站", hub);
        Assert.Contains("还有 4 件", hub);
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/station-goods/{place}?handler=ReturnAll", []));
        Assert.DoesNotContain("密云第18暖心驿站", await city.District.GetStringAsync("/goods"));
        Assert.Contains("账上没有物资了", await EquippedCity.RefusedAsync(city.District, $"/station-goods/{place}?handler=ReturnAll", []));
    }

    [Fact]
    public async Task A_batch_entered_wrongly_is_reversed_whole_while_all_of_it_is_in_the_store_and_its_money_is_back()
    {
        var (batch, sent) = (await city.BuyAsync("V-1", ("umbrella", "10", "5")), await city.BuyAsync("V-2", ("umbrella", "10", "5")));
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/station-goods/{await city.PlaceAsync("MY19")}?handler=Send", new() { ["from"] = $"{sent:N}", ["kind"] = "umbrella", ["quantity"] = "1" }));

        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/goods/batches/{batch}?handler=Void", []));
        Assert.Contains("已经冲销过", await EquippedCity.RefusedAsync(city.District, $"/goods/batches/{batch}?handler=Void", []));
        Assert.Contains("没有这么多", await EquippedCity.RefusedAsync(city.District, $"/goods/batches/{sent}?handler=Void", []));
        Assert.Equal(100_000_000L, await city.AskAsync<long>($"SELECT fen FROM goods_fund_balances b JOIN goods_batches g ON g.fund_id = b.fund_id WHERE g.id = '{batch}'"));
    }

    [Fact]
    public async Task The_slip_of_a_month_counts_from_records_and_a_month_that_runs_has_none()
    {
        await city.StockAsync("MY20", "raincoat", 9);
        var (place, keeper) = (await city.PlaceAsync("MY20"), await city.KeeperAsync("MY20"));
        await EquippedCity.RefusedAsync(keeper, "/keeper/goods?handler=Give", new() { ["kind"] = "raincoat", ["quantity"] = "4" });
        await city.DoAsync($"ALTER TABLE goods_moves DISABLE TRIGGER goods_moves_stay; UPDATE goods_moves SET at = at - interval '1 month' WHERE station_id = '{place}'; ALTER TABLE goods_moves ENABLE TRIGGER goods_moves_stay; INSERT INTO station_visits (station_id, hour, by_keeper) VALUES ('{place}', date_trunc('hour', now() - interval '1 month'), 17); INSERT INTO station_questions (id, station_id, union_id, about, asked_at, rule, due_on, answer, answered_at) SELECT gen_random_uuid(), id, union_id, about, now() - interval '1 month', 'x', current_date, answer, now() - interval '1 month' FROM stations, (VALUES ('water', 'mended'), ('microwave', 'broken')) q (about, answer) WHERE id = '{place}'");

        foreach (var page in new[] { await keeper.GetStringAsync("/keeper/month"), await city.District.GetStringAsync($"/station-goods/{place}/month") })
            foreach (var said in new[] { "本月 17 人次", "雨衣 9 件", "雨衣 4 件", "修好 1 处", "感谢贵单位" }) Assert.Contains(said, page);
        var from = await city.AskAsync<string>($"SELECT u.name FROM stations s JOIN unions u ON u.id = s.union_id WHERE s.id = '{place}'");
        Assert.Equal($"{from}{Shared.City.Today(TimeProvider.System):yyyy-MM-dd}", (await TestHouse.PageAsync(keeper, "/keeper/month")).QuerySelector(".slip .from")!.TextContent);
        Assert.Contains("已经结束的月份", await keeper.GetStringAsync($"/keeper/month?month={Shared.City.Today(TimeProvider.System):yyyy-MM}"));
        var astray = await keeper.GetStringAsync("/keeper/month?month=never");
        foreach (var said in new[] { "已经结束的月份", "本月 17 人次", "<select id=\"month\"" }) Assert.Contains(said, astray);
    }

    [Fact]
    public async Task Ledgers_are_only_added_to_and_the_check_finds_what_somebody_changed()
    {
        await city.StockAsync("MY21", "umbrella", 2);
        foreach (var sql in new[] { "UPDATE goods_moves SET quantity = 1", "DELETE FROM goods_moves", "TRUNCATE goods_moves CASCADE", "UPDATE goods_fund_entries SET fen = 1", "DELETE FROM goods_fund_entries", "UPDATE goods_batch_lines SET quantity = 1" })
            await Assert.ThrowsAsync<PostgresException>(() => city.DoAsync(sql));
        Assert.Empty((await city.VerifyAsync()).Findings);

        await city.DoAsync("UPDATE goods_balances SET quantity = quantity + 1 WHERE place = 'station' AND id = (SELECT id FROM stations WHERE code = 'MY21'); UPDATE goods_fund_balances SET fen = fen + 1 WHERE fund_id = (SELECT fund_id FROM goods_batches WHERE number = 'MY21-umbrella')");
        Assert.Equal(["equipment.check-balance", "equipment.check-double", "equipment.check-fund"], (await city.VerifyAsync()).Findings.Select(f => f.Key).Order());
        await city.DoAsync("UPDATE goods_balances SET quantity = quantity - 1 WHERE place = 'station' AND id = (SELECT id FROM stations WHERE code = 'MY21'); UPDATE goods_fund_balances SET fen = fen - 1 WHERE fund_id = (SELECT fund_id FROM goods_batches WHERE number = 'MY21-umbrella')");
    }

    async Task<string> UploadAsync(Guid fund, string number, string csv, params (string Kind, string Quantity, string Price)[] typed)
    {
        var page = await TestHouse.PageAsync(city.District, "/goods/batches/new");
        using var form = new MultipartFormDataContent { { new StringContent(((AngleSharp.Html.Dom.IHtmlInputElement)page.QuerySelector("main input[name=__RequestVerificationToken]")!).Value), "__RequestVerificationToken" } };
        foreach (var (field, value) in new Dictionary<string, string> { ["Number"] = number, ["Supplier"] = "某公司", ["Paper"] = "1", ["BoughtOn"] = "2026-01-05", ["FundId"] = $"{fund}" }) form.Add(new StringContent(value), field);
        foreach (var (kind, quantity, price) in typed) { form.Add(new StringContent(quantity), $"quantity.{kind}"); form.Add(new StringContent(price), $"price.{kind}"); }
        form.Add(new StringContent(csv), "Upload", "采购.csv");
        return await (await city.District.PostAsync("/goods/batches/new", form)).Content.ReadAsStringAsync();
    }
}
