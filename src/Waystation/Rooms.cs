using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Claims;
using Waystation.Commands;
using Waystation.Data;
using Waystation.Enrolment;
using Waystation.Equipment;
using Waystation.Evidence;
using Waystation.FullExports;
using Waystation.Hours;
using Waystation.Indicators;
using Waystation.Joining;
using Waystation.Keepers;
using Waystation.KeyWork;
using Waystation.Lives;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.MembershipCodes;
using Waystation.Messages;
using Waystation.Modes;
using Waystation.MutualAid;
using Waystation.MyData;
using Waystation.OpenData;
using Waystation.Organisations;
using Waystation.Paper;
using Waystation.Pictures;
using Waystation.PlacePictures;
using Waystation.Places;
using Waystation.Rounds;
using Waystation.Rulebook;
using Waystation.Shared;
using Waystation.ShiftRoutes;
using Waystation.Signs;
using Waystation.Standards;
using Waystation.Tables;
using Waystation.Visits;
using Waystation.Walks;

namespace Waystation;

/// <summary>The table of contents: what each room brings to the program.</summary>
public static class Rooms
{
    /// <summary>Every kind of rule: a file of a kind that is not named here refuses the start, whoever reads it.</summary>
    public static readonly IReadOnlyList<RuleKind> RuleKinds = [.. RulebookRoom.Kinds, MemberService.Kind, AidPlan.Kind, LifeEvent.Kind, BankTemplate.Kind, ClaimLimits.Kind, PlaceStandard.Kind, PublicLine.Kind, Checklist.Kind, GoodsKind.Kind];

