using System.Globalization;
using Waystation.MutualAid;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>Why a claim gets nothing: a code, and what has to be said with it. A code once stored keeps its meaning.</summary>
public enum Why
{
    NotAMember, NotInService, UnitDoesNotRemit, NoMedicalCover, NoCard, NotAWoman, AgeOutside, NotTakingPart, StillWaiting, Excluded, SameDisease, OneBenefitAnEvent, FiledLate, FiledTooEarly,
    NotListed, DegreeNotInTable, BelowDeductible, NoDayPaid, NothingLeft, NothingAboveCap,
}

/// <summary>One reason; of a refused claim all of them are told.</summary>
/// <param name="On">A day that the reason names.</param>
/// <param name="Place">Of an exclusion, in the plan.</param>
public sealed record ClaimReason(Why Code, DateOnly? On = null, int? Place = null)
{
    /// <param name="plan">By which it was decided.</param>
    public Sentence InWords(AidPlan plan)
    {
        var key = $"claims.why-{WordOf(Code)}";
        if (Code is Why.Excluded) return new(key, Place is { } place && place < plan.Exclusions.Count ? plan.Exclusions[place].In(Words.IsEnglish) : "");
        return On is { } on ? new(key, on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : new(key);
    }

    internal static string WordOf(Enum code) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString());
}

/// <summary>What the facts do not tell: a person has to look before anything is decided.</summary>
public enum Doubt { SexUnknown, AgeUnknown, AmountNotMatched, Illness, Accident, Declaration, NotInRegister }

/// <summary>What a claim comes to, and why.</summary>
/// <param name="Reasons">Why there is nothing to be had: all of them, or none.</param>
/// <param name="Entitled">By the plan, before what this claim was paid already.</param>
/// <param name="Pay">Now.</param>
/// <param name="Stamp">The version of the plan.</param>
public sealed record ClaimDecision(string Stamp, IReadOnlyList<ClaimReason> Reasons, IReadOnlyList<Doubt> Doubts, IReadOnlyList<ClaimLine> Lines, Money Entitled, Money Pay)
{
    /// <summary>Facts suffice: nobody has to look.</summary>
    public bool IsPlain => Reasons.Count == 0 && Doubts.Count == 0;

    public int DaysPaid => Lines.Where(l => l.Kind is ClaimLineKind.Days).Sum(l => l.Count);
}
