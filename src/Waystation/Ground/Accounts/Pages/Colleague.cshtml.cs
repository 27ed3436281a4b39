using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Accounts.Pages;

/// <summary>One colleague's account: posts ended, access reset, unlocked, taken away.</summary>
[ForStaff(Right.ManageAccounts)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ColleagueModel(Colleagues colleagues, ChangeAccount change, Caller caller) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public Colleague Shown { get; private set; } = null!;
    public DateTime? LockedUntil { get; private set; }
    public string? Link { get; private set; }
    public bool IsMe => Id == caller.AccountId;

    /// <summary>Unlocking is offered only where something is locked.</summary>
    public IEnumerable<(string Handler, string Word)> Acts =>
        new[] { ("Reset", "reset"), ("Unlock", "unlock"), ("SignOut", "sign-out"), ("Close", "close") }.Where(act => act.Item2 != "unlock" || LockedUntil is not null);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostEndPostAsync(Guid post, CancellationToken ct) => DoAsync(() => change.EndPostAsync(Id, post, ct), ct);

    public Task<IActionResult> OnPostResetAsync(CancellationToken ct) => DoAsync(async () => Link = SetUpAddress.Of(Request, await change.ResetAsync(Id, ct)), ct);

    public Task<IActionResult> OnPostUnlockAsync(CancellationToken ct) => DoAsync(() => change.UnlockAsync(Id, ct), ct);

    public Task<IActionResult> OnPostSignOutAsync(CancellationToken ct) => DoAsync(() => change.SignOutAsync(Id, ct), ct);

    public Task<IActionResult> OnPostCloseAsync(CancellationToken ct) => DoAsync(() => change.CloseAsync(Id, ct), ct);

    public string Time(DateTime at) => City.LocalTime(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The new link stands on the answer itself; after everything else the page is opened anew, and after closing there is none.</summary>
    async Task<IActionResult> DoAsync(Func<Task> act, CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        try
        {
            await act();
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }

        if (!await FindAsync(ct)) return LocalRedirect("/accounts");
        return Link is null ? LocalRedirect($"/accounts/{Id}") : Page();
    }

    async Task<bool> FindAsync(CancellationToken ct)
    {
        if (await colleagues.FindAsync(Id, ct) is not { } found) return false;

        (Shown, LockedUntil) = (found, await colleagues.LockedUntilAsync(found.Account, ct));
        return true;
    }
}
