using Waystation.Shared;

namespace Waystation.Claims;

static class Say
{
    public static Sentence NoSuchClaim => new("claims.no-such-claim");
    public static Sentence NotNow(Sentence state) => new("claims.not-now", state);
    public static Sentence NoRecord => new("claims.no-record");
    public static Sentence ConsentFirst => new("claims.consent-first");
    public static Sentence NoSuchPlan => new("claims.no-such-plan");
    public static Sentence DayMissing => new("claims.day-missing");
    public static Sentence DayAhead(DateOnly day) => new("claims.day-ahead", day.ToString("yyyy-MM-dd", null));
    public static Sentence LeftBeforeCame => new("claims.left-before-came");
    public static Sentence AmountMissing => new("claims.amount-missing");
    public static Sentence AmountUnreadable(string typed) => new("claims.amount-unreadable", typed);
    public static Sentence SerialMissing => new("claims.serial-missing");
    public static Sentence SerialOfAnother => new("claims.serial-of-another");
    public static Sentence SerialTaken => new("claims.serial-taken");
    public static Sentence CaseMissing => new("claims.case-missing");
    public static Sentence DegreeMissing => new("claims.degree-missing");
    public static Sentence TooLate(DateOnly last) => new("claims.too-late", last.ToString("yyyy-MM-dd", null));
    public static Sentence TooLateByApp(DateOnly last, DateOnly onPaper) => new("claims.too-late-by-app", last.ToString("yyyy-MM-dd", null), onPaper.ToString("yyyy-MM-dd", null));
    public static Sentence TooEarly(DateOnly from) => new("claims.too-early", from.ToString("yyyy-MM-dd", null));
    public static Sentence DeclarationOver(DateOnly last) => new("claims.declaration-over", last.ToString("yyyy-MM-dd", null));
    public static Sentence NoteTooLong(int most) => new("claims.note-too-long", most);
    public static Sentence AccountMissing => new("claims.account-missing");
    public static Sentence AccountUnreadable => new("claims.account-unreadable");
    public static Sentence PayeesMissing => new("claims.payees-missing");
    public static Sentence PayeeIncomplete(int place) => new("claims.payee-incomplete", place);
    public static Sentence SharesMakeAWhole => new("claims.shares-make-a-whole");
    public static Sentence IdTaken => new("claims.id-taken");
    public static Sentence TooManyPapers(int most) => new("claims.too-many-papers", most);
    public static Sentence NoSuchDocument => new("claims.no-such-document");
    public static Sentence NothingMissing => new("claims.nothing-missing");
    public static Sentence AskedOnce => new("claims.asked-once");
    public static Sentence StillMissing(string documents) => new("claims.still-missing", documents);
    public static Sentence ConsentWithdrawn => new("claims.consent-withdrawn");
    public static Sentence CentreDecides => new("claims.centre-decides");
    public static Sentence SecondOfficer => new("claims.second-officer");
    public static Sentence ObjectionEmpty => new("claims.objection-empty");
    public static Sentence Forgotten => new("claims.forgotten");
    public static Sentence CeilingReached => new("claims.ceiling-reached");
    public static Sentence NoSuchBatch => new("claims.no-such-batch");
    public static Sentence NothingDue => new("claims.nothing-due");
    public static Sentence ReleasedAlready => new("claims.released-already");
    public static Sentence AnotherReleases => new("claims.another-releases");
    public static Sentence NothingWaits => new("claims.nothing-waits");
    public static Sentence PaperNumberMissing => new("claims.grant-paper-missing");
    public static Sentence NoMember => new("claims.no-member");

    /// <summary>What a constraint says to people; null for one that no act of theirs can break.</summary>
    public static Sentence? OfConstraint(string? name) => name switch
    {
        "claims_one_of_a_stay" => SerialTaken,
        "claim_asks_pkey" => AskedOnce,
        "claim_decisions_second_officer" => SecondOfficer,
        "claim_counters_within" => CeilingReached,
        "claim_batches_second_officer" => AnotherReleases,
        _ => null,
    };
}
