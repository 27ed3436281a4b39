using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.Lives.Pages;

/// <summary>The places of the branch whose life has a next step: what waits for this post first, and any other place by its name.</summary>
[ForStaff(Right.KeepStations, toRead: Right.SeeStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ListModel(ReadLives lives) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }

    /// <summary>Only what waits for this post.</summary>
    [BindProperty(SupportsGet = true)] public bool Here { get; set; }

    /// <summary>By its code: behind a number of the plan.</summary>
    [BindProperty(SupportsGet = true)] public string? Street { get; set; }
    [BindProperty(SupportsGet = true)] public bool Preparing { get; set; }
    public IReadOnlyList<LifeRow> Rows { get; private set; } = [];
    public bool IsOfPlan => !string.IsNullOrWhiteSpace(Street);
    public bool IsSearch => !IsOfPlan && !string.IsNullOrWhiteSpace(Q);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = IsOfPlan ? await lives.OfPlanAsync(Street!.Replace("\0", ""), Preparing, ct) : IsSearch ? await lives.FindAsync(Q!.Trim(), ct) : await lives.OpenAsync(ct);
        if (Here && !IsSearch && !IsOfPlan) Rows = [.. Rows.Where(row => row.WaitsHere)];
    }

    public static string Badge(LifeStage stage) => LifeRules.StatusAt(stage) switch
    {
        Places.StationStatus.Active => "open",
        Places.StationStatus.Preparing when stage is not LifeStage.Dropped => "likely",
        _ => "closed",
    };
}
