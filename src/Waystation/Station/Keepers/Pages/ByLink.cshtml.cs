using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Keepers.Pages;

/// <summary>Where the link of a message leads: it lets in by the tap on this page, not by opening it.</summary>
[ForEveryone]
[SlowedByAddress]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ByLinkModel(KeeperLinks links) : PageModel
{
    [BindProperty(SupportsGet = true)] public string Token { get; set; } = "";
    public bool Holds { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => Holds = await links.HoldsAsync(Token, ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            var (token, until) = await links.UseAsync(Token, SessionCookie.DeviceOf(HttpContext), ct);
            SessionCookie.Give(Response, token, until);
            return LocalRedirect("/keeper");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return Page();
        }
    }
}
