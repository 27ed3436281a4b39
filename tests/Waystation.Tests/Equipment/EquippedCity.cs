using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Keepers;
using Waystation.Places;

namespace Waystation.Equipment;

/// <summary>密云 with two workers' homes and 33 stations in its streets, an officer of the district, one of 密云镇, and a keeper for each place who asks for one.</summary>
public sealed class EquippedCity : IAsyncLifetime
{
    public const int Homes = 2, Stations = 33;

    readonly Dictionary<string, HttpClient> keepers = [];

    public TestHouse House { get; private set; } = null!;
    public HttpClient District { get; private set; } = null!;
    public HttpClient Street { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var world = await PlacesWorld.BeijingAsync();
        var streets = await StreetsAsync(world);
        await world.ImportAsync([.. Enumerable.Range(1, Homes + Stations).Select(i => streets[(i - 1) % streets.Count] is var (street, union) ? new Row
        {
            Code = $"MY{i:00}", Name = i <= Homes ? $"密云第{i}职工之家" : $"密云第{i}暖心驿站", Kind = i <= Homes ? "职工之家" : "暖心驿站", District = "密云区", Street = street, Union = union,
            Hours = "24小时", Lat = $"40.3{i:00}", Lon = "116.85", Facilities = i % 3 == 0 ? "饮水机、微波炉" : "饮水机",
        } : throw new InvalidOperationException())]);
        House = await TestHouse.OnAsync(world.Database);
        await PlacesWorld.LoadAsync(House);
        District = await House.StaffAsync(Role.DistrictOfficer, await AskAsync<Guid>("SELECT id FROM unions WHERE name = '密云区总工会'"));
        Street = await House.StaffAsync(Role.SubdistrictOfficer, await AskAsync<Guid>("SELECT union_id FROM stations WHERE code = 'MY01'"));
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    public Task<Guid> PlaceAsync(string code) => AskAsync<Guid>($"SELECT id FROM stations WHERE code = '{code}'");

    public async Task<HttpClient> KeeperAsync(string code)
    {
        if (keepers.TryGetValue(code, out var known)) return known;
        return keepers[code] = await House.KeeperAsync(await AskAsync<Guid>($"SELECT union_id FROM stations WHERE code = '{code}'"), await PlaceAsync(code));
    }

    /// <summary>With so many yuan in it.</summary>
    public async Task<Guid> FundAsync(string name, string yuan)
    {
        var opened = await TestHouse.PostFormAsync(District, "/goods/funds", new() { ["name"] = name });
        var fund = Guid.Parse(opened.Headers.Location!.OriginalString.Split('/')[^1]);
        Assert.Equal(HttpStatusCode.Redirect, (await TestHouse.PostFormAsync(District, $"/goods/funds/{fund}?handler=Grant", new() { ["yuan"] = yuan, ["paper"] = "密工发〔2026〕1号" })).StatusCode);
        return fund;
    }

    public async Task<HttpResponseMessage> TryBuyAsync(string number, Guid fund, params (string Kind, string Quantity, string Price)[] items)
    {
        Dictionary<string, string> form = new() { ["Number"] = number, ["Supplier"] = "密云供销社", ["Paper"] = "合同1号", ["BoughtOn"] = "2026-01-05", ["FundId"] = $"{fund}" };
        foreach (var (kind, quantity, price) in items) (form[$"quantity.{kind}"], form[$"price.{kind}"]) = (quantity, price);
        return await TestHouse.PostFormAsync(District, "/goods/batches/new", form);
    }

    public async Task<Guid> BuyAsync(string number, params (string Kind, string Quantity, string Price)[] items)
    {
        var bought = await TryBuyAsync(number, await FundAsync($"经费{number}", "1000000"), items);
        Assert.True(bought.StatusCode is HttpStatusCode.Redirect, await bought.Content.ReadAsStringAsync());
        return Guid.Parse(bought.Headers.Location!.OriginalString.Split('/')[^1]);
    }

    /// <summary>Bought, sent to one place and signed for there.</summary>
    public async Task StockAsync(string code, string kind, int quantity)
    {
        var batch = await BuyAsync($"{code}-{kind}", (kind, $"{quantity}", "1"));
        Assert.Equal("", await RefusedAsync(District, $"/station-goods/{await PlaceAsync(code)}?handler=Send", new() { ["from"] = $"{batch:N}", ["kind"] = kind, ["quantity"] = $"{quantity}" }));
        await SignAsync(code);
    }

    /// <summary>The keeper counts all that was sent, unless fewer are named.</summary>
    public async Task SignAsync(string code, Dictionary<string, string>? otherwise = null)
    {
        var keeper = await KeeperAsync(code);
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)(await TestHouse.PageAsync(keeper, "/keeper/goods")).QuerySelector("form[id^=sign-]")!;
        var fields = form.QuerySelectorAll("input").Where(i => i.HasAttribute("name")).ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        foreach (var (field, value) in otherwise ?? []) fields[field] = value;
        var signed = await keeper.PostAsync("/keeper/goods?handler=Sign", new FormUrlEncodedContent(fields));
        var page = signed.Headers.Location is { } on ? await keeper.GetStringAsync(on.OriginalString) : await signed.Content.ReadAsStringAsync();
        Assert.True(page.Contains("已签收", StringComparison.Ordinal), page);
    }

    /// <summary>What the refused form says; empty where it was taken.</summary>
    public static async Task<string> RefusedAsync(HttpClient who, string url, Dictionary<string, string> fields)
    {
        var answer = await Joining.JoiningPagesTests.PressAsync(who, "/sessions", url, fields);
        if (answer.StatusCode is HttpStatusCode.Redirect) return "";
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        return page.QuerySelector(".validation-summary-errors")?.TextContent.Trim() ?? (page.QuerySelector("[role=status]") is not null ? "" : page.Body!.TextContent);
    }

    public Task<long> HeldAsync(string code, string kind, string place = "station") => AskAsync<long>($"SELECT coalesce((SELECT quantity FROM goods_balances b JOIN stations s ON s.id = b.id WHERE s.code = '{code}' AND b.kind = '{kind}' AND b.place = '{place}'), 0)");

    public Task<StockCheck> VerifyAsync() => new VerifyStock(House.House).RunAsync(default);

    public async Task<T> AskAsync<T>(string sql) => (T)(await House.House.Database.Source.CreateCommand(sql).ExecuteScalarAsync())!;

    public async Task DoAsync(string sql) => await House.House.Database.Source.CreateCommand(sql).ExecuteNonQueryAsync();

    static async Task<List<(string Street, string Union)>> StreetsAsync(PlacesWorld world)
    {
        await using var ask = world.Database.Source.CreateCommand("SELECT d.name, u.name FROM divisions d JOIN unions u ON u.division_code = d.code WHERE d.parent_code = '110118' AND d.level = 'street' ORDER BY d.code LIMIT 5");
        await using var row = await ask.ExecuteReaderAsync();
        List<(string, string)> streets = [];
        while (await row.ReadAsync()) streets.Add((row.GetString(0), row.GetString(1)));
        return streets;
    }
}
