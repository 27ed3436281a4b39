using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Lives.Pages;

/// <summary>规划: how many rest stations each street is to have, how many stand and how many are on their way.</summary>
[ForStaff(Right.KeepStations, toRead: Right.SeeStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PlanModel(PlanStations plan) : PageModel
{
    [BindProperty] public Dictionary<string, string?> Planned { get; set; } = [];
    [BindProperty] public DateOnly? DueOn { get; set; }
    [BindProperty] public string? Paper { get; set; }
    [BindProperty(SupportsGet = true)] public string? District { get; set; }

    public IReadOnlyList<StreetCoverage> Streets { get; private set; } = [];

    /// <summary>A city has hundreds of streets: its districts first.</summary>
    public IReadOnlyList<DistrictCoverage> Districts { get; private set; } = [];
    public IReadOnlyList<StreetCoverage> Shown { get; private set; } = [];
    public bool IsOneOfMany => Shown.Count < Streets.Count && Districts.Count == 0;
    public bool MayPlan => HttpContext.MayChange() && plan.MayPlan;
    public int All => Streets.Sum(s => s.Planned ?? 0);
    public int Covered => Streets.Sum(s => s.Covered);
    public bool HasPlan => All > 0;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Streets = await plan.ReadAsync(ct);
        var districts = Streets.GroupBy(s => (Code: s.Street.DistrictCode, Name: s.Street.District)).ToList();
        var chosen = districts.Find(d => d.Key.Code == District);
        Shown = chosen is not null ? [.. chosen] : Streets;
        if (chosen is null && districts.Count > 1) Districts = districts.ConvertAll(d => new DistrictCoverage(d.Key.Code, d.Key.Name, d.Sum(s => s.Planned ?? 0), d.Sum(s => s.Open), d.Sum(s => s.Preparing), d.Sum(s => s.Covered)));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            Rule.Require(ModelState.IsValid, Say.DayNeeded);
            await plan.SetAsync(Planned, DueOn, Paper, ct);
            return LocalRedirect($"{Request.Path}{Request.QueryString}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            await OnGetAsync(ct);
            return Page();
        }
    }

    public static string Percent(int covered, int all) => all == 0 ? "—" : (100.0 * covered / all).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + "%";

    /// <summary>What was typed stands again where something was wrong with it.</summary>
    public string? Typed(StreetCoverage street) => Planned.GetValueOrDefault(street.Street.Code) ?? street.Planned?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
