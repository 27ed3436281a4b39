using System.Net;
using AngleSharp.Html.Dom;
using Waystation.Equipment;

namespace Waystation.Scenarios;

/// <summary>
/// S13 驿站配备: 2 workers' homes and 33 stations of 密云 are equipped with eight kinds of things out of one batch of more than 2,000. The table of the purchase is uploaded,
/// spread by a rule, sent, and counted by each keeper; at the end every thing of the batch is where a keeper signed for it.
/// </summary>
public sealed class S13Tests(EquippedCity city) : IClassFixture<EquippedCity>
{
    static readonly (string Item, int Quantity, string Price)[] bought =
        [("桌椅", 70, "380"), ("医药箱", 35, "96.5"), ("饮水机", 35, "410"), ("微波炉", 35, "299"), ("雨伞", 700, "18.8"), ("雨衣", 700, "12"), ("手机充电线", 350, "9.9"), ("打气筒", 175, "35")];

    [Fact]
    public async Task Two_homes_and_33_stations_sign_for_every_thing_of_one_batch()
    {
        var batch = await UploadAsync();
        await ShareOutAsync(batch);
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/goods/batches/{batch}?handler=Send", new() { ["all"] = "true" }));
        var codes = Enumerable.Range(1, EquippedCity.Homes + EquippedCity.Stations).Select(i => $"MY{i:00}").ToArray();
        foreach (var code in codes) await city.SignAsync(code, code == "MY07" ? new() { ["got.umbrella"] = "18", ["why.umbrella"] = "箱内少两把" } : null);

        Assert.Contains("雨伞少 2 把", await city.District.GetStringAsync("/goods"));
        var delivery = await city.AskAsync<Guid>($"SELECT d.id FROM goods_deliveries d JOIN stations s ON s.id = d.station_id WHERE s.code = 'MY07' AND d.batch_id = '{batch}'");
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, "/goods?handler=Settle", new() { ["delivery"] = $"{delivery}", ["kind"] = "umbrella", ["quantity"] = "2", ["how"] = "Found", ["why"] = "供应商补送" }));

        var (places, kinds, things) = (await city.AskAsync<long>("SELECT count(DISTINCT id) FROM goods_balances WHERE place = 'station' AND quantity > 0"), await city.AskAsync<long>("SELECT count(DISTINCT kind) FROM goods_balances WHERE place = 'station' AND quantity > 0"), await city.AskAsync<long>("SELECT sum(quantity)::bigint FROM goods_balances WHERE place = 'station'"));
        var check = await city.VerifyAsync();
        Assert.Equal((35L, 8L, bought.Sum(b => (long)b.Quantity)), (places, kinds, things));
        Assert.Equal(things, check.Bought);
        Assert.Empty(check.Findings);
        Assert.Equal(0L, await city.AskAsync<long>("SELECT count(*) FROM goods_balances WHERE place IN ('batch', 'way') AND quantity > 0"));
        var fen = await city.AskAsync<long>($"SELECT -fen FROM goods_fund_entries WHERE batch_id = '{batch}'");
        Assert.Equal(bought.Sum(b => (long)(b.Quantity * decimal.Parse(b.Price, System.Globalization.CultureInfo.InvariantCulture) * 100)), fen);
        Assert.Contains("密云2023-01", (await TestHouse.PageAsync(city.District, $"/station-goods/{await city.PlaceAsync("MY01")}")).QuerySelector("table")!.TextContent);
        TestContext.Current.TestOutputHelper?.WriteLine($"S13: {EquippedCity.Homes} homes + {EquippedCity.Stations} stations, {kinds} kinds, {things} things in one batch for {fen / 100m:N2} yuan; {await city.AskAsync<long>("SELECT count(*) FROM goods_deliveries WHERE received_at IS NOT NULL")} receipts, 1 difference of 2 settled; ledger agrees in {check.Moves} moves");
    }

    async Task<Guid> UploadAsync()
    {
        var fund = await city.FundAsync("2023 年驿站配备专项", "200000");
        var page = await TestHouse.PageAsync(city.District, "/goods/batches/new");
        using var form = new MultipartFormDataContent { { new StringContent(((IHtmlInputElement)page.QuerySelector("main input[name=__RequestVerificationToken]")!).Value), "__RequestVerificationToken" } };
        foreach (var (field, value) in new Dictionary<string, string> { ["Number"] = "密云2023-01", ["Supplier"] = "密云供销社", ["Paper"] = "采购合同 2023-01", ["BoughtOn"] = "2023-06-01", ["FundId"] = $"{fund}" }) form.Add(new StringContent(value), field);
        form.Add(new StringContent($"密云区驿站配备采购明细\n序号,物品名称,采购数量,单价（元）\n{string.Join('\n', bought.Select((b, i) => $"{i + 1},{b.Item},{b.Quantity},{b.Price}"))}\n"), "Upload", "采购明细.csv");
        var answer = await city.District.PostAsync("/goods/batches/new", form);
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return Guid.Parse(answer.Headers.Location!.OriginalString.Split('/')[^1]);
    }

    /// <summary>The proposal as it stands: each the same.</summary>
    async Task ShareOutAsync(Guid batch)
    {
        var page = await TestHouse.PageAsync(city.District, $"/goods/batches/{batch}/allocate");
        var fields = page.QuerySelectorAll("form[method=post] table input").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        Assert.Equal((35 * 8, bought.Sum(b => b.Quantity)), (fields.Count, fields.Values.Sum(int.Parse)));
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/goods/batches/{batch}/allocate", fields));
    }
}
