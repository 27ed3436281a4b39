using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Accounts.Pages;

/// <summary>Where colleagues come in.</summary>
[ForEveryone]
[SlowedByAddress]
public sealed class DeskSignInModel(StaffSignIn signIn) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Back { get; set; }
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Password { get; set; }
    [BindProperty] public string? Code { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            var (token, until) = await signIn.RunAsync(Name, Password, Code, SessionCookie.DeviceOf(HttpContext), ct);
            SessionCookie.Give(Response, token, until);
            return LocalRedirect(Url.IsLocalUrl(Back) ? Back! : "/desk");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }
}
