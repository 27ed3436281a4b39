using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Evidence;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment.Pages;

/// <summary>Days and times as these pages write them.</summary>
static class Told
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Time(DateTime at) => City.LocalTime(new DateTimeOffset(at, TimeSpan.Zero)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>Things of the branch: what waits, what was bought, what stands in the store.</summary>
[ForStaff(Right.KeepGoods, toRead: Right.SeeStations)]
public sealed class GoodsModel(Desk desk, StockLists lists, GoodsCatalogue catalogue, SendGoods send, WriteOffGoods writeOff, AskForGoods asking, BranchStations branch) : PageModel
{
    public static readonly GoodsAct[] Ways = [GoodsAct.Found, GoodsAct.Recall, GoodsAct.Lost];

    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    public bool IsSearch => !string.IsNullOrWhiteSpace(Q);
    public IReadOnlyList<Station> Found { get; private set; } = [];
    public IReadOnlyList<Asked> Asks { get; private set; } = [];
    public IReadOnlyList<AskedOff> WriteOffs { get; private set; } = [];
    public IReadOnlyList<Difference> Differences { get; private set; } = [];
    public IReadOnlyList<LeftBehind> LeftBehind { get; private set; } = [];
    public IReadOnlyList<PurchaseBatch> Batches { get; private set; } = [];
    public IReadOnlyList<Stock> Store { get; private set; } = [];

    public GoodsItem Of(string kind) => catalogue.Of(kind);

    public async Task OnGetAsync(CancellationToken ct) => await ShowAsync(ct);

    public Task<IActionResult> OnPostNotNowAsync(Guid ask, CancellationToken ct) => DoAsync(async () =>
    {
        await asking.NotNowAsync(await desk.FindAsync<GoodsAsk>(ask, ct) ?? throw new Refusal(Say.NotHere), ct);
    }, ct);

    public Task<IActionResult> OnPostDecideAsync(Guid asked, bool granted, CancellationToken ct) => DoAsync(async () =>
    {
        await writeOff.DecideAsync(await desk.FindAsync<WriteOff>(asked, ct) ?? throw new Refusal(Say.NotHere), granted, ct);
    }, ct);

    public Task<IActionResult> OnPostSettleAsync(Guid delivery, string? kind, int quantity, GoodsAct how, string? why, CancellationToken ct) => DoAsync(async () =>
    {
        await send.SettleAsync(await lists.DeliveryAsync(delivery, ct) ?? throw new Refusal(Say.NotHere), kind, quantity, how, why, ct);
    }, ct);

    async Task<IActionResult> DoAsync(Func<Task> act, CancellationToken ct)
    {
        try
        {
            await act();
            return LocalRedirect("/goods");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            await ShowAsync(ct);
            return Page();
        }
    }

    async Task ShowAsync(CancellationToken ct)
    {
        var sought = IsSearch ? Q!.Trim().Replace("\0", "") : null;
        if (sought is not null) Found = await branch.FindAsync(sought, ct);
        (Asks, WriteOffs, Differences) = (await lists.AsksAsync(ct), await lists.WriteOffsAsync(ct), await lists.DifferencesAsync(ct));
        (LeftBehind, Batches) = (await lists.LeftBehindAsync(ct), await lists.BatchesAsync(sought, ct));
        Store = await lists.HeldAsync(new(GoodsPlace.Store, desk.Post.UnionId), ct);
    }
}
