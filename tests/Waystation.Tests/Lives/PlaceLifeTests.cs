using Waystation.Accounts;
using Waystation.Geography;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Lives;

/// <summary>What may follow what in the life of a place, and what is refused; on 22 November 2026.</summary>
[Trait("server", "any")]
public class PlaceLifeTests
{
    static readonly DateTime now = new(2026, 11, 22, 2, 0, 0, DateTimeKind.Utc);
    static readonly DateOnly today = new(2026, 11, 22);
    static readonly Decider street = new(Guid.NewGuid(), Role.SubdistrictOfficer, now), district = new(Guid.NewGuid(), Role.DistrictOfficer, now);
    static readonly AgreementTerms terms = new("华天饮食", today, today.AddYears(3), Bearer.Host, Bearer.Union, "每天8:00-20:00", [1], [2]);

    static readonly (LifeStep Step, LifeStage Leads)[] way =
    [
        (LifeStep.Visit, LifeStage.Visited), (LifeStep.Approve, LifeStage.Approved), (LifeStep.Agree, LifeStage.Agreed), (LifeStep.Equip, LifeStage.Equipped), (LifeStep.Sign, LifeStage.Signed), (LifeStep.Run, LifeStage.Running),
    ];

    /// <summary>For each stage the steps that may follow, in words: the table is the specification.</summary>
    [Theory]
    [InlineData(LifeStage.Applied, "Visit End")]
    [InlineData(LifeStage.Visited, "Approve Visit End")]
    [InlineData(LifeStage.Approved, "Agree End")]
    [InlineData(LifeStage.Agreed, "Equip End")]
    [InlineData(LifeStage.Equipped, "Sign End")]
    [InlineData(LifeStage.Signed, "Run Suspend End")]
    [InlineData(LifeStage.Running, "Recheck Agree Suspend End")]
    [InlineData(LifeStage.Suspended, "Recheck End")]
    [InlineData(LifeStage.Dropped, "")]
    [InlineData(LifeStage.Ended, "")]
    public void After_each_stage_only_these_steps_may_come(LifeStage stage, string steps) => Assert.Equal(steps, string.Join(' ', LifeRules.After(stage)));

    [Fact]
    public void A_place_goes_the_whole_way_and_is_seen_only_between_its_sign_and_its_end()
    {
        var life = Begun();
        List<string> seen = [life.Station.Status];
        foreach (var (step, leads) in way)
        {
            life = Taken(life, step);
            Assert.Equal(leads, life.Stage);
            seen.Add(life.Station.Status);
        }

        life = Taken(life, LifeStep.Suspend);
        life = Taken(life, LifeStep.Recheck, passed: true);
        Assert.Equal((LifeStage.Running, StationStatus.Active), (life.Stage, life.Station.Status));
        life = Taken(life, LifeStep.Recheck, passed: false);
        Assert.Equal((LifeStage.Suspended, StationStatus.Suspended), (life.Stage, life.Station.Status));
        life = Taken(life, LifeStep.End);

        Assert.Equal(["preparing", "preparing", "preparing", "preparing", "preparing", "active", "active"], seen);
        Assert.Equal((StationStatus.Retired, today), (life.Station.Status, life.Station.OpenedOn));
        Assert.Equal(Enumerable.Range(1, 11), life.Steps.Select(s => s.Nth));
        Assert.Equal(("每天8:00-20:00", true), (life.Station.OpeningHoursText, life.Station.OpeningHours is not null));
    }

    [Fact]
    public void With_its_end_nobody_knows_any_more_who_kept_it_or_whom_to_ask_of_the_host()
    {
        var life = way.Aggregate(Begun(), (so, next) => Taken(so, next.Step));
        Assert.NotNull(life.Station.Keeper);
        Assert.NotNull(life.Agreement!.Contact);

        life = Taken(life, LifeStep.End);

        Assert.Null(life.Station.Keeper);
        Assert.Null(life.Agreement!.Contact ?? life.Agreement.Phone);
    }

    [Fact]
    public void A_place_from_a_register_runs_since_its_sign_and_may_rest_or_end_here()
    {
        var imported = Place();
        var life = new PlaceLife(imported, [], []);

        Assert.Equal((LifeStage.Running, 1), (life.Stage, life.Next));
        Assert.Equal(StationStatus.Suspended, Taken(life, LifeStep.Suspend).Station.Status);
    }

