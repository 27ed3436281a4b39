using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Lives;
using Waystation.Paper;

namespace Waystation.Signs.Pages;

/// <summary>Chooses which papers to print, and for which places.</summary>
[ForStaff(Right.KeepStations)]
public sealed class SignsModel(BranchStreets streets) : PageModel
{
    /// <summary>Numbers or names, as from the page of one place.</summary>
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    public IReadOnlyList<BranchStreet> Streets { get; private set; } = [];
    public bool MakesPdf => PrintPdf.Program is not null;

    public async Task OnGetAsync(CancellationToken ct) => Streets = await streets.AllAsync(ct);
}
