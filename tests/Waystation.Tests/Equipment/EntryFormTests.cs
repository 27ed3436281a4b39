using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Waystation.Equipment;

/// <summary>A button pressed twice, a page sent again, a figure that was refused: no line doubles, and no word is to be typed anew.</summary>
public sealed class EntryFormTests(EquippedCity city) : IClassFixture<EquippedCity>
{
    [Fact]
    public async Task A_form_of_money_sent_six_times_at_once_is_entered_once_and_without_its_number_six_times()
    {
        var fund = await city.FundAsync("连点经费", "100");

        var answers = await SpendAsync(fund, Guid.NewGuid());

        Assert.Equal(1, answers.Count(a => a.Length == 0));
        Assert.All(answers.Where(a => a.Length > 0), a => Assert.Contains("没有重复办理", a));
        Assert.Equal(9_000L, await BalanceAsync(fund));

        Assert.Equal(6, (await SpendAsync(fund, null)).Count(a => a.Length == 0));
        Assert.Equal(3_000L, await BalanceAsync(fund));
    }

    [Fact]
    public async Task What_was_refused_may_be_sent_again_with_the_same_number()
    {
        var (fund, number) = (await city.FundAsync("改数经费", "100"), Guid.NewGuid());

        await city.DoAsync("INSERT INTO forms_entered (id, at) VALUES (gen_random_uuid(), now() - interval '32 days')");

        Assert.Contains("余额不足", await EquippedCity.RefusedAsync(city.District, $"/goods/funds/{fund}?handler=Spend", new() { ["yuan"] = "101", ["paper"] = "报销单", ["once"] = $"{number}" }));
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/goods/funds/{fund}?handler=Spend", new() { ["yuan"] = "10", ["paper"] = "报销单", ["once"] = $"{number}" }));

        Assert.Equal(9_000L, await BalanceAsync(fund));
        Assert.False(await city.AskAsync<bool>("SELECT EXISTS (SELECT FROM forms_entered WHERE at < now() - interval '31 days')"));
    }

    [Fact]
    public async Task Things_handed_out_or_sent_by_one_form_leave_once()
    {
        await city.StockAsync("MY07", "raincoat", 9);
        var (keeper, place, other) = (await city.KeeperAsync("MY07"), await city.PlaceAsync("MY07"), (await city.AskAsync<string>("SELECT name FROM stations WHERE code = 'MY08'")));
        Dictionary<string, string> give = new() { ["kind"] = "raincoat", ["quantity"] = "2", ["once"] = $"{Guid.NewGuid()}" }, move = new() { ["kind"] = "raincoat", ["quantity"] = "3", ["to"] = other, ["once"] = $"{Guid.NewGuid()}" };

        Assert.Equal("", await EquippedCity.RefusedAsync(keeper, "/keeper/goods?handler=Give", give));
        Assert.Contains("没有重复办理", await EquippedCity.RefusedAsync(keeper, "/keeper/goods?handler=Give", give));
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/station-goods/{place}?handler=Transfer", move));
        Assert.Contains("没有重复办理", await EquippedCity.RefusedAsync(city.District, $"/station-goods/{place}?handler=Transfer", move));

        Assert.Equal(4L, await city.HeldAsync("MY07", "raincoat"));
        Assert.Equal(1L, await city.AskAsync<long>("SELECT count(*) FROM goods_deliveries d JOIN stations s ON s.id = d.station_id WHERE s.code = 'MY08'"));
    }

    [Fact]
    public async Task Every_form_that_enters_into_a_ledger_bears_a_number_of_its_own()
    {
        var fund = await city.FundAsync("编号经费", "100");
        await city.StockAsync("MY09", "raincoat", 2);
        List<string> numbers = [];

        foreach (var (who, url) in new[] { (city.District, $"/goods/funds/{fund}"), (city.District, $"/station-goods/{await city.PlaceAsync("MY09")}"), (await city.KeeperAsync("MY09"), "/keeper/goods") })
        {
            var page = await TestHouse.PageAsync(who, url);
            var forms = page.QuerySelectorAll("main form").Where(form => new[] { "Grant", "Spend", "Send", "Transfer", "Give", "Return", "Repair", "Repaired" }.Any(act => form.GetAttribute("action")!.EndsWith($"handler={act}", StringComparison.OrdinalIgnoreCase))).ToList();
            Assert.NotEmpty(forms);
            foreach (var form in forms) numbers.Add(form.QuerySelector("input[name=once]")!.GetAttribute("value")!);
        }

        Assert.Equal(numbers.Count, numbers.Distinct().Count());
    }

    [Fact]
    public async Task A_refused_entry_is_shown_as_it_was_typed_and_no_other_form_with_it()
    {
        var fund = await city.FundAsync("改写经费", "100");
        await city.StockAsync("MY12", "raincoat", 2);

        var money = await ShownAsync(city.District, $"/goods/funds/{fund}?handler=Spend", new() { ["yuan"] = "101", ["paper"] = "报销单7", ["note"] = "换灯管<b>" });
        Assert.Equal(("101", "报销单7", "换灯管<b>"), (Value(money, "yuan-Spend"), Value(money, "paper-Spend"), Value(money, "note-Spend")));
        Assert.Equal(("", ""), (Value(money, "yuan-Grant"), Value(money, "paper-Grant")));
        Assert.True(money.GetElementById("yuan-Spend")!.Closest("details")!.HasAttribute("open"));
        Assert.False(money.GetElementById("yuan-Grant")!.Closest("details")!.HasAttribute("open"));

        var things = await ShownAsync(city.District, $"/station-goods/{await city.PlaceAsync("MY12")}?handler=Return", new() { ["kind"] = "raincoat", ["quantity"] = "3", ["why"] = "换季收回" });
        Assert.Equal(("3", "换季收回", ""), (Value(things, "quantity-Return"), Value(things, "why-Return"), Value(things, "why-Repair")));
    }

    async Task<string[]> SpendAsync(Guid fund, Guid? number) => await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
    {
        Dictionary<string, string> form = new() { ["yuan"] = "10", ["paper"] = "报销单" };
        if (number is { } once) form["once"] = $"{once}";
        return EquippedCity.RefusedAsync(city.District, $"/goods/funds/{fund}?handler=Spend", form);
    })));

    Task<long> BalanceAsync(Guid fund) => city.AskAsync<long>($"SELECT fen FROM goods_fund_balances WHERE fund_id = '{fund}'");

    static string Value(IHtmlDocument page, string id) => ((IHtmlInputElement)page.GetElementById(id)!).Value;

    static async Task<IHtmlDocument> ShownAsync(HttpClient who, string url, Dictionary<string, string> form)
    {
        var answer = await Joining.JoiningPagesTests.PressAsync(who, "/sessions", url, form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}
