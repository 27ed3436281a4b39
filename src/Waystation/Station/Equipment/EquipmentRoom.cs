using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;

namespace Waystation.Equipment;

/// <summary>What this room brings to the web program.</summary>
public static class EquipmentRoom
{
    public static readonly IReadOnlyList<Wait> Waits =
    [
        new("equipment.wait-asks", Right.KeepGoods, async (all, ct) => new(await ListsOf(all).OpenAsks.CountAsync(ct), "/goods#asks")),
        new("equipment.wait-write-offs", Right.KeepGoods, async (all, ct) => new((await ListsOf(all).WriteOffsAsync(ct)).Count(one => !one.IsMine), "/goods#write-offs")),
        new("equipment.wait-differences", Right.KeepGoods, async (all, ct) => new((await ListsOf(all).DifferencesAsync(ct)).Count, "/goods#differences")),
        new("equipment.wait-left-behind", Right.KeepGoods, async (all, ct) => new((await ListsOf(all).LeftBehindAsync(ct)).Count, "/goods#left-behind")),
    ];

    public static void AddEquipment(this IServiceCollection services) =>
        services.AddSingleton<GoodsCatalogue>().AddScoped<BatchForm>().AddScoped<GoodsLedger>().AddScoped<FundLedger>().AddScoped<StockLists>().AddScoped<StationBook>().AddScoped<BuyGoods>().AddScoped<PlanDeliveries>()
            .AddScoped<SendGoods>().AddScoped<SignForGoods>().AddScoped<UseGoods>().AddScoped<WriteOffGoods>().AddScoped<AskForGoods>()
            .AddScoped<KeeperGoods>().AddScoped<TakeGoodsList>().AddScoped<DrawUpSlip>();

    static StockLists ListsOf(IServiceProvider all) => all.GetRequiredService<StockLists>();
}
