using System.Globalization;
using System.Text.RegularExpressions;
using Waystation.Calendar;
using Waystation.MutualAid;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Claims;

/// <summary>A claim as it is typed in, by phone or from paper.</summary>
public sealed partial class ClaimForm
{
    public const int LongestText = 500;
    const int MostPayees = 4, LongestSerial = 40;
    const decimal LargestAmount = 10_000_000;

    public string? Plan { get; set; }
    public string? Benefit { get; set; }
    public DateOnly? HappenedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public string? Amount { get; set; }
    public string? Case { get; set; }
    public int? Degree { get; set; }
    public string? Employer { get; set; }
    public string? Social { get; set; }
    public string? Hardship { get; set; }
    public string? Serial { get; set; }
    public string? Note { get; set; }

    /// <summary>None: the member's card.</summary>
    public string? Account { get; set; }
    public string?[] PayeeName { get; set; } = new string?[MostPayees];
    public string?[] PayeeAccount { get; set; } = new string?[MostPayees];
    public string?[] PayeeRelation { get; set; } = new string?[MostPayees];
    public string?[] PayeeShare { get; set; } = new string?[MostPayees];

    public int Payees => MostPayees;

    /// <summary>Refuses with a sentence what cannot be: days ahead, a discharge before admission, a claim out of its time.</summary>
    public ClaimDetails Read(Claimable what, DateOnly today, bool byApp, WorkingCalendar calendar)
    {
        var happenedOn = what.IsDeclaration && HappenedOn is { } year ? new DateOnly(year.Year, 12, 31) : HappenedOn;
        Rule.Require(happenedOn is not null, Say.DayMissing);
        Rule.Require(what.IsDeclaration || happenedOn <= today, Say.DayAhead(happenedOn!.Value));
        Rule.Require(!what.IsStay || EndedOn is not null, Say.DayMissing);
        Rule.Require(EndedOn is not { } end || end <= today, Say.DayAhead(EndedOn ?? today));
        Rule.Require(EndedOn is not { } left || left >= happenedOn, Say.LeftBeforeCame);
        var serial = Plain.Compact(Serial ?? "");
        Rule.Require(!what.IsStay || serial.Length is > 0 and <= LongestSerial, Say.SerialMissing);
        var happened = new ClaimEvent(what.Benefit.Id, happenedOn!.Value, what.IsStay ? EndedOn : null, what.AsksAmount ? Yuan(Amount, isNeeded: true) : Money.Zero, CaseOf(what), DegreeOf(what),
            what.IsDeclaration ? Yuan(Employer) : Money.Zero, what.IsDeclaration ? Yuan(Social) : Money.Zero, what.IsDeclaration ? Yuan(Hardship) : Money.Zero, what.IsStay ? serial : null);
        RequireInTime(what, happened, today, byApp, calendar);
        var note = OwnWords.Of(Note);
        Rule.Require(note.Length <= LongestText, Say.NoteTooLong(LongestText));
        return new(happened, note.Length > 0 ? note : null);
    }

    static void RequireInTime(Claimable what, ClaimEvent happened, DateOnly today, bool byApp, WorkingCalendar calendar)
    {
        var plan = what.Rule.Value;
        if (plan.InTime(happened, today, byApp, calendar) is not { } why) return;

        var declared = ClaimClocks.DeclaredFrom(happened.HappenedOn);
        if (why is Why.FiledTooEarly) throw new Refusal(Say.TooEarly(declared));
        if (what.IsDeclaration) throw new Refusal(Say.DeclarationOver(plan.DueOn(ClaimClocks.Declaration, happened.HappenedOn, calendar)!.Value));
        var last = plan.DueOn(ClaimClocks.AtAll, happened.HappenedOn, calendar);
        Rule.Require(last is not { } end || today <= end, Say.TooLate(last ?? today));
        throw new Refusal(Say.TooLateByApp(plan.DueOn(ClaimClocks.ByApp, happened.EndedOn ?? happened.HappenedOn, calendar)!.Value, last ?? today));
    }

    string? CaseOf(Claimable what)
    {
        if (!what.AsksCase) return null;
        var typed = Plain.Compact(Case ?? "");
        Rule.Require(typed.Length is > 0 and <= 60, Say.CaseMissing);
        return typed;
    }

    int? DegreeOf(Claimable what)
    {
        if (!what.AsksDegree) return null;
        Rule.Require(Degree is >= 1 and <= 10, Say.DegreeMissing);
        return Degree;
    }

    /// <summary>Those left behind, with shares that make a whole; else the claimant alone.</summary>
    public IReadOnlyList<Payee> ReadPayees(Claimable what, string ownName, string ownCard)
    {
        if (!what.IsDeath) return [new(ownName, AccountOf(Account ?? "", ownCard))];

        List<Payee> payees = [];
        for (var i = 0; i < MostPayees; i++)
        {
            var (name, account, relation, share) = (At(PayeeName, i), Plain.Compact(At(PayeeAccount, i)), At(PayeeRelation, i), Plain.Compact(At(PayeeShare, i)).TrimEnd('%'));
            if (name.Length + account.Length + share.Length == 0) continue;
            Rule.Require(name.Length is > 0 and <= 60 && relation.Length is > 0 and <= 30 && AccountNumber().IsMatch(account), Say.PayeeIncomplete(i + 1));
            Rule.Require(decimal.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100 && decimal.Round(percent, 2) == percent, Say.PayeeIncomplete(i + 1));
            payees.Add(new(name, account, (int)(percent * 100), relation));
        }

        Rule.Require(payees.Count > 0, Say.PayeesMissing);
        Rule.Require(payees.Sum(p => p.Share) == 10_000, Say.SharesMakeAWhole);
        return payees;
    }

    static string At(string?[]? all, int i) => Plain.Text(all is not null && i < all.Length ? all[i] ?? "" : "");

    public static string AccountOf(string typed, string card)
    {
        var account = Plain.Compact(typed.Length > 0 ? typed : card);
        Rule.Require(account.Length > 0, Say.AccountMissing);
        Rule.Require(AccountNumber().IsMatch(account), Say.AccountUnreadable);
        return account;
    }

    internal static Money Yuan(string? typed, bool isNeeded = false)
    {
        var clean = Plain.Compact(typed ?? "").TrimEnd('元');
        Rule.Require(clean.Length > 0 || !isNeeded, Say.AmountMissing);
        if (clean.Length == 0) return Money.Zero;
        Rule.Require(decimal.TryParse(Thousands.Plainly(clean), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) && yuan is >= 0 and <= LargestAmount && decimal.Round(yuan, 2) == yuan && (yuan > 0 || !isNeeded),
            Say.AmountUnreadable(clean.Length > 30 ? clean[..30] : clean));
        return Money.Yuan(yuan);
    }

    [GeneratedRegex("^[0-9]{8,30}\\z")]
    private static partial Regex AccountNumber();
}