    public static readonly Features Features = new(
        Imports: [new("divisions", DivisionsAsync), new("members", MembersAsync), new("stations", StationsAsync), new("toilets", ToiletsAsync), new("insured", InsuredAsync)],
        Checks: [new("verify-logbook", LogbookAsync), new("verify-ledger", LedgerAsync), new("verify-stock", StockAsync), new("replay", ReplayAsync)],
        Doors:
        [
            new(Floor.Today, "/desk", "accounts.desk-title", "accounts.choose-post", [.. Enum.GetNames<Right>().Except([nameof(Right.KeepOwnStation)])]),
            new(Floor.Station, "/", "shared.nav-stations", "places.door-what", Door.Worker),
            new(Floor.Home, "/me/code", "codes.door", "codes.door-what", Door.Worker),
            new(Floor.Home, "/me", "accounts.me-title", "accounts.me-what", Door.Worker),
            new(Floor.Union, "/unions", "organisations.door", "organisations.door-what", nameof(Right.SeeUnions)),
            new(Floor.Union, "/members", "members.door-list", "members.door-list-what", nameof(Right.SeeMembers)),
            new(Floor.Union, "/members/import", "members.door-import", "members.door-import-what", nameof(Right.ImportMembers)),
            new(Floor.Union, "/data-requests", "mydata.door-requests", "mydata.waiting-why", nameof(Right.DecideMembers)),
            new(Floor.Union, "/exports", "exports.title", "exports.what", nameof(Right.RevealMembers)),
            new(Floor.Union, "/me/data", "mydata.data-title", "mydata.data-what", Door.WorkerMore),
            new(Floor.Station, "/station-questions", "evidence.questions", "evidence.questions-why", nameof(Right.KeepStations)),
            new(Floor.Station, "/station-lives", "lives.title", "lives.door-what", nameof(Right.KeepStations), nameof(Right.SeeStations)),
            new(Floor.Station, "/signs", "signs.title", "signs.door-what", nameof(Right.KeepStations)),
            new(Floor.Station, "/routes", "shiftroutes.title", "shiftroutes.door-what", nameof(Right.KeepStations)),
            new(Floor.Station, "/umbrellas", "visits.overdue", "visits.overdue-why", nameof(Right.KeepStations)),
            new(Floor.Station, "/keeper", "keepers.door-own", "keepers.door-own-what", nameof(Right.KeepOwnStation)),
            new(Floor.Station, "/keeper/umbrellas", "visits.umbrellas", "visits.umbrellas-what", nameof(Right.KeepOwnStation)),
            new(Floor.Station, "/station-pictures", "placepictures.title", "placepictures.what", nameof(Right.KeepStations)),
            new(Floor.Station, "/keeper/pictures", "placepictures.door-own", "placepictures.keeper-what", nameof(Right.KeepOwnStation)),
            new(Floor.Station, "/rounds", "rounds.title", "rounds.door-what", nameof(Right.InspectStations), nameof(Right.SeeStations)),
            new(Floor.Station, "/faults", "rounds.faults-title", "rounds.faults-door-what", nameof(Right.InspectStations), nameof(Right.SeeStations)),
            new(Floor.Station, "/station-modes", "modes.title", "modes.door-what", nameof(Right.KeepStations), nameof(Right.SeeStations)),
            new(Floor.Station, "/goods", "equipment.title", "equipment.door-what", nameof(Right.KeepGoods), nameof(Right.SeeStations)),
            new(Floor.Station, "/keeper/goods", "equipment.keeper-title", "equipment.door-keeper-what", nameof(Right.KeepOwnStation)),
            new(Floor.Ground, "/accounts", "accounts.colleagues-title", "accounts.colleagues-what", nameof(Right.ManageAccounts)),
            new(Floor.Ground, "/log", "accounts.log-title", "accounts.log-what", nameof(Right.ReadLog)),
            new(Floor.Ground, "/system", "accounts.system-title", "accounts.system-what", nameof(Right.RunSystem)),
            new(Floor.Review, "/numbers", "indicators.title", "indicators.what", nameof(Right.SeeNumbers)),
            new(Floor.Review, "/aid-numbers", "indicators.aid-title", "indicators.aid-what", nameof(Right.SeeNumbers)),
            new(Floor.Review, "/key-work", "keywork.title", "keywork.what", nameof(Right.SeeKeyWork)),
            new(Floor.Union, "/applications", "joining.door", "joining.door-what", nameof(Right.DecideMembers)),
            new(Floor.Union, "/join-codes", "joining.door-codes", "joining.door-codes-what", nameof(Right.DecideMembers)),
            new(Floor.Union, "/unions/to-found", "organisations.to-found", "organisations.to-found-why", nameof(Right.ChangeUnions)),
            new(Floor.Today, "/walk", "walks.title", "walks.what", nameof(Right.DecideMembers)),
            new(Floor.Union, "/members/roll", "joining.door-roll", "joining.door-roll-what", nameof(Right.DecideMembers)),
            new(Floor.Union, "/me/applications", "joining.tab", "joining.tab-what", Door.Worker),
            new(Floor.Home, "/aid/settlements", "aid.desk-title", "aid.desk-what", nameof(Right.DecideClaims)),
            new(Floor.Home, "/enrolment", "enrolment.desk-title", "enrolment.door-what", nameof(Right.ImportMembers)),
            new(Floor.Home, "/aid/premiums", "enrolment.premiums-title", "enrolment.premiums-what", nameof(Right.DecideClaims)),
            new(Floor.Home, "/me/enrolments", "enrolment.mine-title", "enrolment.mine-what", Door.WorkerMore),
            new(Floor.Home, "/me/aid", "aid.mine-title", "aid.mine-what", Door.WorkerMore),
            new(Floor.Home, "/me/claims", "claims.mine-title", "claims.mine-what", Door.WorkerMore),
            new(Floor.Home, "/claims", "claims.desk-title", "claims.desk-what", nameof(Right.DecideClaims)),
            new(Floor.Home, "/claims/payments", "claims.payments-title", "claims.payments-what", nameof(Right.DecideClaims)),
            new(Floor.Home, "/aid/funds", "claims.funds-title", "claims.funds-what", nameof(Right.DecideClaims)),
            new(Floor.Home, "/claims/identity", "claims.identity-title", "claims.identity-what", nameof(Right.DecideMembers)),
        ],
        AddServices: services =>
        {
            services.AddLogbook();
            services.AddRulebook(RuleKinds);
            services.AddMessages();
            services.AddOrganisations();
            services.AddMembers();
            services.AddMyData();
            services.AddMembershipCodes();
            services.AddPlaces();
            services.AddOpenData();
            services.AddEvidence();
            services.AddLives();
            services.AddStandards();
            services.AddPaper();
            services.AddPictures();
            services.AddSigns();
            services.AddShiftRoutes();
            services.AddVisits();
            services.AddKeepers();
            services.AddPlacePictures();
            services.AddHours();
            services.AddEquipment();
            services.AddModes();
            services.AddIndicators();
            services.AddJoining();
            services.AddKeyWork();
            services.AddFullExports();
            services.AddWalks();
            services.AddMutualAid();
            services.AddEnrolment();
            services.AddClaims();
            services.AddRounds();
        },
        MapEndpoints: app =>
        {
            app.MapRulebook();
            app.MapPlaces();
            app.MapPictures();
            app.MapOpenData();
            app.MapMembershipCodes();
            app.MapIndicators();
            app.MapRounds();
            app.MapClaims();
        })
    {
        Chores = [new("retention", RetentionAsync)],
        Waits = [.. JoiningRoom.Waits, .. MyDataRoom.Waits, .. KeyWorkRoom.Waits, .. FullExportsRoom.Waits, .. OrganisationsRoom.Waits, .. WalksRoom.Waits, .. EvidenceRoom.Waits, .. LivesRoom.Waits, .. PlacePicturesRoom.Waits, .. RoundsRoom.Waits, .. EquipmentRoom.Waits, .. VisitsRoom.Waits, .. HoursRoom.Waits, .. EnrolmentRoom.Waits, .. ClaimsRoom.Waits],
    };

