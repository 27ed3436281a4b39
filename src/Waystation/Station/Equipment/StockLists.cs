using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Places;

namespace Waystation.Equipment;

/// <summary>How many of a kind a holder has now.</summary>
public sealed record Stock(GoodsPlace Place, string Kind, int Quantity);

/// <summary>A thing that waits for an officer, with its station.</summary>
public sealed record Asked(GoodsAsk Ask, string Station, int Held);

/// <summary>A write-off that somebody asks for.</summary>
public sealed record AskedOff(WriteOff WriteOff, string Station, bool IsMine);

/// <summary>What was sent and not counted by the keeper, and nobody has settled.</summary>
public sealed record Difference(Guid DeliveryId, Guid StationId, string Station, string Kind, int Missing, string Reason);

/// <summary>A station whose life is over, and how many things are still there.</summary>
public sealed record LeftBehind(Guid StationId, string Station, long Things);

/// <summary>What a desk asks about things: who holds what, and what waits.</summary>
public sealed class StockLists(Desk desk, WaystationDb db)
{
    /// <summary>As many as a list shows; the others are found by their names.</summary>
    public const int Most = 300;

    /// <summary>Of one holder, only what there is.</summary>
    public async Task<IReadOnlyList<Stock>> HeldAsync(Holder holder, CancellationToken ct)
    {
        var place = GoodsCode.Of(holder.Place);
        var rows = await db.Database.SqlQuery<StockRow>($"""SELECT place AS "Place", kind AS "Kind", quantity AS "Quantity" FROM goods_balances WHERE place = {place} AND id = {holder.Id} AND quantity > 0 ORDER BY kind""").ToListAsync(ct);
        return rows.ConvertAll(Read);
    }

    /// <summary>At a station and being mended; who asks has found the station through a desk.</summary>
    public async Task<IReadOnlyList<Stock>> OfStationAsync(Guid station, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<StockRow>($"""SELECT place AS "Place", kind AS "Kind", quantity AS "Quantity" FROM goods_balances WHERE id = {station} AND place IN ('station', 'repair') AND quantity > 0 ORDER BY place DESC, kind""").ToListAsync(ct);
        return rows.ConvertAll(Read);
    }

    /// <summary>How few of each kind a station is to have, where somebody has said.</summary>
    public async Task<IReadOnlyDictionary<string, int>> LeastAsync(Guid station, CancellationToken ct) =>
        (await db.Database.SqlQuery<LeastRow>($"""SELECT kind AS "Kind", least AS "Least" FROM goods_minimums WHERE station_id = {station}""").ToListAsync(ct)).ToDictionary(row => row.Kind, row => row.Least);

    public async Task<IReadOnlyList<Delivery>> DeliveriesAsync(Guid station, CancellationToken ct) =>
        await desk.All<Delivery>().Include(d => d.Lines).Where(d => d.StationId == station && d.SentAt != null && d.RecalledAt == null).OrderByDescending(d => d.SentAt).Take(Most).ToListAsync(ct);

    public async Task<Delivery?> DeliveryAsync(Guid id, CancellationToken ct) => await desk.All<Delivery>().Include(d => d.Lines).SingleOrDefaultAsync(d => d.Id == id, ct);

    public async Task<PurchaseBatch?> BatchAsync(Guid id, CancellationToken ct) => await desk.All<PurchaseBatch>().Include(b => b.Lines).SingleOrDefaultAsync(b => b.Id == id, ct);

    /// <summary>The last first.</summary>
    /// <param name="sought">A part of the number or of the supplier's name; null: all.</param>
    public async Task<IReadOnlyList<PurchaseBatch>> BatchesAsync(string? sought, CancellationToken ct) =>
        await desk.All<PurchaseBatch>().AsNoTracking().Include(b => b.Lines).Where(b => sought == null || b.Number.ToUpper().Contains(sought.ToUpper()) || b.Supplier.ToUpper().Contains(sought.ToUpper())).OrderByDescending(b => b.BoughtOn).ThenByDescending(b => b.MadeAt).Take(Most).ToListAsync(ct);

    /// <summary>Of a batch, by station; planned ones too.</summary>
    public async Task<IReadOnlyList<(Delivery Delivery, string Station)>> OfBatchAsync(Guid batch, CancellationToken ct)
    {
        var found = await (from delivery in desk.All<Delivery>().Include(d => d.Lines)
                           join station in desk.All<Station>() on delivery.StationId equals station.Id
                           where delivery.BatchId == batch && delivery.RecalledAt == null
                           orderby station.Code
                           select new { Delivery = delivery, station.Name }).ToListAsync(ct);
        return found.ConvertAll(one => (one.Delivery, one.Name));
    }

