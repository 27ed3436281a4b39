using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.Members.Pages;

/// <summary>One member of the branch, masked, and the doors to what may be done for them.</summary>
[ForStaff(Right.SeeMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ShowModel(Desk desk, MemberFile file) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true)] public string? Done { get; set; }
    public OpenedMember Opened { get; private set; } = null!;
    public AroundMember Around { get; private set; } = null!;
    public bool MayReveal => desk.May(Right.RevealMembers);
    public bool MayDecide => desk.May(Right.DecideMembers);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await file.OpenAsync(Id, ct) is not { } found) return NotFound();

        (Opened, Around) = (found, await file.AroundAsync(Id, ct));
        return Page();
    }
}
