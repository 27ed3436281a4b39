using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment;

/// <summary>A kind that is still in the store, and what each place would get of it.</summary>
public sealed record ProposedKind(GoodsItem Item, int Left, int[] Shares);

/// <summary>How a batch would be spread.</summary>
/// <param name="TooMany">So many that they are shared out street by street; none are shown then.</param>
public sealed record Proposal(IReadOnlyList<SharingPlace> Places, IReadOnlyList<ProposedKind> Kinds, int TooMany = 0);

/// <summary>Spreads a batch over places: proposes by a rule, and writes down what the officer made of it.</summary>
public sealed class PlanDeliveries(Desk desk, WaystationDb db, GoodsLedger goods, StockLists lists, GoodsCatalogue catalogue)
{
    /// <summary>Of a whole branch at once. A city has thousands, and no page shows those.</summary>
    public const int MostOfBranch = 120, MostPlaces = 400;

    /// <param name="street">None: every place of the branch.</param>
    public async Task<Proposal> ProposeAsync(PurchaseBatch batch, ShareRule rule, string? street, CancellationToken ct)
    {
        var most = street is null ? MostOfBranch : MostPlaces;
        if (await Ready(street).CountAsync(ct) is var many && many > most) return new([], [], many);

        var places = await PlacesAsync(street, ct);
        var left = await LeftAsync(batch, street, ct);
        return new(places, [.. left.Select(stock => (Item: catalogue.Of(stock.Key), Quantity: stock.Value)).Select(stock => new ProposedKind(stock.Item, stock.Quantity, Allocation.Of(stock.Quantity, rule, places, stock.Item.Rule?.Facility)))]);
    }

    /// <summary>Takes the place of what was planned of this batch before and not yet sent.</summary>
    /// <param name="street">Planned for one street, what is planned for others stands.</param>
    /// <param name="wanted">How many of a kind for a station; nothing where none.</param>
    public async Task RunAsync(PurchaseBatch batch, string? street, IReadOnlyDictionary<(Guid Station, string Kind), int> wanted, CancellationToken ct)
    {
        var left = await LeftAsync(batch, street, ct);
        foreach (var kind in wanted.GroupBy(w => w.Key.Kind))
            Rule.Require(kind.Sum(w => (long)w.Value) <= left.GetValueOrDefault(kind.Key), Say.MoreThanLeft(catalogue.Of(kind.Key).Name, kind.Sum(w => (long)w.Value), left.GetValueOrDefault(kind.Key)));
        var ids = wanted.Keys.Select(key => key.Station).Distinct().ToArray();
        Rule.Require(ids.Length is > 0 and <= MostPlaces, Say.NothingToSend);
        var stations = await desk.All<Station>().Where(s => ids.Contains(s.Id) && (street == null || s.StreetCode == street)).ToListAsync(ct);
        Rule.Require(stations.Count == ids.Length, Say.NoSuchStation);

        await goods.InOneAsync(async () =>
        {
            foreach (var before in await Planned(batch, street).ToListAsync(ct)) before.Recall(desk.Now);
            foreach (var station in stations)
                desk.Add(Delivery.Plan(station, new(GoodsPlace.Batch, batch.Id), wanted.Where(w => w.Key.Station == station.Id && w.Value > 0).ToDictionary(w => w.Key.Kind, w => w.Value), desk.Now));
            await desk.SaveAsync(Did.PlannedDeliveries, batch.Id, stations.Count, ct: ct);
        }, ct);
    }

    /// <summary>What is in the store, without what is planned for other streets.</summary>
    async Task<SortedDictionary<string, int>> LeftAsync(PurchaseBatch batch, string? street, CancellationToken ct)
    {
        var left = new SortedDictionary<string, int>((await lists.HeldAsync(new(GoodsPlace.Batch, batch.Id), ct)).ToDictionary(stock => stock.Kind, stock => stock.Quantity), StringComparer.Ordinal);
        if (street is null) return left;

        var here = Planned(batch, street).Select(d => d.Id);
        foreach (var elsewhere in await Planned(batch, null).Where(d => !here.Contains(d.Id)).AsNoTracking().Include(d => d.Lines).ToListAsync(ct))
            foreach (var line in elsewhere.Lines) left[line.Kind] = Math.Max(0, left.GetValueOrDefault(line.Kind) - line.Quantity);
        return left;
    }

    IQueryable<Delivery> Planned(PurchaseBatch batch, string? street) =>
        desk.All<Delivery>().Where(d => d.BatchId == batch.Id && d.SentAt == null && d.RecalledAt == null && (street == null || desk.All<Station>().Any(s => s.Id == d.StationId && s.StreetCode == street)));

    IQueryable<Station> Ready(string? street)
    {
        string?[] ready = ["agreed", "equipped"];
        return desk.All<Station>().AsNoTracking()
            .Where(s => (s.Status == StationStatus.Active || s.Status == StationStatus.Suspended || ready.Contains(s.Stage)) && (street == null || s.StreetCode == street) && !(s.EndsOn <= desk.Today));
    }

    async Task<IReadOnlyList<SharingPlace>> PlacesAsync(string? street, CancellationToken ct)
    {
        var stations = await Ready(street).Include(s => s.Facilities).OrderBy(s => s.Code).ToListAsync(ct);
        var visits = await VisitsAsync([.. stations.Select(s => s.Id)], ct);
        return stations.ConvertAll(s => new SharingPlace(s.Id, s.Code, s.Name, visits.GetValueOrDefault(s.Id), Lacking(s)));
    }

    static HashSet<string> Lacking(Station station)
    {
        var has = station.Facilities.Where(f => f.Status is FacilityStatus.Works or FacilityStatus.Unknown).Select(f => f.FacilityCode);
        return [.. Facility.All.Select(f => f.Code).Except(has)];
    }

    async Task<Dictionary<Guid, long>> VisitsAsync(Guid[] stations, CancellationToken ct)
    {
        var since = desk.Now.AddDays(-Allocation.VisitDays);
        var rows = await db.Database.SqlQuery<VisitsOf>($"""SELECT station_id AS "StationId", sum(by_door + by_keeper) AS "Many" FROM station_visits WHERE station_id = ANY ({stations}) AND hour >= {since} GROUP BY station_id""").ToListAsync(ct);
        return rows.ToDictionary(v => v.StationId, v => v.Many);
    }

    sealed record VisitsOf(Guid StationId, long Many);
}
