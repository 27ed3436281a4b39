using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Lives.Pages;

/// <summary>An officer puts a place forward for its host.</summary>
[ForStaff(Right.KeepStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class NewModel(ApplyForPlace apply, BranchStreets streets) : PageModel
{
    [BindProperty] public PlaceDraft Draft { get; set; } = new();
    public IReadOnlyList<BranchStreet> Streets { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Streets = await streets.AllAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            Rule.Require(ModelState.IsValid, Say.DayNeeded);
            return LocalRedirect($"/station-lives/{await apply.RunAsync(Draft, ct)}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            Streets = await streets.AllAsync(ct);
            return Page();
        }
    }
}
