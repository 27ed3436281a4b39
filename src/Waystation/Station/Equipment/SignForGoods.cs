using Waystation.Accounts;
using Waystation.Logbook;

namespace Waystation.Equipment;

/// <summary>The keeper signs for what came: counted kind by kind, and what is missing is said with its reason.</summary>
public sealed class SignForGoods(Desk desk, GoodsLedger goods)
{
    public Task RunAsync(Delivery delivery, IReadOnlyCollection<Counted> counted, CancellationToken ct)
    {
        delivery.Sign(counted, desk.Caller.AccountId, desk.Now);
        return SendGoods.OnceAsync(() => goods.InOneAsync(async () =>
        {
            await desk.SaveAsync(Did.SignedForGoods, delivery.Id, delivery.Lines.Sum(line => line.Received), ct: ct);
            await goods.WriteAsync([.. delivery.Lines.Where(line => line.Received > 0).Select(line => new GoodsMove(GoodsAct.Receive, line.Kind, line.Received!.Value, delivery.Way, delivery.To)
            {
                StationId = delivery.StationId, BatchId = delivery.BatchId, DeliveryId = delivery.Id,
            })], ct);
        }, ct));
    }
}
