using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Keepers.Pages;

/// <summary>Where the keepers of stations come in.</summary>
[ForEveryone]
[SlowedByAddress]
public sealed class KeeperSignInModel(KeeperSignIn signIn) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Back { get; set; }
    [BindProperty] public string? Code { get; set; }
    [BindProperty] public string? Pin { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            var (token, until) = await signIn.RunAsync(Code, Pin, SessionCookie.DeviceOf(HttpContext), ct);
            SessionCookie.Give(Response, token, until);
            return LocalRedirect(Url.IsLocalUrl(Back) ? Back! : "/keeper");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return Page();
        }
    }
}
