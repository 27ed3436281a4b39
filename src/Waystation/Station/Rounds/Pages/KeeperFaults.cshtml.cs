using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Pictures;
using Waystation.Shared;

namespace Waystation.Rounds.Pages;

/// <summary>What is to be mended at a keeper's own station, and their word that it is.</summary>
[ForStaff(Right.KeepOwnStation)]
[PhotoForm]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class KeeperFaultsModel(Desk desk, ReadFaults faults, MendFaults mend) : PageModel
{
    public IReadOnlyList<Fault> Faults { get; private set; } = [];
    public DateOnly Today => desk.Today;

    public async Task OnGetAsync(CancellationToken ct) => Faults = await faults.OfKeeperAsync(ct);

    public async Task<IActionResult> OnPostAsync(Guid fault, string? how, Guid picture, IFormFile? photo, string? takenAt, CancellationToken ct)
    {
        if (await desk.FindAsync<Fault>(fault, ct) is not { } found) return NotFound();

        try
        {
            await mend.MendAsync(found, how ?? "", new(picture, photo, takenAt), ct);
            return LocalRedirect("/keeper/faults");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            Faults = await faults.OfKeeperAsync(ct);
            return Page();
        }
    }
}
