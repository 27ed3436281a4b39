using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Accounts.Pages;

/// <summary>Step one of a worker's way in: the phone.</summary>
[ForEveryone]
[SlowedByAddress]
public sealed class SignInModel(PhoneCodes codes, PhoneTicket ticket) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Back { get; set; }
    [BindProperty] public string? Phone { get; set; }
    public bool CanSend => codes.CanSend;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            var (phone, code) = await codes.SendAsync(Phone, SessionCookie.DeviceOf(HttpContext), ct);
            ticket.Give(Response, new(phone, code, Url.IsLocalUrl(Back) ? Back : null));
            return LocalRedirect("/sign-in/code");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }
}
