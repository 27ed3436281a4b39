using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Claims.Pages;

/// <summary>The union says whether this is its member. It learns that there is a claim and nothing about it.</summary>
[ForStaff(Right.DecideMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IdentityModel(Desk desk, ClaimLists lists, CheckClaim check) : PageModel
{
    public IReadOnlyList<IdentityRow> Waiting { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Waiting = await lists.IdentityAsync(desk, ct);

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        await OnGetAsync(ct);
        if (Waiting.All(w => w.Id != id)) return NotFound();

        try
        {
            await check.IdentityAsync(desk, id, ct);
            return Redirect("/claims/identity");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            await OnGetAsync(ct);
            return Page();
        }
    }
}
