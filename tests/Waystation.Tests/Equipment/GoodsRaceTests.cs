namespace Waystation.Equipment;

/// <summary>Many write at once; with the constraint away the same rush takes what is not there.</summary>
public sealed class GoodsRaceTests(EquippedCity city) : IClassFixture<EquippedCity>
{
    [Fact]
    public async Task Of_eight_who_take_the_last_three_at_once_three_do_and_without_the_guard_all_would()
    {
        await city.StockAsync("MY05", "raincoat", 3);
        await city.StockAsync("MY06", "raincoat", 3);

        Assert.Equal(3, await RushAsync("MY05"));
        Assert.Equal(0L, await city.HeldAsync("MY05", "raincoat"));
        Assert.DoesNotContain((await city.VerifyAsync()).Findings, finding => finding.Key != "equipment.check-fund");

        await city.DoAsync("ALTER TABLE goods_balances DROP CONSTRAINT goods_balances_never_below_zero");
        Assert.Equal(8, await RushAsync("MY06"));
        Assert.Equal(-5L, await city.HeldAsync("MY06", "raincoat"));
        Assert.Contains((await city.VerifyAsync()).Findings, finding => finding.Key == "equipment.check-below-zero");
    }

    [Fact]
    public async Task Of_eight_who_spend_forty_of_a_hundred_at_once_two_do_and_without_the_guard_all_would()
    {
        var (fund, unguarded) = (await city.FundAsync("甲经费", "100"), await city.FundAsync("乙经费", "100"));

        Assert.Equal(2, await SpendAsync(fund));
        Assert.Equal(2_000L, await city.AskAsync<long>($"SELECT fen FROM goods_fund_balances WHERE fund_id = '{fund}'"));

        await city.DoAsync("ALTER TABLE goods_fund_balances DROP CONSTRAINT goods_fund_balances_never_below_zero");
        Assert.Equal(8, await SpendAsync(unguarded));
    }

    async Task<int> RushAsync(string code)
    {
        var keeper = await city.KeeperAsync(code);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => EquippedCity.RefusedAsync(keeper, "/keeper/goods?handler=Give", new() { ["kind"] = "raincoat", ["quantity"] = "1" }))));
        Assert.All(answers.Where(a => a.Length > 0), a => Assert.Contains("没有这么多", a));
        return answers.Count(a => a.Length == 0);
    }

    async Task<int> SpendAsync(Guid fund)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => EquippedCity.RefusedAsync(city.District, $"/goods/funds/{fund}?handler=Spend", new() { ["yuan"] = "40", ["paper"] = "报销单" }))));
        Assert.All(answers.Where(a => a.Length > 0), a => Assert.Contains("余额不足", a));
        return answers.Count(a => a.Length == 0);
    }
}
