using System.Net;
using AngleSharp.Html.Dom;
using Waystation.Accounts;
using Waystation.Pictures;

namespace Waystation.Equipment;

/// <summary>Who signs for what came, and what shows it.</summary>
public sealed class ReceiptTests(EquippedCity city) : IClassFixture<EquippedCity>
{
    [Fact]
    public async Task A_photo_of_what_came_stands_with_the_receipt_for_those_who_reach_the_station()
    {
        var batch = await city.BuyAsync("照片01", ("umbrella", "10", "1"));
        await SendAsync(batch, "MY03", 10);
        var keeper = await city.KeeperAsync("MY03");

        Assert.Contains("只收 JPEG", await SignAsync(keeper, "/keeper/goods", "no photo"u8.ToArray()));
        Assert.Equal(0, await city.HeldAsync("MY03", "umbrella"));
        Assert.Contains("已签收", await SignAsync(keeper, "/keeper/goods", HandMade.Photo()));

        var picture = await city.AskAsync<Guid>($"SELECT picture_id FROM goods_deliveries WHERE batch_id = '{batch}'");
        Assert.Contains($"/kept-pictures/{picture}", await city.District.GetStringAsync($"/station-goods/{await city.PlaceAsync("MY03")}"));
        foreach (var who in new[] { keeper, city.District }) Assert.Equal(CutJpeg.Of(HandMade.Photo()).Bytes, await who.GetByteArrayAsync($"/kept-pictures/{picture}"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await city.KeeperAsync("MY04")).GetAsync($"/kept-pictures/{picture}")).StatusCode);
    }

    [Fact]
    public async Task Where_no_keeper_can_sign_the_officer_of_the_street_does_and_says_why_and_nobody_else_does()
    {
        var batch = await city.BuyAsync("代签01", ("umbrella", "10", "1"));
        await SendAsync(batch, "MY01", 10);
        var page = $"/station-goods/{await city.PlaceAsync("MY01")}";

        Assert.DoesNotContain("代签收", await city.District.GetStringAsync(page));
        Assert.Contains("请写明原因", await SignAsync(city.Street, page, null, why: " "));
        Assert.Equal(0, await city.HeldAsync("MY01", "umbrella"));
        Assert.Equal("", await SignAsync(city.Street, page, null, why: "店里还没有站长"));

        Assert.Equal(10, await city.HeldAsync("MY01", "umbrella"));
        Assert.Contains("代签：店里还没有站长", await city.District.GetStringAsync(page));
        Assert.Empty((await city.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Whoever_sent_it_does_not_sign_in_the_keepers_place_but_a_colleague_or_the_keeper_does()
    {
        await city.StockAsync("MY16", "umbrella", 10);
        var (place, here) = (await city.PlaceAsync("MY21"), $"/station-goods/{await city.PlaceAsync("MY16")}");
        foreach (var _ in new[] { 1, 2 }) Assert.Equal("", await EquippedCity.RefusedAsync(city.Street, $"{here}?handler=Transfer", new() { ["to"] = "MY21", ["kind"] = "umbrella", ["quantity"] = "5" }));
        var sent = await city.AskAsync<Guid[]>($"SELECT array_agg(id ORDER BY sent_at) FROM goods_deliveries WHERE station_id = '{place}' AND from_place = 'station'");
        Dictionary<string, string> Receipt(Guid delivery) => new() { ["delivery"] = $"{delivery}", ["got.umbrella"] = "5", ["signedFor"] = "店里没有人会用手机" };
        Task<string> TryAsync(HttpClient who, Guid delivery) => EquippedCity.RefusedAsync(who, $"/station-goods/{place}?handler=Sign", Receipt(delivery));

        var page = await TestHouse.PageAsync(city.Street, $"/station-goods/{place}");
        Assert.Null(page.QuerySelector("form[id^=sign-]"));
        Assert.Contains("这批是您发出的", page.Body!.TextContent);
        Assert.Contains("不能再由您代负责人签收", await TryAsync(city.Street, sent[0]));
        Assert.Equal(10L, await city.AskAsync<long>($"SELECT sum(quantity)::bigint FROM goods_balances WHERE place = 'way' AND id IN ('{sent[0]}', '{sent[1]}')"));
        var past = $"UPDATE goods_deliveries SET received_at = now(), received_by = sent_by, signed_for = '没有站长' WHERE id = '{sent[0]}'";
        Assert.Equal("goods_deliveries_second_person", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => city.DoAsync(past))).ConstraintName);
        await city.DoAsync($"BEGIN; ALTER TABLE goods_deliveries DROP CONSTRAINT goods_deliveries_second_person; {past}; ROLLBACK");

        var colleague = await city.House.StaffAsync(Role.SubdistrictOfficer, await city.AskAsync<Guid>("SELECT union_id FROM stations WHERE code = 'MY21'"));
        Assert.Equal("", await TryAsync(colleague, sent[0]));
        Assert.Equal("", await EquippedCity.RefusedAsync(await city.KeeperAsync("MY21"), "/keeper/goods?handler=Sign", Receipt(sent[1])));
        Assert.Equal(0L, await city.AskAsync<long>("SELECT count(*) FROM goods_balances b JOIN goods_deliveries d ON d.id = b.id WHERE b.place = 'way' AND b.quantity > 0 AND d.from_place = 'station'"));
    }

    [Fact]
    public async Task Whoever_counted_in_the_keepers_place_or_took_a_receipt_back_does_not_declare_the_rest_lost()
    {
        var (place, batch) = (await city.PlaceAsync("MY11"), await city.BuyAsync("丢失01", ("raincoat", "10", "1")));
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/station-goods/{place}?handler=Send", new() { ["from"] = $"{batch:N}", ["kind"] = "raincoat", ["quantity"] = "10" }));
        var delivery = await city.AskAsync<Guid>($"SELECT id FROM goods_deliveries WHERE batch_id = '{batch}'");
        Assert.Equal("", await EquippedCity.RefusedAsync(city.Street, $"/station-goods/{place}?handler=Sign", new() { ["delivery"] = $"{delivery}", ["got.raincoat"] = "8", ["why.raincoat"] = "少两件", ["signedFor"] = "没有站长" }));
        Task<string> SettleAsync(HttpClient who, string how, string many) => EquippedCity.RefusedAsync(who, "/goods?handler=Settle", new() { ["delivery"] = $"{delivery}", ["kind"] = "raincoat", ["quantity"] = many, ["how"] = how, ["why"] = "查过了" });

        Assert.Contains("不能再由您认定丢失", await SettleAsync(city.Street, "Lost", "1"));
        foreach (var many in new[] { "0", "-1", "11", "99999999", "两" }) Assert.DoesNotContain("出错了", await SettleAsync(city.District, "Lost", many));
        Assert.Equal("", await SettleAsync(city.Street, "Found", "1"));
        Assert.Equal("", await SettleAsync(city.District, "Lost", "1"));

        var entry = await city.AskAsync<Guid>($"SELECT id FROM goods_moves WHERE delivery_id = '{delivery}' AND act = 'receive'");
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/station-goods/{place}?handler=Reverse", new() { ["entry"] = $"{entry}", ["why"] = "点错了" }));
        Assert.Contains("不能再由您认定丢失", await SettleAsync(city.District, "Lost", "8"));
        Assert.Contains("没有找到这一项", await EquippedCity.RefusedAsync(city.District, "/goods?handler=Settle", new() { ["delivery"] = $"{Guid.NewGuid()}", ["kind"] = "raincoat", ["quantity"] = "1", ["how"] = "Lost", ["why"] = "查" }));
        Assert.Equal("", await SettleAsync(city.District, "Found", "8"));
    }

    [Fact]
    public async Task A_branch_of_too_many_places_is_asked_for_a_street_and_each_street_is_planned_by_itself()
    {
        var batch = await city.BuyAsync("逐街01", ("umbrella", "70", "1"));
        var (url, union) = ($"/goods/batches/{batch}/allocate", await city.AskAsync<Guid>("SELECT union_id FROM stations WHERE code = 'MY01'"));
        await city.DoAsync(
            $"""
            INSERT INTO stations (id, code, slug, name, name_key, kind, union_id, district_code, street_code, created_at, changed_at)
            SELECT gen_random_uuid(), 'Z' || i, 'z' || i, '临时' || i, '临时' || i, 'station', union_id, district_code, (SELECT max(code) FROM divisions WHERE parent_code = '110118' AND level = 'street'), now(), now() FROM stations, generate_series(1, {PlanDeliveries.MostOfBranch}) i WHERE code = 'MY01'
            """);
        try
        {
            Assert.Contains("请先在上面选一个街道", await city.District.GetStringAsync(url));
            Assert.Empty((await TestHouse.PageAsync(city.District, url)).QuerySelectorAll("main table input"));
            var streets = await city.AskAsync<string[]>("SELECT array_agg(DISTINCT street_code) FROM stations WHERE code LIKE 'MY%'");
            Assert.Equal("", await PlanAsync($"{url}?street={streets[0]}"));
            Assert.Equal("", await PlanAsync($"{url}?street={streets[1]}"));
            Assert.Equal(2L, await city.AskAsync<long>($"SELECT count(DISTINCT s.street_code) FROM goods_deliveries d JOIN stations s ON s.id = d.station_id WHERE d.batch_id = '{batch}' AND d.recalled_at IS NULL"));
            Assert.Contains("在库只有 56", await PlanAsync($"{url}?street={streets[2]}", each: 60));
        }
        finally
        {
            await city.DoAsync("DELETE FROM stations WHERE code LIKE 'Z%'");
        }
    }

    /// <summary>One of each to every place of the street, or more to the first.</summary>
    async Task<string> PlanAsync(string url, int each = 1)
    {
        var fields = (await TestHouse.PageAsync(city.District, url)).QuerySelectorAll("form[method=post] table input").ToDictionary(i => i.GetAttribute("name")!, _ => $"{each}");
        return await EquippedCity.RefusedAsync(city.District, url, fields);
    }

    async Task SendAsync(Guid batch, string code, int quantity) =>
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/station-goods/{await city.PlaceAsync(code)}?handler=Send", new() { ["from"] = $"{batch:N}", ["kind"] = "umbrella", ["quantity"] = $"{quantity}" }));

    /// <summary>As the form sends it; what the page says then, nothing where it sends on.</summary>
    static async Task<string> SignAsync(HttpClient who, string page, byte[]? photo, string? why = null)
    {
        var form = (IHtmlFormElement)(await TestHouse.PageAsync(who, page)).QuerySelector("form[id^=sign-]")!;
        using var fields = new MultipartFormDataContent();
        foreach (var input in form.QuerySelectorAll("input[name]:not([type=file])").Cast<IHtmlInputElement>()) fields.Add(new StringContent(input.Name == "signedFor" ? why ?? "" : input.Value), input.Name!);
        if (photo is not null) fields.Add(new ByteArrayContent(photo), "photo", "photo.jpg");
        var answer = await who.PostAsync($"{page}?handler=Sign", fields);
        return answer.Headers.Location is { OriginalString: var on } && on != page ? await who.GetStringAsync(on) : await answer.Content.ReadAsStringAsync();
    }
}
