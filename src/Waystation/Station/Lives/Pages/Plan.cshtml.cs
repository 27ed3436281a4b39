using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Lives.Pages;

/// <summary>规划: how many rest stations each street is to have, how many stand and how many are on their way.</summary>
[ForStaff(Right.KeepStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PlanModel(PlanStations plan) : PageModel
{
    [BindProperty] public Dictionary<string, string?> Planned { get; set; } = [];
    [BindProperty] public DateOnly? DueOn { get; set; }
    [BindProperty] public string? Paper { get; set; }
    public IReadOnlyList<StreetCoverage> Streets { get; private set; } = [];
    public bool MayPlan => plan.MayPlan;
    public int All => Streets.Sum(s => s.Planned ?? 0);
    public int Covered => Streets.Sum(s => s.Covered);
    public bool HasPlan => All > 0;

    public async Task OnGetAsync(CancellationToken ct) => Streets = await plan.ReadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            Rule.Require(ModelState.IsValid, Say.DayNeeded);
            await plan.SetAsync(Planned, DueOn, Paper, ct);
            return Redirect("/station-plan");
        }
        catch (Refusal refusal)
        {
            ModelState.Clear();
            ModelState.AddModelError("", refusal.Sentence.ToString());
            await OnGetAsync(ct);
            return Page();
        }
    }

    public static string Percent(int covered, int all) => all == 0 ? "—" : (100.0 * covered / all).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + "%";

    /// <summary>What was typed stands again where something was wrong with it.</summary>
    public string? Typed(StreetCoverage street) => Planned.GetValueOrDefault(street.Street.Code) ?? street.Planned?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
