using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid.Pages;

/// <summary>What somebody might be entitled to. It asks no name and keeps nothing; what is typed stands in no address and no log.</summary>
[ForEveryone]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class CalculatorModel(Rules rules, TimeProvider clock) : PageModel
{
    const int MostStays = 3;
    const decimal MostYuan = 10_000_000;

    [BindProperty] public string? Outpatient { get; set; }
    [BindProperty] public string?[] Stays { get; set; } = new string?[MostStays];
    [BindProperty] public string?[] Days { get; set; } = new string?[MostStays];
    [BindProperty] public string? AboveCap { get; set; }
    [BindProperty] public bool WithInpatient { get; set; }
    [BindProperty] public bool WithAllowance { get; set; }

    public IReadOnlyList<PlanEstimate> Plans { get; private set; } = [];
    public Money Sum => Plans.Aggregate(Money.Zero, (sum, plan) => sum + plan.Sum);

    public void OnGet() { }

    public void OnPost()
    {
        (Stays, Days) = (Padded(Stays), Padded(Days));
        ModelState.Clear();
        var happened = new HospitalEvent(Yuan(Outpatient), [.. Stays.Where(s => !string.IsNullOrWhiteSpace(s)).Select(Yuan)], Yuan(AboveCap), [.. Days.Where(d => !string.IsNullOrWhiteSpace(d)).Select(DaysOf)]);
        if (ModelState.IsValid) Plans = Estimate.Of(happened, [.. Chosen()], rules, City.Today(clock));
    }

    IEnumerable<string> Chosen()
    {
        if (WithInpatient) yield return Estimate.Inpatient;
        if (WithAllowance) yield return Estimate.Allowance;
    }

    static string?[] Padded(string?[]? typed) => [.. (typed ?? []).Take(MostStays), .. Enumerable.Repeat<string?>(null, Math.Max(0, MostStays - (typed?.Length ?? 0)))];

    Money Yuan(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return Money.Zero;
        var clean = Tables.Thousands.Plainly(Tables.Plain.Compact(typed));
        if (decimal.TryParse(clean, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) && yuan is >= 0 and <= MostYuan && decimal.Round(yuan, 2) == yuan) return Money.Yuan(yuan);
        ModelState.AddModelError("", Words.Say("aid.calc-no-amount", typed.Length > 40 ? typed[..40] : typed));
        return Money.Zero;
    }

    int DaysOf(string? typed)
    {
        if (int.TryParse(Tables.Plain.Compact(typed!), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 366) return days;
        ModelState.AddModelError("", Words.Say("aid.calc-no-days", typed!.Length > 40 ? typed[..40] : typed));
        return 0;
    }
}
