using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Rulebook.Pages;

/// <summary>The rules in force today, with where each comes from and how well that is known.</summary>
[ForEveryone]
public sealed class InForceModel(Rules rules, TimeProvider clock) : PageModel
{
    public DateOnly Today => City.Today(clock);

    public IEnumerable<(string Kind, IReadOnlyList<RuleVersion> Rules)> Kinds => rules.InForce(Today);

    public static string Since(RuleVersion rule) => rule.EffectiveTo is { } last
        ? Words.Say("rulebook.from-to", Day(rule.EffectiveFrom), Day(last))
        : Words.Say("rulebook.since", Day(rule.EffectiveFrom));

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
