using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Joining.Pages;

/// <summary>The join codes of the branch's unions and stations.</summary>
[ForStaff(Right.DecideMembers)]
public sealed class CodesModel(Desk desk, JoinCodes codes) : PageModel
{
    const int LongestText = 100;

    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    public HeldPost Post => desk.Post;
    public IReadOnlyList<CodeHolder> Holders { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Holders = await codes.HoldersAsync(Q is { Length: > LongestText } ? Q[..LongestText] : Q, ct);

    public async Task<IActionResult> OnPostMakeAsync(Guid union, Guid? station, CancellationToken ct)
    {
        try
        {
            return Redirect($"/join-codes/{await codes.RenewAsync(union, station, ct)}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            await OnGetAsync(ct);
            return Page();
        }
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken ct)
    {
        if (await desk.FindAsync<JoinCode>(id, ct) is not { } code) return NotFound();

        if (code.RevokedAt is null) await codes.RevokeAsync(code, ct);
        return Redirect("/join-codes");
    }
}
