using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Rulebook;

/// <summary>What this room brings to the web program.</summary>
public static class RulebookRoom
{
    /// <summary>The kinds that the ground itself asks for.</summary>
    internal static readonly IReadOnlyList<RuleKind> Kinds =
    [
        RuleKind.Of<Clock>("clock", Clock.JoiningDecision, Clock.JoiningDecisionAbove, Clock.JoiningAppeal, Clock.TransferAnswer, Clock.DataRequest, Clock.AccountClosing, Clock.StationQuestion, Clock.UmbrellaLoan, Clock.AidObjection),
        RuleKind.Of<ReasonToRefuse>("reason-to-refuse",
            ReasonToRefuse.NotWageEarningHere, ReasonToRefuse.AlreadyAMember, ReasonToRefuse.IdentityNotEstablished, ReasonToRefuse.UnderMinimumAge),
        RuleKind.Of<KnowledgeRule>("knowledge", KnowledgeRule.Station),
        RuleKind.Of<Retention>("retention",
            Retention.OneTimeCodes, Retention.Sessions, Retention.Messages, Retention.LimitCounters, Retention.ImportFiles, Retention.RefusedApplications,
            Retention.EndedMemberships, Retention.ClosedAccounts, Retention.Logbook, Retention.ServerLogs, Retention.DataRequests, Retention.VisitorMarks, Retention.UmbrellaPhones, Retention.UnpublishedPictures,
            Retention.PeopleMet, Retention.GoodsReceivers, Retention.MedicalLines, Retention.AidVouchers, Retention.ClaimPapers),
        RuleKind.Of<KeyLight>("key-light", KeyLight.KeyWork),
        RuleKind.Of<MonthlyReport>("monthly-report", MonthlyReport.KeyWork),
        RuleKind.Of<WalkRule>("walk", WalkRule.Today),
        RuleKind.Of<RecheckRule>("recheck", RecheckRule.Place),
    ];

    /// <param name="kinds">Of every room.</param>
    public static void AddRulebook(this IServiceCollection services, IReadOnlyList<RuleKind> kinds) =>
        services.AddSingleton(all => Rules.Read(all.GetRequiredService<DataFolder>(), kinds));

    /// <summary>The rules are read here, before the first visitor: a file that cannot be read refuses the start.</summary>
    public static void MapRulebook(this WebApplication app)
    {
        var rules = app.Services.GetRequiredService<Rules>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.MapGet("/api/rules", () => rules.InForce(City.Today(clock)).SelectMany(kind => kind.Rules.Select(rule => ForMachines(kind.Kind, rule)))).WithMetadata(new ForEveryoneAttribute());
    }

    static object ForMachines(string kind, RuleVersion rule) => new
    {
        kind, rule.Id, rule.Stamp, rule.Title, rule.Scope, rule.EffectiveFrom, rule.EffectiveTo, rule.Source, Reliability = rule.Reliability.ToString(), Value = RuleKind.Written(rule.Says),
    };
}
