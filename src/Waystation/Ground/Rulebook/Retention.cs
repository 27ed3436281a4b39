using Waystation.Shared;

namespace Waystation.Rulebook;

/// <summary>What the period counts from.</summary>
public enum CountsFrom { Made, Expired, LastUsed, Ended, Decided, Closed, Answered }

public enum Afterwards { Deleted, DeIdentified, Archived }

/// <summary>How long one class of data is kept, and what becomes of it.</summary>
public sealed record Retention(Period Keep, CountsFrom From, Afterwards Then) : IRuleValue
{
    public const string OneTimeCodes = "one-time-codes", Sessions = "sessions", Messages = "messages", LimitCounters = "limit-counters";
    public const string ImportFiles = "import-files", RefusedApplications = "refused-applications", EndedMemberships = "ended-memberships";
    public const string ClosedAccounts = "closed-accounts", Logbook = "logbook", ServerLogs = "server-logs", DataRequests = "data-requests", VisitorMarks = "visitor-marks", UmbrellaPhones = "umbrella-phones";
    public const string UnpublishedPictures = "unpublished-pictures";
    public const string PeopleMet = "people-met", GoodsReceivers = "goods-receivers";
    public const string MedicalLines = "medical-lines", AidVouchers = "aid-vouchers", ClaimPapers = "claim-papers";

    public IReadOnlyList<Sentence> InWords() => [new("rulebook.kept", FromInWords(), Keep.InWords(), ThenInWords())];

    public string? WrongField() => Keep.IsOneNumber ? null : "keep";

    Sentence FromInWords() => From switch
    {
        CountsFrom.Made => new("rulebook.from-made"),
        CountsFrom.Expired => new("rulebook.from-expired"),
        CountsFrom.LastUsed => new("rulebook.from-last-used"),
        CountsFrom.Ended => new("rulebook.from-ended"),
        CountsFrom.Decided => new("rulebook.from-decided"),
        CountsFrom.Closed => new("rulebook.from-closed"),
        _ => new("rulebook.from-answered"),
    };

    Sentence ThenInWords() => Then switch
    {
        Afterwards.Deleted => new("rulebook.then-deleted"),
        Afterwards.DeIdentified => new("rulebook.then-de-identified"),
        _ => new("rulebook.then-archived"),
    };
}

/// <summary>A length of time by the calendar: years, months or days, one of the three.</summary>
public sealed record Period(int Years = 0, int Months = 0, int Days = 0)
{
    /// <summary>What lay before this instant is past its time.</summary>
    public DateTimeOffset EndedBefore(DateTimeOffset now) => now.AddYears(-Years).AddMonths(-Months).AddDays(-Days);

    internal bool IsOneNumber => (Years, Months, Days) is ( > 0 and <= 100, 0, 0) or (0, > 0 and <= 1200, 0) or (0, 0, > 0 and <= 36500);

    internal Sentence InWords() =>
        Years > 0 ? new("rulebook.period-years", Years) : Months > 0 ? new("rulebook.period-months", Months) : new("rulebook.period-days", Days);
}
