using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MyData;

/// <summary>One class of personal data that the house holds: what it is, what for, on which ground, and for how long. The notice and everybody's own page are made of these.</summary>
/// <param name="Code">Of its words: <c>mydata.class-…</c>, <c>mydata.for-…</c>, <c>mydata.ground-…</c>.</param>
/// <param name="Kept">The rule that says how long.</param>
public sealed record HeldClass(string Code, string Kept)
{
    public static readonly HeldClass Record = new("record", Retention.EndedMemberships);
    public static readonly HeldClass Voluntary = new("voluntary", Retention.EndedMemberships);
    public static readonly HeldClass Account = new("account", Retention.ClosedAccounts);
    public static readonly HeldClass Sessions = new("sessions", Retention.Sessions);
    public static readonly HeldClass Requests = new("requests", Retention.DataRequests);
    public static readonly HeldClass Looks = new("looks", Retention.Logbook);

    public static readonly IReadOnlyList<HeldClass> All =
    [
        Record, Voluntary, new("applications", Retention.RefusedApplications), Account, Sessions, new("codes", Retention.OneTimeCodes), new("messages", Retention.Messages),
        new("counters", Retention.LimitCounters), new("marks", Retention.VisitorMarks), new("umbrellas", Retention.UmbrellaPhones), new("pictures", Retention.UnpublishedPictures), new("people-met", Retention.PeopleMet), new("goods", Retention.GoodsReceivers),
        new("medical-lines", Retention.MedicalLines), new("aid-vouchers", Retention.AidVouchers), new("enrolments", Retention.AidVouchers), new("claims", Retention.ClaimPapers), new("imports", Retention.ImportFiles), Requests, Looks, new("server-logs", Retention.ServerLogs),
    ];

    public Sentence What => new($"mydata.class-{Code}");
    public Sentence WhatFor => new($"mydata.for-{Code}");
    public Sentence Ground => new($"mydata.ground-{Code}");

    public RuleVersion<Retention> Rule(Rules rules, DateOnly on) => rules.On<Retention>(Kept, on);

    /// <summary>How long, in the rule's own words.</summary>
    public string HowLong(Rules rules, DateOnly on) => string.Join(" ", Rule(rules, on).Value.InWords());
}
