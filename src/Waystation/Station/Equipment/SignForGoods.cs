using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Pictures;
using Waystation.Shared;

namespace Waystation.Equipment;

/// <summary>
/// The keeper signs for what came: counted kind by kind, and what is missing is said with its reason. Where a station has no keeper, or none who can, the officer
/// of its street signs and says why; whoever sent it does not.
/// </summary>
public sealed class SignForGoods(Desk desk, GoodsLedger goods, KeepFormPhoto photos)
{
    public bool MaySignFor => desk.Post.Role is Role.SubdistrictOfficer;

    /// <param name="signedFor">Of an officer: why not the keeper.</param>
    public async Task RunAsync(Delivery delivery, IReadOnlyCollection<Counted> counted, string? signedFor, FormPhoto photo, CancellationToken ct)
    {
        var isKeeper = desk.Post.Role is Role.StationKeeper;
        Rule.Require(isKeeper || MaySignFor, Say.KeeperOrStreetSigns);
        delivery.Sign(counted, isKeeper ? null : UseGoods.Told(signedFor, isNeeded: true), desk.Caller.AccountId, desk.Now);
        delivery.Show(await photos.RunAsync(photo, new(delivery.UnionId, delivery.StationId, desk.Caller.AccountId), ct));
        await SendGoods.OnceAsync(() => goods.InOneAsync(async () =>
        {
            await desk.SaveAsync(Did.SignedForGoods, delivery.Id, delivery.Lines.Sum(line => line.Received), ct: ct);
            await goods.WriteAsync([.. delivery.Lines.Where(line => line.Received > 0).Select(line => new GoodsMove(GoodsAct.Receive, line.Kind, line.Received!.Value, delivery.Way, delivery.To)
            {
                StationId = delivery.StationId, BatchId = delivery.BatchId, DeliveryId = delivery.Id,
            })], ct);
        }, ct));
    }
}
