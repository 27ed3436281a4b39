using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.Lives.Pages;

/// <summary>The places of the branch whose life has a next step: what waits for this post first, and any other place by its name.</summary>
[ForStaff(Right.KeepStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ListModel(ReadLives lives) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }

    /// <summary>Only what waits for this post.</summary>
    [BindProperty(SupportsGet = true)] public bool Here { get; set; }
    public IReadOnlyList<LifeRow> Rows { get; private set; } = [];
    public bool IsSearch => !string.IsNullOrWhiteSpace(Q);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = IsSearch ? await lives.FindAsync(Q!.Trim(), ct) : await lives.OpenAsync(ct);
        if (Here && !IsSearch) Rows = [.. Rows.Where(row => row.WaitsHere)];
    }

    public static string Badge(LifeStage stage) => LifeRules.StatusAt(stage) switch
    {
        Places.StationStatus.Active => "open",
        Places.StationStatus.Preparing when stage is not LifeStage.Dropped => "likely",
        _ => "closed",
    };
}
