using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>How bad it is where an item fails; by it the day is set by which it is to be mended.</summary>
public enum Severity { Grave, Ordinary, Slight }

/// <summary>Who is to mend it.</summary>
public enum Owner { Keeper, Street }

/// <summary>One thing that is looked at.</summary>
/// <param name="AnyOf">Facilities by their codes, where it is about one of them: what is found is what everybody is told.</param>
/// <param name="OfOpening">It asks whether the station was open when it should be.</param>
public sealed record ChecklistItem(string Id, InBoth Title, Severity Severity, Owner Owner, IReadOnlyList<string>? AnyOf = null, bool OfOpening = false)
{
    internal bool IsWhole =>
        Id.Length is > 0 and <= 60 && Title.Zh.Length > 0 && Title.En.Length > 0 && !(OfOpening && AnyOf is not null) && (AnyOf is null || (AnyOf.Count > 0 && AnyOf.All(code => Facility.Read(code)?.Code == code)));
}

/// <summary>By when what is that bad is to be mended.</summary>
/// <param name="Photo">And only with a photo that shows it.</param>
public sealed record MendWithin(Severity Severity, int Within, DayCount Count, bool Photo = false);

/// <summary>What is looked at in places of some kinds, and how long each sort of fault may last.</summary>
/// <param name="For">Kinds of place, by their codes.</param>
/// <param name="Standards">Place standards whose required facilities are looked at as well.</param>
/// <param name="FarMetres">A visit saved further away than that from the station is marked.</param>
/// <param name="ClockMinutes">And one of a phone whose clock is wrong by more.</param>
public sealed record Checklist(IReadOnlyList<string> For, IReadOnlyList<ChecklistItem> Items, IReadOnlyList<string> Standards, IReadOnlyList<MendWithin> Mend, int FarMetres, int ClockMinutes) : IRuleValue
{
    const int MostItems = 60, LongestDays = 365;

    public static readonly RuleKind Kind = RuleKind.Of<Checklist>("inspection-checklist");

    public IReadOnlyList<Sentence> InWords() =>
    [
        new("rounds.rule", string.Join(Words.IsEnglish ? ", " : "、", For.Select(code => StationKind.Of(code).Name)), Items.Count),
        .. Mend.OrderBy(m => m.Severity).Select(m => new Sentence(m.Count is DayCount.WorkingDays ? "rounds.rule-working-days" : "rounds.rule-days", new Sentence($"rounds.severity-{m.Severity.ToString().ToLowerInvariant()}"), m.Within)),
        .. Mend.Where(m => m.Photo).Select(m => new Sentence("rounds.rule-photo", new Sentence($"rounds.severity-{m.Severity.ToString().ToLowerInvariant()}"))),
    ];

    public string? WrongField() =>
        For.Count == 0 || For.Any(code => StationKind.All.All(k => k.Code != code)) ? "for" :
        Items.Count is 0 or > MostItems || Items.Select(i => i.Id).Distinct().Count() != Items.Count || Items.Any(i => !i.IsWhole) ? "items" :
        Mend.Count != 3 || Mend.Select(m => m.Severity).Distinct().Count() != 3 || Mend.Any(m => m.Within is < 1 or > LongestDays) ? "mend" :
        FarMetres is < 10 or > 100_000 ? "farMetres" : ClockMinutes is < 1 or > 1440 ? "clockMinutes" : null;
}
