using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.Joining.Pages;

/// <summary>入会申请书 and 会员登记表 with boxes for stamps. Masked until it is asked for in full, which is logged.</summary>
[ForStaff(Right.DecideMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PrintModel(Desk desk, ReadApplications read, DecisionDesk decisions) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public ApplicationView View { get; private set; } = null!;
    public Applicant? Full { get; private set; }
    public string? Signature { get; private set; }

    public string Name => Full?.Name ?? View.Name;

    public string Number => Full?.Number ?? View.Number;

    public string Phone => Full?.Phone ?? View.Phone;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } application) return NotFound();

        (Full, Signature) = await decisions.PrintAsync(application, ct);
        return Page();
    }

    async Task<Application?> FindAsync(CancellationToken ct)
    {
        if (await desk.FindAsync<Application>(Id, ct) is not { } found) return null;

        View = await read.ViewAsync(found, ct);
        return found;
    }
}
