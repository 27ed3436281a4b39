using Microsoft.AspNetCore.Mvc;
using Waystation.Accounts;
using Waystation.Evidence;
using Waystation.Lives;
using Waystation.Pictures;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment.Pages;

/// <summary>From where something can be sent: a batch, the store.</summary>
public sealed record GoodsSource(string Value, string Name, Holder Holder, IReadOnlyList<Stock> Held);

/// <summary>What one station got, from which batch and signed by whom; what it has now; and what an officer does with it.</summary>
[ForStaff(Right.KeepGoods, toRead: Right.SeeStations)]
[PhotoForm]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class StationGoodsModel(Desk desk, StockLists lists, StationBook book, GoodsCatalogue catalogue, FundLedger funds, SendGoods send, UseGoods use, WriteOffGoods writeOff, AskForGoods asking, TakeGoodsList take, BranchStations branch, SignForGoods sign) : ThingPage
{
    /// <summary>The kind that a keeper has asked for.</summary>
    [BindProperty(SupportsGet = true, Name = "kind")] public string? Kind { get; set; }
    public Station Station { get; private set; } = null!;
    public IReadOnlyList<Stock> Held { get; private set; } = [];
    public IReadOnlyDictionary<string, int> Least { get; private set; } = new Dictionary<string, int>();
    public IReadOnlyList<GotLine> Got { get; private set; } = [];
    public IReadOnlyList<BookLine> Book { get; private set; } = [];
    public IReadOnlyList<GoodsSource> Sources { get; private set; } = [];
    /// <summary>Under way, where this post may sign in the keeper's place.</summary>
    public IReadOnlyList<Delivery> ToSign { get; private set; } = [];
    public Fund? Fund { get; private set; }
    public Money Balance { get; private set; }

    public bool IsOver => Station.IsOver(desk.Today);
    public IReadOnlyList<GoodsItem> Items => catalogue.All;
    public IReadOnlyList<GoodsItem> HeldItems => [.. Held.Where(stock => stock.Place is GoodsPlace.Station).Select(stock => catalogue.Of(stock.Kind))];
    public IReadOnlyList<GoodsItem> ToGive => [.. HeldItems.Where(item => item.IsConsumable)];
    public IReadOnlyList<GoodsItem> RepairItems => [.. Held.Where(stock => stock.Place is GoodsPlace.Repair).Select(stock => catalogue.Of(stock.Kind))];

    public GoodsItem Of(string kind) => catalogue.Of(kind);

    /// <summary>Whoever sent it does not sign for it.</summary>
    public bool IsSentByMe(Delivery delivery) => delivery.SentBy == desk.Caller.AccountId;

    public Task<IActionResult> OnPostSendAsync(Guid id, string? from, string? kind, int quantity, CancellationToken ct) => DoAsync(id, async () =>
    {
        var source = Sources.FirstOrDefault(s => s.Value == from) ?? throw new Refusal(Say.NotFromThere);
        await send.FromAsync(source.Holder, Station, kind, quantity, ct);
    }, ct);

    public Task<IActionResult> OnPostTransferAsync(Guid id, string? to, string? kind, int quantity, CancellationToken ct) => DoAsync(id, async () =>
    {
        var found = string.IsNullOrWhiteSpace(to) ? [] : await branch.FindAsync(to.Trim().Replace("\0", ""), ct);
        var target = found.Count == 1 ? found[0] : found.FirstOrDefault(s => s.Code == to!.Trim() || s.Name == to.Trim()) ?? throw new Refusal(Say.NoSuchStation);
        await send.FromAsync(new(GoodsPlace.Station, id), target, kind, quantity, ct);
    }, ct);

    public Task<IActionResult> OnPostSignAsync(Guid id, Guid delivery, string? signedFor, CancellationToken ct) => DoAsync(id, async () =>
    {
        var sent = ToSign.FirstOrDefault(d => d.Id == delivery) ?? throw new Refusal(Say.NotUnderWay);
        await sign.RunAsync(sent, Receipt.Counted(sent, Request.Form), signedFor, Receipt.Photo(Request.Form), ct);
    }, ct);

    /// <summary>Winter goods are often handed out by the street itself.</summary>
    public Task<IActionResult> OnPostGiveAsync(Guid id, string? kind, int quantity, string? taker, CancellationToken ct) => DoAsync(id, () => use.GiveAsync(Station, kind, quantity, taker, ct), ct);

    public Task<IActionResult> OnPostReturnAsync(Guid id, string? kind, int quantity, string? why, CancellationToken ct) => DoAsync(id, () => use.ReturnAsync(Station, kind, quantity, why, ct), ct);

    public Task<IActionResult> OnPostReturnAllAsync(Guid id, CancellationToken ct) => DoAsync(id, () => use.ReturnAllAsync(Station, Held, ct), ct);

    public Task<IActionResult> OnPostWriteOffAsync(Guid id, string? kind, int quantity, string? why, CancellationToken ct) => DoAsync(id, () => writeOff.AskAsync(Station, kind, quantity, why, ct), ct);

    public Task<IActionResult> OnPostRepairAsync(Guid id, string? kind, int quantity, string? why, CancellationToken ct) => DoAsync(id, () => use.RepairAsync(Station, kind, quantity, why, ct), ct);

    public Task<IActionResult> OnPostRepairedAsync(Guid id, string? kind, int quantity, CancellationToken ct) => DoAsync(id, () => use.RepairedAsync(Station, kind, quantity, ct), ct);

    public Task<IActionResult> OnPostReverseAsync(Guid id, Guid entry, string? why, CancellationToken ct) => DoAsync(id, () => use.ReverseAsync(Station, entry, why, ct), ct);

    public Task<IActionResult> OnPostLeastAsync(Guid id, string? kind, int quantity, CancellationToken ct) => DoAsync(id, () => asking.SetLeastAsync(Station, kind, quantity, ct), ct);

    public Task<IActionResult> OnPostFundAsync(Guid id, CancellationToken ct) => DoAsync(id, () => funds.OfAsync(Station, ct), ct);

    public async Task<IActionResult> OnGetExportAsync(Guid id, string? @as, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        string[] heads = ["item", "sent", "received", "reason", "from", "supplier", "signed-by", "signed-at"];
        var rows = Got.Select(line => (IReadOnlyList<object>)[Of(line.Kind).Name, line.Sent, (object?)line.Received ?? "", line.Reason, line.From.Length > 0 ? line.From : Words.Say("equipment.place-store"), line.Supplier, line.SignedBy ?? "", line.SignedAt is { } at ? Told.Time(at) : ""]);
        return await this.TakenAsync(take, id, new(Station.Code, Words.Say("equipment.got"), heads, rows), @as, ct);
    }

    protected override async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await desk.FindAsync<Station>(id, ct) is not { } station) return false;

        (Station, Held, Least) = (station, await lists.OfStationAsync(id, ct), await lists.LeastAsync(id, ct));
        (Got, Book) = (await book.GotAsync(station, ct), await book.LinesAsync(station, seesTakers: HttpContext.MayChange(), ct));
        Fund = await lists.FundOfAsync(id, ct);
        if (Fund is { } fund) Balance = await funds.BalanceAsync(fund.Id, ct);
        if (sign.MaySignFor) ToSign = [.. (await lists.DeliveriesAsync(id, ct)).Where(d => d.IsUnderWay)];
        if (HttpContext.MayChange()) Sources = await SourcesAsync(ct);
        return true;
    }

    async Task<IReadOnlyList<GoodsSource>> SourcesAsync(CancellationToken ct)
    {
        List<GoodsSource> sources = [];
        var store = await lists.HeldAsync(new(GoodsPlace.Store, desk.Post.UnionId), ct);
        if (store.Count > 0) sources.Add(new("store", Words.Say("equipment.place-store"), new(GoodsPlace.Store, desk.Post.UnionId), store));
        foreach (var batch in (await lists.BatchesAsync(null, ct)).Where(b => b.VoidAt is null).Take(20))
            if (await lists.HeldAsync(new(GoodsPlace.Batch, batch.Id), ct) is { Count: > 0 } held) sources.Add(new($"{batch.Id:N}", batch.Number, new(GoodsPlace.Batch, batch.Id), held));
        return sources;
    }
}
