using System.Net;

namespace Waystation.Equipment;

/// <summary>A fund that has gone on for long: every entry of it can still be read, taken along and reversed.</summary>
public sealed class FundLedgerTests(EquippedCity city) : IClassFixture<EquippedCity>
{
    const int Later = 520;

    [Fact]
    public async Task A_purchase_is_reversed_with_its_money_however_many_entries_came_after_it()
    {
        var fund = await city.FundAsync("走了很久的经费", "1000");
        var bought = await city.TryBuyAsync("久01", fund, ("umbrella", "10", "18"));
        Assert.Equal(HttpStatusCode.Redirect, bought.StatusCode);
        await GoOnAsync(fund);

        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"{bought.Headers.Location!.OriginalString}?handler=Void", []));

        Assert.Equal(100_000L + Later, await city.AskAsync<long>($"SELECT fen FROM goods_fund_balances WHERE fund_id = '{fund}'"));
        Assert.Empty((await city.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Its_first_entry_is_reversed_as_its_last_one_is_and_an_entry_of_another_fund_is_not()
    {
        var (fund, other) = (await city.FundAsync("首笔记错的经费", "7"), await city.FundAsync("别的经费", "9"));
        await GoOnAsync(fund);
        Task<Guid> FirstAsync(Guid of) => city.AskAsync<Guid>($"SELECT id FROM goods_fund_entries WHERE fund_id = '{of}' ORDER BY nth LIMIT 1");
        async Task<string> ReverseAsync(Guid entry) => await EquippedCity.RefusedAsync(city.District, $"/goods/funds/{fund}?handler=Reverse", new() { ["entry"] = $"{entry}", ["why"] = "记错" });

        Assert.Contains("没有这一笔", await ReverseAsync(await FirstAsync(other)));
        Assert.Equal("", await ReverseAsync(await FirstAsync(fund)));

        Assert.Equal((long)Later, await city.AskAsync<long>($"SELECT fen FROM goods_fund_balances WHERE fund_id = '{fund}'"));
    }

    [Fact]
    public async Task The_page_says_that_there_are_older_entries_and_the_file_has_all_of_them_with_the_balance_after_each()
    {
        var fund = await city.FundAsync("可下载的经费", "7.50");
        Assert.DoesNotContain("更早的", await city.District.GetStringAsync($"/goods/funds/{fund}"));
        await GoOnAsync(fund);

        Assert.Contains("更早的", await city.District.GetStringAsync($"/goods/funds/{fund}"));
        var lines = (await city.District.GetStringAsync($"/goods/funds/{fund}?handler=Export&kind=csv")).Trim().Split("\r\n");

        Assert.Equal(1 + 1 + Later, lines.Length);
        Assert.Contains(",7.50,7.50,", lines[1]);
        Assert.Contains($",0.01,{(750 + Later) / 100m:0.00},", lines[^1]);
    }

    [Fact]
    public async Task What_went_out_is_a_number_below_zero_in_the_file_and_what_would_calculate_is_not()
    {
        var fund = await city.FundAsync("有支出的经费", "7.50");
        Assert.Equal("", await EquippedCity.RefusedAsync(city.District, $"/goods/funds/{fund}?handler=Spend", new() { ["yuan"] = "2.50", ["paper"] = "=1+1", ["note"] = "-1+1" }));

        Assert.Contains(",-2.50,5.00,'=1+1,'-1+1,", await city.District.GetStringAsync($"/goods/funds/{fund}?handler=Export&kind=csv"));
    }

    /// <summary>So many fen come in, one by one.</summary>
    Task GoOnAsync(Guid fund) => city.DoAsync(
        $"INSERT INTO goods_fund_entries (id, fund_id, kind, fen, paper, note, account_id, at) SELECT gen_random_uuid(), '{fund}', 'grant', 1, '逐笔', '', (SELECT account_id FROM goods_fund_entries WHERE fund_id = '{fund}' LIMIT 1), now() FROM generate_series(1, {Later})");
}