    public static TheoryData<string, Action> Refusals => new()
    {
        { "lives.not-next", () => Take(Begun(), new(LifeStep.Sign, today), street) },
        { "lives.not-next", () => Take(Taken(Begun(), LifeStep.End), new(LifeStep.Visit, today), street) },
        { "lives.not-next", () => Take(Begun(), new(LifeStep.Apply, today), street) },
        { "lives.decided-by-others", () => Take(Visited(), Approval, street) },
        { "lives.decided-by-others", () => Take(Begun(), new(LifeStep.Visit, today), new(Guid.NewGuid(), Role.StationKeeper, now)) },
        { "lives.decided-by-others", () => PlaceLife.Begin(Place(), new(LifeStep.Apply, today), new(Guid.NewGuid(), Role.StationKeeper, now)) },
        { "lives.nobody-approves-their-own", () => Take(Taken(Begun(by: district), LifeStep.Visit), Approval, district) },
        { "lives.paper-needed", () => Take(Visited(), Approval with { Paper = "" }, district) },
        { "lives.paper-too-long", () => Take(Visited(), Approval with { Paper = new('长', 101) }, district) },
        { "lives.note-too-long", () => Take(Visited(), Approval with { Note = new('长', 501) }, district) },
        { "lives.day-in-the-future", () => Take(Begun(), new(LifeStep.Visit, today.AddDays(1)), street) },
        { "lives.day-before-the-last", () => Take(Begun(), new(LifeStep.Visit, today.AddDays(-1)), street) },
        { "lives.terms-needed", () => Take(Approved(), new(LifeStep.Agree, today, "协议"), street) },
        { "lives.host-needed", () => Take(Approved(), new(LifeStep.Agree, today, "协议") { Terms = terms with { Host = "" } }, street) },
        { "lives.term-wrong", () => Take(Approved(), new(LifeStep.Agree, today, "协议") { Terms = terms with { Until = terms.From } }, street) },
        { "lives.term-wrong", () => Take(Approved(), new(LifeStep.Agree, today, "协议") { Terms = terms with { From = new(9990, 1, 1), Until = new(9999, 1, 1) } }, street) },
        { "lives.term-over", () => Take(Approved(), new(LifeStep.Agree, today, "协议") { Terms = terms with { From = today.AddYears(-3), Until = today } }, street) },
        { "lives.utilities-needed", () => Take(Approved(), new(LifeStep.Agree, today, "协议") { Terms = terms with { Utilities = Bearer.None } }, street) },
        { "lives.cover-needed", () => Take(Approved(), new(LifeStep.Agree, today, "协议") { Terms = terms with { Cover = Bearer.Shared } }, street) },
        { "lives.hours-needed", () => Take(Approved(), new(LifeStep.Agree, today, "协议") { Terms = terms with { Hours = "" } }, street) },
        { "lives.nobody-said-where", () => Take(way[..4].Aggregate(Begun(Place(located: false)), (so, next) => Taken(so, next.Step)), new(LifeStep.Sign, today), street) },
        { "lives.reason-needed", () => Take(new(Place(), [], []), new(LifeStep.Suspend, today), street) },
        { "lives.goods-needed", () => Take(new(Place(), [], []), new(LifeStep.End, today, Note: "房屋收回"), district) },
        { "lives.site-needs-its-days", () => PlaceLife.Begin(Place(StationKind.Site), new(LifeStep.Apply, today), street) },
        { "lives.site-needs-its-days", () => PlaceLife.Begin(Place(ends: today.AddDays(9)), new(LifeStep.Apply, today), street) },
        { "lives.period-wrong", () => PlaceLife.Begin(Place(StationKind.Site, ends: today), new(LifeStep.Apply, today), street) },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_may_not_be_decided_is_refused(string sentence, Action act) => Assert.Equal(sentence, Assert.Throws<Refusal>(act).Sentence.Key);

    static NextStep Approval => new(LifeStep.Approve, today, "东工发〔2026〕12号");

    static PlaceLife Visited() => Taken(Begun(), LifeStep.Visit);

    static PlaceLife Approved() => Taken(Visited(), LifeStep.Approve);

    static void Take(PlaceLife life, NextStep next, Decider by) => life.Take(next, by);

    static PlaceLife Taken(PlaceLife life, LifeStep step, bool passed = true)
    {
        var next = new NextStep(step, today, "材料", "原因") { Passed = passed, ByHost = true, Goods = GoodsLeft.Returned, Terms = step is LifeStep.Agree ? terms : null };
        var (taken, agreement) = life.Take(next, LifeRules.DecidedBy(step).Contains(street.Role) ? street : district);
        return life with { Steps = [.. life.Steps, taken], Agreements = agreement is null ? life.Agreements : [.. life.Agreements, agreement] };
    }

    static PlaceLife Begun(Station? station = null, Decider? by = null)
    {
        var place = station ?? Place();
        return new(place, [PlaceLife.Begin(place, new(LifeStep.Apply, today), by ?? street)], []);
    }

    static Station Place(StationKind? kind = null, DateOnly? ends = null, bool located = true) => Station.Propose("11010100890001", new StationRecord
    {
        Name = "华天小吃暖心驿站", Kind = kind ?? StationKind.Station, UnionId = Guid.NewGuid(), DistrictCode = "110101", StreetCode = "110101008", Address = "建国门内大街1号",
        Location = located ? new Location(new Position(39.9131, 116.4222), Datum.Gcj02) : null,
    }, new Contact([3], [4]), ends is null ? null : today.AddDays(-1), ends, now);
}
