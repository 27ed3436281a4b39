using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Enrolment;

/// <summary>One year of a plan that is paid for by shares: from when to when somebody takes part who joins on a day, and what it costs.</summary>
/// <param name="Rule">The version that stands on the year's first day: the whole year goes by it.</param>
public sealed record PlanYear(RuleVersion<AidPlan> Rule, DateOnly BeginsOn)
{
    const int MostSharesAnywhere = 99;

    public AidPlan Plan => Rule.Value;
    public DateOnly EndsOn => BeginsOn.AddMonths(Plan.YearMonths).AddDays(-1);
    public int MostShares => Plan.Price!.MostShares ?? MostSharesAnywhere;
    public IReadOnlyList<Money> Prices => Plan.Price!.PerShare;
    public string Title => Rule.Title.In(Words.IsEnglish);

    /// <summary>The year that was named; refused where no such plan is paid by shares, or its years do not begin on that day.</summary>
    public static PlanYear Of(Rules rules, string plan, DateOnly beginsOn)
    {
        var rule = rules.On<AidPlan>(plan, beginsOn);
        Shared.Rule.Require(rule.Value.Price is not null, Say.FederationPays);
        Shared.Rule.Require(beginsOn.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture) == rule.Value.YearBegins, Say.NoSuchYear);
        return new(rule, beginsOn);
    }

    /// <summary>Those that somebody can join on that day: of each plan the year that runs, and the one after it.</summary>
    public static IReadOnlyList<PlanYear> Open(Rules rules, DateOnly today) =>
        [.. rules.AllOn<AidPlan>(today).Where(rule => rule.Value.Price is not null).SelectMany(rule => Years(rules, rule, today)).Where(year => year.From(today) <= year.EndsOn)];

    static IEnumerable<PlanYear> Years(Rules rules, RuleVersion<AidPlan> rule, DateOnly today)
    {
        var first = DateOnly.ParseExact($"{today.Year:D4}-{rule.Value.YearBegins}", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        if (first > today) first = first.AddYears(-1);
        foreach (var begins in (DateOnly[])[first, first.AddMonths(rule.Value.YearMonths)])
            if (rules.AllOn<AidPlan>(begins).Any(r => r.Id == rule.Id && r.Value.Price is not null)) yield return Of(rules, rule.Id, begins);
    }

    /// <summary>The first day of somebody whose joining was settled on that day: the year's, or once it has begun the next day.</summary>
    public DateOnly From(DateOnly settled) => settled < BeginsOn ? BeginsOn : settled.AddDays(1);

    /// <summary>Whoever is new waits longer than the year lasts: nothing of it is ever paid to them.</summary>
    public bool IsAllWaiting(DateOnly from) => from.AddDays(Plan.Waiting?.First ?? 0) > EndsOn;

    /// <summary>How many of the year's months are paid for.</summary>
    public int Months(DateOnly from)
    {
        if (Plan.Price!.Late is LatePrice.WholeYear) return Plan.YearMonths;

        var over = 0;
        while (BeginsOn.AddMonths(over + 1) <= from) over++;
        return Plan.YearMonths - over;
    }

    /// <summary>Of one share, half a fen counting up; the database reckons the same.</summary>
    public Money Premium(Money price, int months) => new((2 * price.Fen * months + Plan.YearMonths) / (2 * Plan.YearMonths));
}
