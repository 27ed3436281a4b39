using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Joining.Pages;

/// <summary>What waits in the branch about joining, the oldest clock first; what is plain can be approved together.</summary>
[ForStaff(Right.DecideMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class QueueModel(Desk desk, Waiting waiting, ApproveApplication approve) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid? After { get; set; }
    [BindProperty(SupportsGet = true)] public WaitingWhich Which { get; set; }
    [BindProperty] public Guid[] Chosen { get; set; } = [];

    public HeldPost Post => desk.Post;
    public WaitingCounts Counts { get; private set; } = null!;
    public IReadOnlyList<ApplicationView> Applications { get; private set; } = [];
    public IReadOnlyList<WaitingTransfer> Transfers { get; private set; } = [];
    public int? Approved { get; private set; }
    public List<(Guid Id, Sentence Why)> Refused { get; } = [];

    public bool HasMore => Applications.Count > Waiting.PageSize;

    public DateOnly Today => desk.Today;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid) return NotFound();

        await ShowAsync(ct);
        return Page();
    }

    /// <summary>Each in its own transaction: one that cannot be approved says why and holds up no other.</summary>
    public async Task<IActionResult> OnPostApproveAsync(CancellationToken ct)
    {
        Approved = 0;
        if (Chosen.Length == 0 || !ModelState.IsValid) Refused.Add((Guid.Empty, Say.NothingChecked));
        foreach (var id in Chosen.Distinct().Take(Waiting.PageSize)) await ApproveAsync(id, ct);
        await ShowAsync(ct);
        return Page();
    }

    async Task ApproveAsync(Guid id, CancellationToken ct)
    {
        if (await desk.FindAsync<Application>(id, ct) is not { } application) return;

        try
        {
            await approve.RunAsync(application, new Approval(), ct);
            Approved++;
        }
        catch (Refusal refusal)
        {
            approve.StartOver();
            Refused.Add((id, refusal.Sentence));
        }
    }

    async Task ShowAsync(CancellationToken ct)
    {
        Counts = await waiting.CountAsync(ct);
        Applications = await waiting.PageAsync(Which, After, ct);
        Transfers = await waiting.TransfersAsync(ct);
    }
}
