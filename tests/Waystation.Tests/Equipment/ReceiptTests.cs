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
        return await (await who.PostAsync($"{page}?handler=Sign", fields)).Content.ReadAsStringAsync();
    }
}
