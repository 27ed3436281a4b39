using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.Joining.Pages;

/// <summary>The sheet with the join code, to hang up or hand round.</summary>
[ForStaff(Right.DecideMembers)]
public sealed class SheetModel(Desk desk, JoinCodes codes) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public JoinCode Code { get; private set; } = null!;
    public string Name { get; private set; } = "";
    public string Address => $"{Request.Scheme}://{Request.Host}/join/{Code.Code}";
    public string Picture => QrCode.Of(Address);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await desk.FindAsync<JoinCode>(Id, ct) is not { RevokedAt: null } found) return NotFound();

        (Code, Name) = (found, await codes.NameAsync(found, ct));
        return Page();
    }
}
