using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Lives;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.DemoCity;

/// <summary>Places on their way, each at another step, and one station on a building site: put forward by the street's officer and decided by those whose step it is.</summary>
sealed class PreparePlaces(House house, TimeProvider clock)
{
    const double Apart = 0.0021;
    const int SiteDays = 120;

    static readonly LifeStep[] way = [LifeStep.Visit, LifeStep.Approve, LifeStep.Agree, LifeStep.Equip, LifeStep.Sign, LifeStep.Run];

    static readonly (string Name, StationKind Kind, string Host, string Facilities, int Steps)[] places =
    [
        ("小吃店暖心驿站（筹建）", StationKind.Station, "餐饮企业", "饮水机、桌椅、卫生间", 0),
        ("烤鸭店暖心驿站（筹建）", StationKind.Station, "餐饮企业", "饮水机、桌椅、空调", 1),
        ("商务楼母婴关爱室（筹建）", StationKind.NursingRoom, "物业企业", "桌椅、插座", 2),
        ("社区职工书屋（筹建）", StationKind.Bookroom, "社区", "桌椅、图书", 3),
        ("公园西门暖心驿站（筹建）", StationKind.Station, "公园", "饮水机、桌椅、卫生间、医药箱、雨伞", 4),
        ("地铁工地驿站", StationKind.Site, "施工单位", "饮水机、桌椅、暖气、医药箱、卫生间", 6),
    ];

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var (i, (name, kind, host, facilities, steps)) in places.Index())
        {
            var id = await FindAsync(name, ct) ?? await ApplyAsync(i, name, kind, host, facilities, ct);
            foreach (var step in way[..steps]) await TakeAsync(id, step, ct);
        }
    }

    async Task<Guid?> FindAsync(string name, CancellationToken ct)
    {
        await using var db = house.Database.NewContext();
        return await db.Set<Station>().Where(s => s.Name == name && s.Stage != null).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(ct);
    }

    async Task<Guid> ApplyAsync(int nth, string name, StationKind kind, string host, string facilities, CancellationToken ct)
    {
        var (desk, db) = await DeskAsync("street", ct);
        await using var closing = db;
        var street = (await new BranchStreets(house.Database.Source, desk).AllAsync(ct)).First(s => s.UnionId == desk.Post.UnionId);
        var near = await db.Set<Station>().Where(s => s.StreetCode == street.Code && s.Lat != null).OrderBy(s => s.Code).Select(s => new { s.Lat, s.Lon }).FirstAsync(ct);
        var isSite = kind == StationKind.Site;
        return await new ApplyForPlace(desk, db, house.Vault, new BranchStreets(house.Database.Source, desk)).RunAsync(new PlaceDraft
        {
            Name = name, Kind = kind.Code, Street = street.Code, Address = $"{street.Name}{1 + nth}号", Lat = Written(near.Lat!.Value + (nth - 2) * Apart), Lon = Written(near.Lon!.Value + (nth % 3 - 1) * Apart), Datum = "wgs84",
            Host = host, Access = "直接进入", Serves = "户外劳动者、会员职工", Outdoor = kind == StationKind.Station || isSite, Facilities = facilities, Keeper = PersonNames.Next(Dice.For(name), man: nth % 2 == 0), Phone = $"1990999{nth:0000}",
            StartsOn = isSite ? desk.Today : null, EndsOn = isSite ? desk.Today.AddDays(SiteDays) : null, Note = "共建单位愿意提供场地",
        }, ct);
    }

    /// <summary>Passed over where an earlier making has come that far.</summary>
    async Task TakeAsync(Guid id, LifeStep step, CancellationToken ct)
    {
        var (desk, db) = await DeskAsync(LifeRules.DecidedBy(step).Contains(Role.SubdistrictOfficer) ? "street" : "district", ct);
        await using var closing = db;
        var life = (await new ReadLives(desk, db).LifeAsync(id, ct))!;
        if (life.Steps.Any(s => s.Step == step)) return;

        var next = new NextStep(step, desk.Today, step is LifeStep.Approve ? "示意〔2026〕3号" : step is LifeStep.Agree ? "共建协议，存一号柜" : "", step is LifeStep.Visit ? "临街，有水有电，进出方便" : "")
        {
            Terms = step is LifeStep.Agree ? new(life.Station.Host, desk.Today, life.Station.EndsOn?.AddDays(-1) ?? desk.Today.AddYears(3), Bearer.Host, Bearer.Union, "周一至周日 8:00-20:00", null, null) : null,
        };
        await new TakeStep(desk, db).RunAsync(life, life.Next, next, ct);
    }

    async Task<(Desk Desk, WaystationDb Db)> DeskAsync(string colleague, CancellationToken ct)
    {
        await using var all = house.Database.NewContext();
        var (account, post) = await (from a in all.Set<Account>() join p in all.Set<Post>() on a.Id equals p.AccountId where a.Name == colleague select new ValueTuple<Account, Post>(a, p)).FirstAsync(ct);
        var reach = Reach.Below(post.UnionId, City.Today(clock));
        var caller = new Caller(Guid.CreateVersion7(), account.Id, AccountKind.Staff, account.Name, null, null, null, Guid.CreateVersion7(), new(post.Id, post.Role, post.UnionId, "", post.Below, reach));
        var db = house.Database.NewContext(reach, caller.Actor);
        return (new Desk(caller, db, clock), db);
    }

    static string Written(double degrees) => degrees.ToString("0.000000", System.Globalization.CultureInfo.InvariantCulture);
}
