using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Places;

namespace Waystation.Equipment;

/// <summary>Writing off takes two: one who asks with a reason, and another who decides.</summary>
public sealed class WriteOffGoods(Desk desk, GoodsLedger goods)
{
    public async Task AskAsync(Station station, string? kind, int quantity, string? why, CancellationToken ct)
    {
        var move = UseGoods.Move(GoodsAct.WriteOff, station, kind, quantity, new(GoodsPlace.Station, station.Id), new(GoodsPlace.Gone, station.Id)) with { Reason = UseGoods.Told(why, isNeeded: true) };
        var asked = WriteOff.Ask(station, move, desk.Caller.AccountId, desk.Now);
        desk.Add(asked);
        await desk.SaveAsync(Did.AskedWriteOff, asked.Id, quantity, ct: ct);
    }

    public Task DecideAsync(WriteOff asked, bool granted, CancellationToken ct)
    {
        asked.Decide(granted, desk.Caller.AccountId, desk.Now);
        return SendGoods.OnceAsync(() => goods.InOneAsync(async () =>
        {
            await desk.SaveAsync(granted ? Did.WroteOffGoods : Did.RefusedWriteOff, asked.Id, asked.Quantity, ct: ct);
            if (granted) await goods.WriteAsync([new(GoodsAct.WriteOff, asked.Kind, asked.Quantity, new(GoodsPlace.Station, asked.StationId), new(GoodsPlace.Gone, asked.StationId)) { StationId = asked.StationId, FirstId = asked.AskedBy, Reason = asked.Reason }], ct);
        }, ct));
    }
}
