using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Equipment;

/// <summary>Enters a purchase: its things stand in the store, its money is out of its fund; or takes a whole purchase back that was entered wrongly.</summary>
public sealed class BuyGoods(Desk desk, GoodsLedger goods, FundLedger funds)
{
    public async Task<PurchaseBatch> RunAsync(BatchDraft draft, Guid? fundId, CancellationToken ct)
    {
        var fund = (fundId is { } id ? await desk.FindAsync<Fund>(id, ct) : null) ?? throw new Refusal(Say.ChooseFund);
        var batch = PurchaseBatch.Buy(draft, fund, desk.Post.UnionId, desk.Caller.AccountId, desk.Now);
        await goods.InOneAsync(async () =>
        {
            desk.Add(batch);
            await SavedAsync(batch, ct);
            await goods.WriteAsync([.. batch.Lines.Select(line => Bought(batch, line))], ct);
            if (batch.Total > Money.Zero) await funds.WriteAsync(fund.Id, "batch", Money.Zero - batch.Total, batch.Paper, batch.Number, batch.Id, null, ct);
        }, ct);
        return batch;
    }

    /// <summary>Only while all of it is still in the store.</summary>
    public Task VoidAsync(PurchaseBatch batch, CancellationToken ct) => goods.InOneAsync(async () =>
    {
        batch.Void(desk.Now);
        foreach (var planned in await desk.All<Delivery>().Where(d => d.BatchId == batch.Id && d.SentAt == null && d.RecalledAt == null).ToListAsync(ct)) planned.Recall(desk.Now);
        await desk.SaveAsync(Did.VoidedGoodsBatch, batch.Id, ct: ct);
        await goods.WriteAsync([.. batch.Lines.Select(line => new GoodsMove(GoodsAct.Void, line.Kind, line.Quantity, new(GoodsPlace.Batch, batch.Id), new(GoodsPlace.Supplier, batch.Id)) { BatchId = batch.Id })], ct);
        if (await funds.PaidAsync(batch, ct) is { } paid)
            await funds.WriteAsync(batch.FundId, "reversal", Money.Zero - paid.Money, batch.Paper, batch.Number, batch.Id, paid.Id, ct);
    }, ct);

    static GoodsMove Bought(PurchaseBatch batch, BatchLine line) =>
        new(GoodsAct.Buy, line.Kind, line.Quantity, new(GoodsPlace.Supplier, batch.Id), new(GoodsPlace.Batch, batch.Id)) { BatchId = batch.Id };

    async Task SavedAsync(PurchaseBatch batch, CancellationToken ct)
    {
        try
        {
            await desk.SaveAsync(Did.BoughtGoods, batch.Id, batch.Total.Fen, ct: ct);
        }
        catch (DbUpdateException twice) when (twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new Refusal(Say.BatchNumberTaken(batch.Number), twice);
        }
    }
}
