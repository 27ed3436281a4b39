using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Keepers;
using Waystation.Shared;

namespace Waystation.Modes.Pages;

/// <summary>What the keeper's own station is asked, and the host's yes or no.</summary>
[ForStaff(Right.KeepOwnStation)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class KeeperModesModel(KeptStation kept, AnswerMode answers) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await kept.OwnAsync(ct) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(Guid mode, bool yes, CancellationToken ct)
    {
        if (await kept.OwnAsync(ct) is not { } own) return NotFound();

        try
        {
            await answers.RunAsync(own, mode, yes, ct);
            return LocalRedirect("/keeper");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return Page();
        }
    }
}
