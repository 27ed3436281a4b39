using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Joining.Pages;

/// <summary>Where an application stands, for whoever holds its slip. No sign-in, and nothing about the person but a masked name.</summary>
[ForEveryone]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class FollowModel(ReadApplications read) : PageModel
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    public ApplicationView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await read.FollowedAsync(Code, ct) is not { } found) return NotFound();

        View = found;
        return Page();
    }
}
