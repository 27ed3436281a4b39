using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Keepers;
using Waystation.Pictures;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment.Pages;

/// <summary>A keeper's things: what is to be signed for, what there is, what is handed out, mended, written off, asked for.</summary>
[ForStaff(Right.KeepOwnStation)]
[PhotoForm]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class KeeperGoodsModel(KeptStation kept, KeeperGoods goods, StockLists lists, GoodsCatalogue catalogue, SignForGoods sign, UseGoods use, WriteOffGoods writeOff, AskForGoods asking) : PageModel
{
    static readonly string[] doings = ["signed", "given", "entered", "asked-off", "asked"];

    public Station Station { get; private set; } = null!;
    public IReadOnlyList<Delivery> ToSign { get; private set; } = [];
    public IReadOnlyList<LowStock> Low { get; private set; } = [];
    public IReadOnlyList<Stock> Held { get; private set; } = [];

    /// <summary>What has just been done.</summary>
    public string? Done { get; private set; }

    public IReadOnlyList<GoodsItem> HeldItems => [.. Held.Where(stock => stock.Place is GoodsPlace.Station).Select(stock => catalogue.Of(stock.Kind))];
    public IReadOnlyList<GoodsItem> RepairItems => [.. Held.Where(stock => stock.Place is GoodsPlace.Repair).Select(stock => catalogue.Of(stock.Kind))];
    public IReadOnlyList<GoodsItem> ToGive => [.. HeldItems.Where(item => item.IsConsumable)];

    public GoodsItem Of(string kind) => catalogue.Of(kind);

    public async Task<IActionResult> OnGetAsync(string? done, CancellationToken ct)
    {
        if (await kept.OwnAsync(ct) is not { } own) return NotFound();

        Done = doings.Contains(done) ? Words.Say($"equipment.done-{done}") : null;
        return await ShowAsync(own, ct);
    }

    public Task<IActionResult> OnPostSignAsync(Guid delivery, CancellationToken ct) => DoAsync("signed", async () =>
    {
        var sent = await lists.DeliveryAsync(delivery, ct) ?? throw new Refusal(Say.NotUnderWay);
        await sign.RunAsync(sent, Receipt.Counted(sent, Request.Form), null, Receipt.Photo(Request.Form), ct);
    }, ct);

    public Task<IActionResult> OnPostGiveAsync(string? kind, int quantity, string? taker, CancellationToken ct) => DoAsync("given", () => use.GiveAsync(Station, kind, quantity, taker, ct), ct);

    public Task<IActionResult> OnPostRepairAsync(string? kind, int quantity, string? why, CancellationToken ct) => DoAsync("entered", () => use.RepairAsync(Station, kind, quantity, why, ct), ct);

    public Task<IActionResult> OnPostRepairedAsync(string? kind, int quantity, CancellationToken ct) => DoAsync("entered", () => use.RepairedAsync(Station, kind, quantity, ct), ct);

    public Task<IActionResult> OnPostWriteOffAsync(string? kind, int quantity, string? why, CancellationToken ct) => DoAsync("asked-off", () => writeOff.AskAsync(Station, kind, quantity, why, ct), ct);

    public Task<IActionResult> OnPostAskAsync(string? kind, CancellationToken ct) => DoAsync("asked", () => asking.RunAsync(Station, kind, ct), ct);

    /// <summary>A page that is loaded again does nothing twice.</summary>
    async Task<IActionResult> DoAsync(string done, Func<Task> act, CancellationToken ct)
    {
        if (await kept.OwnAsync(ct) is not { } own) return NotFound();

        Station = own;
        try
        {
            await act();
            return LocalRedirect($"/keeper/goods?done={done}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return await ShowAsync(own, ct);
        }
    }

    async Task<IActionResult> ShowAsync(Station own, CancellationToken ct)
    {
        Station = own;
        (ToSign, Low, Held) = (await goods.ToSignAsync(own, ct), await goods.LowAsync(own, ct), await lists.OfStationAsync(own.Id, ct));
        return Page();
    }
}
