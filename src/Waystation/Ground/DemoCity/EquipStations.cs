using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Equipment;
using Waystation.Keepers;
using Waystation.Pictures;
using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.DemoCity;

/// <summary>A purchase of the shown street, spread over its stations: sent, partly signed for, one short, and one keeper who asks for more. Passed over where it was done before.</summary>
sealed class EquipStations(House house, TimeProvider clock)
{
    const int Places = 8;

    static readonly (string Kind, int Quantity, decimal Price)[] bought =
    [
        ("table-and-chairs", 16, 380), ("first-aid-box", 8, 96.5m), ("microwave", 8, 299), ("umbrella", 160, 18.8m), ("raincoat", 160, 12), ("phone-charger", 80, 9.9m), ("tyre-pump", 24, 35), ("bottled-water", 960, 1.2m), ("winter-gloves", 80, 15),
    ];

    public async Task RunAsync(CancellationToken ct)
    {
        var officer = await new DemoCallers(house, clock).OfficerAsync(Role.SubdistrictOfficer, ct);
        await using var db = house.Database.NewContext(officer.Post!.Reach, officer.Actor);
        var room = new DemoGoods(new Desk(officer, db, clock), db, house, clock);
        if (await room.Desk.All<PurchaseBatch>().AnyAsync(ct)) return;

        await SendAsync(room, await BuyAsync(room, ct), ct);
        // The first keeper has not signed yet.
        foreach (var keeper in await (from k in room.Desk.All<StationKeeper>() join s in room.Desk.All<Station>() on k.StationId equals s.Id where k.WithdrawnAt == null orderby s.Code select k).Skip(1).Take(2).ToListAsync(ct)) await SignAsync(keeper, ct);
    }

    static async Task<PurchaseBatch> BuyAsync(DemoGoods room, CancellationToken ct)
    {
        var fund = await room.Desk.All<Fund>().FirstOrDefaultAsync(ct) ?? await room.Funds.OpenAsync("驿站配备专项", ct);
        await room.Funds.GrantAsync(fund, Money.Yuan(30_000), "示意拨款单 1 号", "年度配备", ct);
        return await new BuyGoods(room.Desk, room.Goods, room.Funds).RunAsync(new("示意-01", "示意供应商", "示意合同 1 号", room.Desk.Today.AddDays(-7), [.. bought.Select(b => new BoughtItem(b.Kind, b.Quantity, Money.Yuan(b.Price)))]), fund.Id, ct);
    }

    static async Task SendAsync(DemoGoods room, PurchaseBatch batch, CancellationToken ct)
    {
        var stations = await room.Desk.All<Station>().Where(s => s.Status == StationStatus.Active && s.Stage == null).OrderBy(s => s.Code).Take(Places).ToListAsync(ct);
        await new PlanDeliveries(room.Desk, room.Db, room.Goods, room.Lists, room.Catalogue).RunAsync(batch, null, (from s in stations from b in bought select (s, b)).ToDictionary(one => (one.s.Id, one.b.Kind), one => one.b.Quantity / Places), ct);
        var planned = await room.Desk.All<Delivery>().Include(d => d.Lines).Where(d => d.BatchId == batch.Id && d.SentAt == null).ToListAsync(ct);
        await new SendGoods(room.Desk, room.Db, room.Goods).RunAsync([.. planned.OrderBy(d => stations.FindIndex(s => s.Id == d.StationId)).Take(Places - 2)], ct);
    }

    async Task SignAsync(StationKeeper keeper, CancellationToken ct)
    {
        var caller = await new DemoCallers(house, clock).KeeperAsync(keeper, ct);
        await using var db = house.Database.NewContext(caller.Post!.Reach, caller.Actor);
        var room = new DemoGoods(new Desk(caller, db, clock), db, house, clock);
        var delivery = (await room.Lists.DeliveriesAsync(keeper.StationId, ct)).FirstOrDefault(d => d.IsUnderWay);
        if (delivery is null) return;

        var isShort = keeper.Name is { } name && house.Vault.Open(name) == "刘姐";
        await new SignForGoods(room.Desk, room.Goods, room.Photos).RunAsync(delivery, [.. delivery.Lines.Select(l => isShort && l.Kind == "umbrella" ? new Counted(l.Kind, l.Quantity - 2, "箱内少两把") : new Counted(l.Kind, l.Quantity))], null, FormPhoto.None, ct);
        var station = await room.Desk.All<Station>().SingleAsync(ct);
        var use = new UseGoods(room.Desk, db, room.Goods, room.Catalogue, house.Vault);
        await use.GiveAsync(station, "bottled-water", 100, null, ct);
        await use.GiveAsync(station, "raincoat", 6, null, ct);
        if (isShort) await new AskForGoods(room.Desk, db, room.Catalogue).RunAsync(station, "bottled-water", ct);
        else await use.RepairAsync(station, "microwave", 1, "不加热", ct);
    }

    /// <summary>What the acts of one person share.</summary>
    sealed record DemoGoods(Desk Desk, WaystationDb Db, House House, TimeProvider Clock)
    {
        public GoodsCatalogue Catalogue { get; } = new(Rules.Read(House.Folder, Rooms.RuleKinds), Clock);
        public GoodsLedger Goods { get; } = new(Desk, Db, new(Db, Clock));
        public KeepFormPhoto Photos => new(new KeepPicture(House.Database, new PictureFiles(House.Folder, House.Database.Source), new ShrinkPicture(NullLogger<ShrinkPicture>.Instance), Clock));
        public StockLists Lists { get; } = new(Desk, Db);
        public FundLedger Funds => new(Desk, Db, Goods);
    }
}
