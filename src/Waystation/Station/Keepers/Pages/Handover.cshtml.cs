using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Keepers.Pages;

/// <summary>A keeper hands the place on: a new PIN for the next one, and whoever held it before is out.</summary>
[ForStaff(Right.KeepOwnStation)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class HandoverModel(KeptStation kept, KeeperPins pins) : PageModel
{
    [BindProperty] public string? Name { get; set; }
    public PinSheet? Sheet { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await kept.OwnAsync(ct) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await kept.OwnAsync(ct) is not { } station) return NotFound();

        try
        {
            Sheet = await pins.RenewAsync(await kept.MeAsync(ct), station, Name ?? "", ct);
            SessionCookie.Take(Response);
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
        }

        return Page();
    }
}
