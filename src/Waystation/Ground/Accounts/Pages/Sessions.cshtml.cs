using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Accounts.Pages;

/// <summary>Where one is signed in, and the way out: here, elsewhere, everywhere.</summary>
[ForSignedIn]
public sealed class SessionsModel(Caller caller, Sessions sessions) : PageModel
{
    public List<OpenSession> Open { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Open = await sessions.OpenAsync(caller, ct);

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken ct)
    {
        await sessions.EndAsync(caller, id, ct);
        return id == caller.SessionId ? Out() : LocalRedirect("/sessions");
    }

    public Task<IActionResult> OnPostLeaveAsync(CancellationToken ct) => OnPostEndAsync(caller.SessionId, ct);

    public async Task<IActionResult> OnPostEndAllAsync(CancellationToken ct)
    {
        await sessions.EndAllAsync(caller.AccountId, caller.Actor, ct);
        return Out();
    }

    public string Time(DateTime at) => City.LocalTime(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    IActionResult Out()
    {
        SessionCookie.Take(Response);
        return LocalRedirect("/");
    }
}
