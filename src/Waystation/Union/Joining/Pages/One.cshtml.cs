using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Joining.Pages;

/// <summary>One application before an officer: masked, in full for the decision, which is logged; approve, or refuse with a reason.</summary>
[ForStaff(Right.DecideMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OneModel(Desk desk, DecisionDesk decisions, ApproveApplication approve, RefuseApplication refuse, AppealApplication act) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public Guid? Home { get; set; }
    [BindProperty] public DateOnly? BornOn { get; set; }
    [BindProperty] public bool SawDocument { get; set; }
    [BindProperty] public string? Reason { get; set; }

    public BeforeDecision Before { get; private set; } = null!;
    public ApplicationView View => Before.View;

    /// <summary>Set after it was asked for, and logged.</summary>
    public Applicant? Revealed { get; private set; }
    public string? Signature { get; private set; }

    public IReadOnlyList<RuleVersion<ReasonToRefuse>> Reasons => decisions.Reasons;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostRevealAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } application) return NotFound();

        (Revealed, Signature) = await decisions.RevealAsync(application, ct);
        return Page();
    }

    public Task<IActionResult> OnPostApproveAsync(CancellationToken ct) => ActAsync(async application =>
    {
        await RequireReachedAsync(ct);
        await approve.RunAsync(application, new Approval(Home, BornOn, SawDocument), ct);
    }, ct);

    public Task<IActionResult> OnPostRefuseAsync(CancellationToken ct) => ActAsync(async application =>
    {
        await RequireReachedAsync(ct);
        await refuse.RunAsync(application, Reason, Home, ct);
    }, ct);

    /// <summary>For somebody without a phone; everybody else does it in their own file.</summary>
    public Task<IActionResult> OnPostAppealAsync(CancellationToken ct) => ForThemAsync(application => act.RunAsync(application, ct), ct);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) => ForThemAsync(application => act.WithdrawAsync(application, ct), ct);

    async Task<IActionResult> ForThemAsync(Func<Application, Task> what, CancellationToken ct) =>
        await FindAsync(ct) is { AccountId: null } ? await ActAsync(what, ct) : NotFound();

    async Task RequireReachedAsync(CancellationToken ct)
    {
        Rule.Require(ModelState.IsValid, Say.BirthDateWrong);
        Rule.Require(Home is not { } home || await desk.ReachesAsync(home, ct), Say.OutOfReach);
    }

    async Task<IActionResult> ActAsync(Func<Application, Task> what, CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } application) return NotFound();

        try
        {
            await what(application);
            // Having gone up it may lie beyond this desk.
            return Redirect(await desk.ReachesAsync(application.UnionId, ct) ? $"/applications/{Id}" : "/applications");
        }
        catch (Refusal refusal)
        {
            approve.StartOver();
            await FindAsync(ct);
            this.Refuse(refusal);
            return Page();
        }
    }

    async Task<Application?> FindAsync(CancellationToken ct)
    {
        if (await desk.FindAsync<Application>(Id, ct) is not { } found) return null;

        Before = await decisions.BeforeAsync(found, ct);
        return found;
    }
}
