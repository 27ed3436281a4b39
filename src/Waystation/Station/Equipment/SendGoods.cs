using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment;

/// <summary>Things go on their way to stations: planned ones of a batch, from the store, or from one station to another; called back while nobody has signed.</summary>
public sealed class SendGoods(Desk desk, WaystationDb db, GoodsLedger goods)
{
    const int MostAtOnce = 1_000_000;

    public Task RunAsync(IReadOnlyList<Delivery> planned, CancellationToken ct)
    {
        Rule.Require(planned.Count > 0, Say.NothingToSend);
        return OnceAsync(() => goods.InOneAsync(async () =>
        {
            await SendAsync(planned, ct);
            await desk.SaveAsync(Did.SentGoods, planned.Count == 1 ? planned[0].Id : planned[0].BatchId!.Value, planned.Sum(d => d.Lines.Sum(l => l.Quantity)), ct: ct);
            await goods.WriteAsync(MovesOf(planned), ct);
        }, ct));
    }

    /// <summary>At once, without a plan.</summary>
    public Task FromAsync(Holder from, Station to, string? kind, int quantity, CancellationToken ct)
    {
        Rule.Require(!string.IsNullOrEmpty(kind) && quantity > 0, Say.NothingToSend);
        UseGoods.Require(kind, quantity, MostAtOnce);
        var delivery = Delivery.Plan(to, from, new Dictionary<string, int> { [kind!] = quantity }, desk.Now);
        return goods.InOneAsync(async () =>
        {
            desk.Add(delivery);
            await SendAsync([delivery], ct);
            await desk.SaveAsync(Did.SentGoods, delivery.Id, quantity, ct: ct);
            await goods.WriteAsync(MovesOf([delivery]), ct);
        }, ct);
    }

    public Task RecallAsync(Delivery delivery, CancellationToken ct) => OnceAsync(() => goods.InOneAsync(async () =>
    {
        delivery.Recall(desk.Now);
        await desk.SaveAsync(Did.RecalledGoods, delivery.Id, ct: ct);
        if (delivery.SentAt is not null) await goods.WriteAsync([.. delivery.Lines.Select(line => Move(GoodsAct.Recall, delivery, line.Kind, line.Quantity, delivery.Way, delivery.From))], ct);
    }, ct));

    /// <summary>What was sent and not counted by the keeper: it was found there, it went back, or it is lost.</summary>
    public async Task SettleAsync(Delivery delivery, string? kind, int quantity, GoodsAct how, string? why, CancellationToken ct)
    {
        Rule.Require(delivery.ReceivedAt is not null, Say.NotSignedYet);
        Rule.Require(how is GoodsAct.Found or GoodsAct.Recall or GoodsAct.Lost, Say.ChooseHow);
        Rule.Require(quantity > 0 && delivery.Lines.Any(line => line.Kind == kind && quantity <= line.Quantity), Say.NothingToSettle);
        var reason = UseGoods.Told(why, isNeeded: true);
        Rule.Require(how is not GoodsAct.Lost || !await SaidWhatCameAsync(delivery, ct), Say.AnotherPersonSaysLost);
        var to = how switch { GoodsAct.Found => delivery.To, GoodsAct.Recall => delivery.From, _ => new Holder(GoodsPlace.Gone, delivery.StationId) };
        await goods.InOneAsync(async () =>
        {
            await desk.SaveAsync(Did.SettledDelivery, delivery.Id, quantity, ct: ct);
            await goods.WriteAsync([Move(how, delivery, kind!, quantity, delivery.Way, to) with { Reason = reason }], ct);
        }, ct);
    }

    /// <summary>Whoever is at the desk counted it in the keeper's place, or took a receipt of it back: to declare the rest lost would be a write-off by one person.</summary>
    async Task<bool> SaidWhatCameAsync(Delivery delivery, CancellationToken ct) =>
        delivery.ReceivedBy == desk.Caller.AccountId
        || await db.Database.SqlQuery<bool>($"""SELECT EXISTS (SELECT FROM goods_moves WHERE delivery_id = {delivery.Id} AND act = 'reversal' AND account_id = {desk.Caller.AccountId}) AS "Value" """).SingleAsync(ct);

    async Task SendAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        var (stations, kinds) = (deliveries.Select(d => d.StationId).ToArray(), deliveries.SelectMany(d => d.Lines.Select(l => l.Kind)).Distinct().ToArray());
        // Between the plan and the sending a station may have ended.
        var ends = (await desk.All<Station>().AsNoTracking().Where(s => stations.Contains(s.Id)).ToListAsync(ct)).Find(s => s.IsOver(desk.Today));
        Rule.Require(ends is null, Say.StationOver(ends?.Name ?? ""));
        var asked = await desk.All<GoodsAsk>().Where(a => a.AnsweredAt == null && stations.Contains(a.StationId) && kinds.Contains(a.Kind)).ToListAsync(ct);
        foreach (var delivery in deliveries) delivery.Send(desk.Caller.AccountId, desk.Now);
        foreach (var ask in asked.Where(a => deliveries.Any(d => d.StationId == a.StationId && d.Lines.Any(l => l.Kind == a.Kind)))) ask.Answer(GoodsAsk.Sent, desk.Now);
    }

    static List<GoodsMove> MovesOf(IEnumerable<Delivery> deliveries) =>
        [.. deliveries.SelectMany(d => d.Lines.Select(line => Move(GoodsAct.Send, d, line.Kind, line.Quantity, d.From, d.Way)))];

    static GoodsMove Move(GoodsAct act, Delivery delivery, string kind, int quantity, Holder from, Holder to) =>
        new(act, kind, quantity, from, to) { StationId = from.Place is GoodsPlace.Station ? from.Id : delivery.StationId, BatchId = delivery.BatchId, DeliveryId = delivery.Id };

    /// <summary>Of two who act on one delivery at once, the second is told.</summary>
    internal static async Task OnceAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (DbUpdateConcurrencyException meanwhile)
        {
            throw new Refusal(Say.MeanwhileOthers, meanwhile);
        }
    }
}
