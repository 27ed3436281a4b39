using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Accounts.Pages;

/// <summary>Where the operator shows the key, once a working day.</summary>
public sealed class OperatorModel(OperatorKey key, OperatorDoor door) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Back { get; set; }
    [BindProperty] public string? Key { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!key.Opens(Key))
        {
            ModelState.AddModelError(nameof(Key), Words.Say("accounts.operator-key-wrong"));
            return Page();
        }

        var who = new ClaimsIdentity([new Claim(ClaimTypes.Name, "operator")], CookieAuthenticationDefaults.AuthenticationScheme);
        await door.NoteAsync(HttpContext.RequestAborted);
        await HttpContext.SignInAsync(new ClaimsPrincipal(who));
        return LocalRedirect(Url.IsLocalUrl(Back) ? Back! : "/members/import");
    }

    public async Task<IActionResult> OnPostLeaveAsync()
    {
        await HttpContext.SignOutAsync();
        return LocalRedirect("/");
    }
}