    static async Task<ImportReport> DivisionsAsync(House house, ImportOrder order, CancellationToken ct)
    {
        await using var db = house.Database.NewContext();
        return await LoggedAsync(house, order, Did.ImportedDivisions, await new ImportDivisions(db, house.Clock).RunAsync(order.File, order.DryRun, ct), ct);
    }

    static Task<ImportReport> MembersAsync(House house, ImportOrder order, CancellationToken ct) =>
        new ImportMembers(house.Database.Source, house.Vault, house.Clock).RunAsync(order.File, new ImportOptions
        {
            DryRun = order.DryRun,
            What = order.NewApplications ? ImportKind.Applications : ImportKind.Existing,
            Progress = order.Progress,
        }, ct);

    static async Task<ImportReport> StationsAsync(House house, ImportOrder order, CancellationToken ct) =>
        await LoggedAsync(house, order, Did.ImportedStations, await new ImportStations(house.Database, house.Vault, house.Clock).RunAsync(order.File, order.DryRun, order.Progress, ct), ct);

    static async Task<ImportReport> ToiletsAsync(House house, ImportOrder order, CancellationToken ct) =>
        await LoggedAsync(house, order, Did.ImportedToilets, await new ImportToilets(house.Database, house.Clock).RunAsync(order.File, order.DryRun, order.Progress, ct), ct);

    static Task<ImportReport> InsuredAsync(House house, ImportOrder order, CancellationToken ct) => new ImportInsured(house).RunAsync(order.File, order.DryRun, Actor.Command, order.Progress, ct);

    static async Task<ImportReport> LoggedAsync(House house, ImportOrder order, Did did, ImportReport report, CancellationToken ct)
    {
        if (!order.DryRun) await new LogLine(Actor.Command, did, house.Clock.GetUtcNow(), Amount: report.Accepted).WriteAsync(house.Database.Source, ct);
        return report;
    }

    static async Task<CheckReport> LogbookAsync(House house, CancellationToken ct)
    {
        var found = await new VerifyLog(house).RunAsync(ct);
        await new LogLine(Actor.Command, Did.VerifiedLog, house.Clock.GetUtcNow(), Amount: found.Findings.Count).WriteAsync(house.Database.Source, ct);
        await new SealLog(house).RunAsync(ct);
        return new(
            new Sentence(found.Findings.Count == 0 ? "logbook.holds" : "logbook.does-not-hold", found.Rows, found.Seals, found.Unsealed), found.Findings,
            new { found.Rows, found.Seals, found.Unsealed, findings = found.Findings.Select(finding => finding.ToString()) });
    }

