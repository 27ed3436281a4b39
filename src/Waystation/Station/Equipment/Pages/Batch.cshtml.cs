using Microsoft.AspNetCore.Mvc;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Equipment.Pages;

/// <summary>One purchase: what it was, where each thing is now, and its deliveries.</summary>
[ForStaff(Right.KeepGoods, toRead: Right.SeeStations)]
public sealed class BatchModel(Desk desk, StockLists lists, GoodsCatalogue catalogue, BuyGoods buy, SendGoods send, TakeGoodsList take) : ThingPage
{
    IReadOnlyList<Stock> left = [];

    public PurchaseBatch Batch { get; private set; } = null!;
    public string FundName { get; private set; } = "";
    public IReadOnlyList<(Delivery Delivery, string Station)> Deliveries { get; private set; } = [];

    public int InStore => left.Sum(stock => stock.Quantity);
    public int OnWay { get; private set; }
    public int Received => Deliveries.Sum(d => d.Delivery.Lines.Sum(l => l.Received ?? 0));

    /// <summary>What came short, and somebody has settled: with it the figures add up to what was bought.</summary>
    public int Settled => Batch.VoidAt is null ? Batch.Items - InStore - OnWay - Received : 0;

    public int InStoreOf(string kind) => left.FirstOrDefault(stock => stock.Kind == kind)?.Quantity ?? 0;

    public int ReceivedOf(string kind) => Deliveries.Sum(d => d.Delivery.Lines.Where(l => l.Kind == kind).Sum(l => l.Received ?? 0));

    public GoodsItem Of(string kind) => catalogue.Of(kind);

    public Task<IActionResult> OnPostVoidAsync(Guid id, CancellationToken ct) => DoAsync(id, () => buy.VoidAsync(Batch, ct), ct);

    public Task<IActionResult> OnPostSendAsync(Guid id, Guid? delivery, bool all, CancellationToken ct) =>
        DoAsync(id, () => send.RunAsync([.. Deliveries.Select(d => d.Delivery).Where(d => d.SentAt is null && (all || d.Id == delivery))], ct), ct);

    public Task<IActionResult> OnPostRecallAsync(Guid id, Guid delivery, CancellationToken ct) => DoAsync(id, async () =>
    {
        await send.RecallAsync(Deliveries.Select(d => d.Delivery).FirstOrDefault(d => d.Id == delivery) ?? throw new Refusal(Say.NotHere), ct);
    }, ct);

    public async Task<IActionResult> OnGetExportAsync(Guid id, string? kind, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        string[] heads = ["station", "item", "sent", "received", "reason", "signed-at"];
        var rows = from one in Deliveries
                   where one.Delivery.SentAt is not null
                   from line in one.Delivery.Lines.OrderBy(l => l.Kind)
                   select (IReadOnlyList<object>)[one.Station, Of(line.Kind).Name, line.Quantity, (object?)line.Received ?? "", line.Reason, one.Delivery.ReceivedAt is { } at ? Told.Time(at) : ""];
        return await this.TakenAsync(take, id, new(Batch.Number, Words.Say("equipment.title"), heads, rows), kind, ct);
    }

    protected override async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await lists.BatchAsync(id, ct) is not { } batch) return false;

        (Batch, Deliveries, left) = (batch, await lists.OfBatchAsync(id, ct), await lists.HeldAsync(new(GoodsPlace.Batch, id), ct));
        OnWay = await lists.OnWayAsync(id, ct);
        FundName = (await desk.FindAsync<Fund>(batch.FundId, ct))?.Name ?? "";
        return true;
    }
}