    /// <summary>Of a batch: sent and not counted yet, or counted short and not settled.</summary>
    public async Task<int> OnWayAsync(Guid batch, CancellationToken ct) =>
        (int)await db.Database.SqlQuery<long>($"""SELECT coalesce(sum(b.quantity), 0)::bigint AS "Value" FROM goods_balances b JOIN goods_deliveries d ON d.id = b.id WHERE b.place = 'way' AND d.batch_id = {batch}""").SingleAsync(ct);

    /// <summary>Those of the branch before those of its stations.</summary>
    /// <param name="sought">A part of the name; null: all.</param>
    public async Task<IReadOnlyList<Fund>> FundsAsync(string? sought, CancellationToken ct) =>
        await desk.All<Fund>().AsNoTracking().Where(f => sought == null || f.Name.ToUpper().Contains(sought.ToUpper())).OrderBy(f => f.StationId != null).ThenBy(f => f.Name).Take(Most).ToListAsync(ct);

    public Task<Fund?> FundAsync(Guid id, CancellationToken ct) => desk.FindAsync<Fund>(id, ct);

    /// <summary>A station's own.</summary>
    public Task<Fund?> FundOfAsync(Guid station, CancellationToken ct) => desk.All<Fund>().AsNoTracking().SingleOrDefaultAsync(f => f.StationId == station, ct);

    public IQueryable<GoodsAsk> OpenAsks => desk.All<GoodsAsk>().Where(a => a.AnsweredAt == null);

    public IQueryable<WriteOff> OpenWriteOffs => desk.All<WriteOff>().Where(w => w.DecidedAt == null);

    public async Task<IReadOnlyList<Asked>> AsksAsync(CancellationToken ct)
    {
        var found = await (from ask in OpenAsks join station in desk.All<Station>() on ask.StationId equals station.Id orderby ask.AskedAt select new { Ask = ask, station.Name }).Take(Most).ToListAsync(ct);
        var ids = found.Select(one => one.Ask.StationId).ToArray();
        var held = await db.Database.SqlQuery<HeldRow>($"""SELECT id AS "Id", kind AS "Kind", quantity AS "Quantity" FROM goods_balances WHERE place = 'station' AND id = ANY ({ids})""").ToListAsync(ct);
        return found.ConvertAll(one => new Asked(one.Ask, one.Name, (int)(held.Find(h => h.Id == one.Ask.StationId && h.Kind == one.Ask.Kind)?.Quantity ?? 0)));
    }

    public async Task<IReadOnlyList<AskedOff>> WriteOffsAsync(CancellationToken ct) =>
        await (from asked in OpenWriteOffs join station in desk.All<Station>() on asked.StationId equals station.Id orderby asked.AskedAt select new AskedOff(asked, station.Name, asked.AskedBy == desk.Caller.AccountId)).Take(Most).ToListAsync(ct);

    public async Task<IReadOnlyList<Difference>> DifferencesAsync(CancellationToken ct)
    {
        var open = await db.Database.SqlQuery<HeldRow>($"""SELECT b.id AS "Id", b.kind AS "Kind", b.quantity AS "Quantity" FROM goods_balances b JOIN goods_deliveries d ON d.id = b.id WHERE b.place = 'way' AND b.quantity > 0 AND d.received_at IS NOT NULL""").ToListAsync(ct);
        var ids = open.Select(row => row.Id).Distinct().ToArray();
        var mine = await (from delivery in desk.All<Delivery>().Include(d => d.Lines) join station in desk.All<Station>() on delivery.StationId equals station.Id where ids.Contains(delivery.Id) select new { Delivery = delivery, station.Name }).AsNoTracking().ToListAsync(ct);
        return [.. from row in open join one in mine on row.Id equals one.Delivery.Id orderby one.Delivery.ReceivedAt select new Difference(row.Id, one.Delivery.StationId, one.Name, row.Kind, (int)row.Quantity, one.Delivery.Lines.First(l => l.Kind == row.Kind).Reason)];
    }

    public async Task<IReadOnlyList<LeftBehind>> LeftBehindAsync(CancellationToken ct)
    {
        var over = await desk.All<Station>().AsNoTracking().Over(desk.Today).Select(s => new { s.Id, s.Name }).ToListAsync(ct);
        var ids = over.Select(s => s.Id).ToArray();
        var held = await db.Database.SqlQuery<HeldRow>($"""SELECT id AS "Id", '' AS "Kind", sum(quantity)::bigint AS "Quantity" FROM goods_balances WHERE place IN ('station', 'repair') AND quantity > 0 AND id = ANY ({ids}) GROUP BY id""").ToListAsync(ct);
        return [.. from row in held join station in over on row.Id equals station.Id orderby station.Name select new LeftBehind(row.Id, station.Name, row.Quantity)];
    }

    static Stock Read(StockRow row) => new(GoodsCode.Read<GoodsPlace>(row.Place), row.Kind, (int)row.Quantity);

    sealed record StockRow(string Place, string Kind, long Quantity);

    sealed record LeastRow(string Kind, int Least);

    sealed record HeldRow(Guid Id, string Kind, long Quantity);
}
