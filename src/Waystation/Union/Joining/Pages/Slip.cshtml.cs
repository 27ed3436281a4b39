using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Joining.Pages;

/// <summary>The slip that somebody without a phone takes home: the code by which anybody's phone, or an officer, shows where it stands.</summary>
[ForStaff(Right.DecideMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SlipModel(Desk desk, ReadApplications read) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public ApplicationView View { get; private set; } = null!;
    public string Address => $"{Request.Scheme}://{Request.Host}/follow/{View.Who!.FollowCode}";
    public string Picture => QrCode.Of(Address);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await desk.FindAsync<Application>(Id, ct) is not { } found) return NotFound();

        View = await read.ViewAsync(found, ct);
        return View.Who?.FollowCode is null ? NotFound() : Page();
    }
}
