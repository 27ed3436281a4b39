using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Keepers;
using Waystation.Places;

namespace Waystation.Equipment;

/// <summary>A kind of which a station has fewer than it should.</summary>
public sealed record LowStock(GoodsItem Item, int Held, int Least, bool IsAsked);

/// <summary>What a keeper's desk asks about the things of its own station.</summary>
public sealed class KeeperGoods(Desk desk, WaystationDb db, KeptStation kept, StockLists lists, GoodsCatalogue catalogue)
{
    public async Task<IReadOnlyList<Delivery>> ToSignTodayAsync(CancellationToken ct) => await kept.OwnAsync(ct) is { } station ? await ToSignAsync(station, ct) : [];

    public async Task<IReadOnlyList<LowStock>> LowTodayAsync(CancellationToken ct) => await kept.OwnAsync(ct) is { } station ? await LowAsync(station, ct) : [];

    public async Task<IReadOnlyList<Delivery>> ToSignAsync(Station station, CancellationToken ct) => [.. (await lists.DeliveriesAsync(station.Id, ct)).Where(d => d.IsUnderWay).OrderBy(d => d.SentAt)];

    /// <summary>Where somebody set a number for this station, or where it has had the thing and the catalogue gives one.</summary>
    public async Task<IReadOnlyList<LowStock>> LowAsync(Station station, CancellationToken ct)
    {
        var had = await db.Database.SqlQuery<HadRow>($"""SELECT kind AS "Kind", quantity AS "Quantity" FROM goods_balances WHERE place = 'station' AND id = {station.Id}""").ToDictionaryAsync(row => row.Kind, row => (int)row.Quantity, ct);
        var (set, asked) = (await lists.LeastAsync(station.Id, ct), await desk.All<GoodsAsk>().Where(a => a.StationId == station.Id && a.AnsweredAt == null).Select(a => a.Kind).ToListAsync(ct));
        return [.. from item in catalogue.All
                   let held = had.GetValueOrDefault(item.Code)
                   let least = set.TryGetValue(item.Code, out var own) ? own : had.ContainsKey(item.Code) ? item.Least : 0
                   where held < least
                   select new LowStock(item, held, least, asked.Contains(item.Code))];
    }

    sealed record HadRow(string Kind, long Quantity);
}
