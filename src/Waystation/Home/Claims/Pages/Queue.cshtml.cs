using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Claims.Pages;

/// <summary>What waits at this desk, the oldest first; names masked, sums and illnesses not there at all.</summary>
[ForStaff(Right.DecideClaims)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class QueueModel(Desk desk, ClaimLists lists, ClaimablePlans plans) : PageModel
{
    [BindProperty(SupportsGet = true)] public ClaimsWhich Which { get; set; }
    [BindProperty(SupportsGet = true, Name = "after")] public Guid? Last { get; set; }

    public HeldPost Post => desk.Post;
    public DateTime Now => desk.Now;
    public bool IsCentre => desk.Post.Reach.Everything;
    public IReadOnlyList<(Claim Claim, string Name, string Plan)> Claims { get; private set; } = [];
    public Guid? After { get; private set; }
    public IReadOnlyList<(ClaimsWhich Key, string Word)> Filters { get; } = [(ClaimsWhich.Here, "claims.which-here"), (ClaimsWhich.Papers, "claims.which-papers"), (ClaimsWhich.Done, "claims.which-done")];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid) return NotFound();

        var rows = await lists.QueueAsync(desk, Which, Last, ct);
        Claims = [.. rows.Take(ClaimLists.PageSize).Select(r => (r.Claim, r.Name, plans.Stamped(r.Claim.Rule).Title.In(Words.IsEnglish)))];
        if (rows.Count > ClaimLists.PageSize) After = Claims[^1].Claim.Id;
        return Page();
    }
}
