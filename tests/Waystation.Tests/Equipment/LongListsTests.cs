using System.Net;

namespace Waystation.Equipment;

/// <summary>A branch with more funds and batches than a page shows: it says so, and every one of them is found.</summary>
public sealed class LongListsTests(EquippedCity city) : IClassFixture<EquippedCity>
{
    const int More = 20;

    [Fact]
    public async Task A_fund_beyond_the_list_is_found_by_its_name_and_bought_from()
    {
        Assert.DoesNotContain("其余请按名称查找", await city.District.GetStringAsync("/goods/funds"));
        await city.DoAsync($"INSERT INTO goods_funds (id, union_id, name, made_at) SELECT gen_random_uuid(), f.union_id, '众多经费' || lpad(n::text, 3, '0'), now() FROM (SELECT union_id FROM goods_funds LIMIT 1) f, generate_series(1, {StockLists.Most + More}) n");
        var last = $"众多经费{StockLists.Most + More}";
        var fund = await city.AskAsync<Guid>($"SELECT id FROM goods_funds WHERE name = '{last}'");

        var all = await city.District.GetStringAsync("/goods/funds");
        Assert.Contains("其余请按名称查找", all);
        Assert.DoesNotContain(last, all);
        Assert.Contains("没有找到这样的经费", await city.District.GetStringAsync("/goods/funds?q=%25"));
        Assert.Contains($"/goods/funds/{fund}", await city.District.GetStringAsync($"/goods/funds?q={Uri.EscapeDataString(last)}"));

        Assert.Contains($"/goods/batches/new?FundId={fund}", await city.District.GetStringAsync($"/goods/funds/{fund}"));
        Assert.Null((await TestHouse.PageAsync(city.District, "/goods/batches/new")).QuerySelector($"option[value='{fund}']"));
        Assert.NotNull((await TestHouse.PageAsync(city.District, $"/goods/batches/new?FundId={fund}")).QuerySelector($"option[value='{fund}'][selected]"));
        Assert.Equal(HttpStatusCode.OK, (await city.District.GetAsync($"/goods/batches/new?FundId={Guid.NewGuid()}")).StatusCode);
    }

    [Fact]
    public async Task A_batch_is_found_by_its_number_or_supplier_and_no_sign_stands_for_others()
    {
        var batch = await city.BuyAsync("找得到-7", ("umbrella", "10", "18"));
        async Task<bool> ShownAsync(string sought) => (await city.District.GetStringAsync($"/goods?q={Uri.EscapeDataString(sought)}")).Contains($"/goods/batches/{batch}", StringComparison.Ordinal);

        Assert.True(await ShownAsync("得到-7"));
        Assert.True(await ShownAsync(await city.AskAsync<string>($"SELECT supplier FROM goods_batches WHERE id = '{batch}'")));
        foreach (var other in new[] { "%", "_", "找不到", "\0找得到-8" }) Assert.False(await ShownAsync(other));
        Assert.Contains("没有找到这样的批次", await city.District.GetStringAsync("/goods?q=%25"));
    }
}