    static async Task<CheckReport> LedgerAsync(House house, CancellationToken ct)
    {
        var ledger = await new VerifyLedger(house).RunAsync(ct);
        var found = ledger with { Findings = [.. ledger.Findings, .. await new VerifyPremiums(house).RunAsync(ct), .. await VerifyClaims.RunAsync(house.Database.Source, ct)] };
        await new LogLine(Actor.Command, Did.VerifiedLedger, house.Clock.GetUtcNow(), Amount: found.Findings.Count).WriteAsync(house.Database.Source, ct);
        await new SealLog(house).RunAsync(ct);
        return new(
            new Sentence(found.Findings.Count == 0 ? "aid.ledger-agrees" : "aid.ledger-does-not-agree", found.Entries, found.Quarters, found.Paid.Shown), found.Findings,
            new { found.Entries, found.Quarters, totalYuan = found.Paid.ToString(), findings = found.Findings.Select(finding => finding.ToString()) });
    }

    static async Task<CheckReport> ReplayAsync(House house, CancellationToken ct)
    {
        var rules = Rules.Read(house.Folder, RuleKinds);
        var quarters = await new ReplayDecisions(house, rules).RunAsync(ct);
        var (decisions, differing, claims) = (quarters.Sum(q => q.Decisions), quarters.Sum(q => q.Differing), new List<Sentence>());
        await foreach (var claim in new ClaimReplay(house, rules, new(new(house.Vault, house.Clock)), WorkingCalendar.Of(house.Folder.Calendar)).RunAsync(null, ct))
        {
            decisions++;
            if (claim.IsSame) continue;
            differing++;
            claims.Add(new("claims.replay-differs", claim.ClaimId, claim.Stored.Pay.Shown, claim.Anew.Pay.Shown));
        }

        await new LogLine(Actor.Command, Did.ReplayedDecisions, house.Clock.GetUtcNow(), Amount: decisions).WriteAsync(house.Database.Source, ct);
        await new SealLog(house).RunAsync(ct);
        return new(
            new Sentence(differing == 0 ? "aid.replay-same" : "aid.replay-differs", decisions, quarters.Count, differing),
            [.. quarters.Where(q => q.Differing > 0).Select(q => new Sentence("aid.replay-quarter-differs", q.Quarter, q.Differing, q.Decisions, q.Rule)), .. claims],
            new { decisions, differing, quarters = quarters.Select(q => new { quarter = q.Quarter.ToString(), q.Rule, q.Decisions, q.Differing }) });
    }

    static async Task<CheckReport> StockAsync(House house, CancellationToken ct)
    {
        var found = await new VerifyStock(house).RunAsync(ct);
        await new LogLine(Actor.Command, Did.VerifiedStock, house.Clock.GetUtcNow(), Amount: found.Findings.Count).WriteAsync(house.Database.Source, ct);
        await new SealLog(house).RunAsync(ct);
        return new(
            new Sentence(found.Findings.Count == 0 ? "equipment.check-agrees" : "equipment.check-does-not-agree", found.Moves, found.Entries, found.Bought), found.Findings,
            new { found.Moves, found.Entries, found.Bought, findings = found.Findings.Select(finding => finding.ToString()) });
    }

    static async Task<ChoreReport> RetentionAsync(House house, bool dryRun, CancellationToken ct)
    {
        var kept = await MyDataRoom.CarryOutRetentionAsync(house, Rules.Read(house.Folder, RuleKinds), dryRun, ct);
        return new(
            new Sentence(dryRun ? "mydata.retention-would" : "mydata.retention-done", kept.Where(k => dryRun || k.IsDone).Sum(k => k.Count ?? 0)), [.. kept.Select(k => k.InWords(dryRun))],
            new { dryRun, classes = kept.Select(k => new { k.Rule.Id, k.Rule.Stamp, k.Count, k.IsDone }) });
    }
}
