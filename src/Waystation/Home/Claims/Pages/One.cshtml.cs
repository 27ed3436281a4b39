using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Claims.Pages;

/// <summary>One claim before those who decide it: closed until it is opened for that, which the member finds in their log.</summary>
[ForStaff(Right.DecideClaims)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OneModel(Desk desk, OpenClaim open, ClaimablePlans plans, ClaimLists lists, CheckClaim check, DecideClaim decide) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public DateTime Now => desk.Now;
    public bool IsCentre => desk.Post.Reach.Everything;
    public Claim Claim { get; private set; } = null!;
    public Claimable What { get; private set; } = null!;
    public ClaimStory Story { get; private set; } = null!;
    public string Name { get; private set; } = "";

    /// <summary>Set after it was asked for, and logged.</summary>
    public OpenedClaim? Opened { get; private set; }
    public ClaimDecision? Trial { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostOpenAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();
        await OpenAsync(ct);
        return Page();
    }

    public Task<IActionResult> OnPostForwardAsync(CancellationToken ct) => ActAsync(() => check.ForwardAsync(desk, Id, ct), ct);

    public Task<IActionResult> OnPostGoOnAsync(CancellationToken ct) => ActAsync(() => check.GoOnAsync(desk, Id, ct), ct);

    public Task<IActionResult> OnPostAskAsync(int[]? unusable, CancellationToken ct) => ActAsync(() => check.AskAsync(desk, Id, unusable ?? [], ct), ct);

    public Task<IActionResult> OnPostSecondAsync(bool agrees, CancellationToken ct) => ActAsync(() => decide.SecondAsync(desk, Id, agrees, ct), ct);

    public Task<IActionResult> OnPostDecideAsync(int[]? excluded, string? amount, string? illness, string? consolation, CancellationToken ct) => ActAsync(async () =>
    {
        var told = (await open.TellAsync(Claim, ct))?.Event ?? throw new Refusal(Say.Forgotten);
        var found = told with { Amount = told.Amount.Fen > 0 ? ClaimForm.Yuan(amount, isNeeded: true) : told.Amount, Case = told.Case is null || string.IsNullOrWhiteSpace(illness) ? told.Case : Tables.Plain.Compact(illness) };
        await decide.RunAsync(desk, Id, new((excluded ?? []).Where(e => e >= 0 && e < What.Rule.Value.Exclusions.Count).Distinct().ToArray() is { Length: > 0 } held ? held : null,
            string.IsNullOrWhiteSpace(consolation) ? null : ClaimForm.Yuan(consolation, isNeeded: true), found), ct);
    }, ct);

    async Task<IActionResult> ActAsync(Func<Task> act, CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        ModelState.Clear();
        try
        {
            await act();
            return Redirect($"/claims/{Id}");
        }
        catch (Refusal refusal)
        {
            await FindAsync(ct);
            await OpenAsync(ct);
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }

    async Task<bool> FindAsync(CancellationToken ct)
    {
        if (await open.FindAsync(desk, Id, ct) is not { } found) return false;

        (Claim, Name) = found;
        What = plans.Of(Claim.Rule, Claim.Benefit);
        Story = await lists.StoryAsync(Claim, desk.Caller.AccountId, ct);
        return true;
    }

    async Task OpenAsync(CancellationToken ct) => (Opened, Trial) = await open.RunAsync(desk, Claim, ct);
}
