using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Accounts.Pages;

/// <summary>Step three, for a phone that several people use: who is it?</summary>
[ForEveryone]
[SlowedByAddress]
public sealed class SignInWhoModel(PhoneSignIn signIn, PhoneTicket ticket) : PageModel
{
    public List<PhonePerson> People { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (ticket.Read(Request) is not { } step || await signIn.PeopleAsync(step.Code, ct) is not { } people) return LocalRedirect("/sign-in");

        People = people;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? account, CancellationToken ct)
    {
        if (ticket.Read(Request) is not { } step) return LocalRedirect("/sign-in");

        var (token, until) = await signIn.EnterAsync(step.Code, step.Phone, account, SessionCookie.DeviceOf(HttpContext), ct);
        SessionCookie.Give(Response, token, until);
        ticket.Take(Response);
        return LocalRedirect(step.Back ?? "/me");
    }
}
