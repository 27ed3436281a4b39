using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Messages;
using Waystation.Shared;

namespace Waystation.Accounts.Pages;

/// <summary>Step two: the code. A phone that serves one person, or nobody yet, is through with it.</summary>
[ForEveryone]
[SlowedByAddress]
public sealed class SignInCodeModel(PhoneCodes codes, PhoneSignIn signIn, PhoneTicket ticket) : PageModel
{
    PhoneTicket.Step step = null!;

    [BindProperty] public string? Code { get; set; }

    /// <summary>Masked.</summary>
    public string Phone => Mobile.Masked(step.Phone);

    public IActionResult OnGet() => Find() ? Page() : LocalRedirect("/sign-in");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Find()) return LocalRedirect("/sign-in");

        try
        {
            await codes.ProveAsync(step.Code, Code, ct);
            var people = await signIn.PeopleAsync(step.Code, ct) ?? throw new Refusal(Say.PhoneCodeWrong);
            if (people.Count > 1) return LocalRedirect("/sign-in/who");

            var (token, until) = await signIn.EnterAsync(step.Code, step.Phone, people.Count == 1 ? people[0].AccountId : null, SessionCookie.DeviceOf(HttpContext), ct);
            SessionCookie.Give(Response, token, until);
            ticket.Take(Response);
            return LocalRedirect(step.Back ?? "/me");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }

    bool Find()
    {
        if (ticket.Read(Request) is not { } found) return false;

        step = found;
        return true;
    }
}
