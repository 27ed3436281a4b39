using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Waystation.Calendar;
using Waystation.Rulebook;
using Waystation.Standards;

namespace Waystation.Rounds;

/// <summary>A checklist for one kind of place as it was when it was taken along: a visit names it, whatever the rules say later.</summary>
/// <param name="Stamp">Of the rule it was drawn up from.</param>
public sealed record KeptChecklist(string Stamp, string Kind, IReadOnlyList<ChecklistItem> Items, IReadOnlyList<MendWithin> Mend, int FarMetres, int ClockMinutes)
{
    static readonly JsonSerializerOptions plain = Wire.Options;

    /// <summary>Made of what it says: the same list has the same id, another has another.</summary>
    public Guid Id() => new(SHA256.HashData(Encoding.UTF8.GetBytes(Written())).AsSpan(0, 16));

    public string Written() => JsonSerializer.Serialize(this, plain);

    public static KeptChecklist Read(string written) => JsonSerializer.Deserialize<KeptChecklist>(written, plain)!;

    /// <summary>The last day in time; the day it was found does not count.</summary>
    public DateOnly DueOn(Severity severity, DateOnly found, WorkingCalendar calendar)
    {
        var mend = Mend.Single(m => m.Severity == severity);
        return mend.Count is DayCount.WorkingDays ? calendar.AddWorkingDays(found, mend.Within) : found.AddDays(mend.Within);
    }

    public bool NeedsPhoto(Severity severity) => Mend.Single(m => m.Severity == severity).Photo;

    /// <summary>With the required facilities of the standards that the rule names, where these are for such places too.</summary>
    public static KeptChecklist Of(RuleVersion<Checklist> rule, string kind, IEnumerable<RuleVersion<PlaceStandard>> standards)
    {
        var asked = rule.Value.Items.SelectMany(i => i.AnyOf ?? []).ToHashSet();
        var more = from standard in standards
                   where rule.Value.Standards.Contains(standard.Id) && standard.Value.For.Contains(kind)
                   from item in standard.Value.Items
                   where item.Must && item.AnyOf is not null && !item.AnyOf.Any(asked.Contains)
                   select new ChecklistItem($"{standard.Id}-{item.Id}", item.Title, Severity.Ordinary, Owner.Street, item.AnyOf);
        return new(rule.Stamp, kind, [.. rule.Value.Items, .. more.DistinctBy(i => i.Id)], rule.Value.Mend, rule.Value.FarMetres, rule.Value.ClockMinutes);
    }
}
