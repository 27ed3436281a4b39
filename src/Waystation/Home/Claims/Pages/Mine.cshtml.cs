using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Claims.Pages;

/// <summary>A worker's own claims, with where each stands.</summary>
[ForWorkers]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MineModel(MyFile file, ClaimLists lists, ClaimablePlans plans, OpenClaim open) : PageModel
{
    public MyFile Mine => file;
    public IReadOnlyList<(Claim Claim, string Title)> Claims { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (file.IsMasked || file.MemberId is null) return;
        Claims = [.. (await lists.MineAsync(file, ct)).Select(c => (c, plans.Stamped(c.Rule).Title.In(Words.IsEnglish)))];
    }

    /// <summary>All of them with what was said, decided and paid, as a file of one's own; the pictures stand on each claim's page.</summary>
    public async Task<IActionResult> OnPostCopyAsync(CancellationToken ct)
    {
        await OnGetAsync(ct);
        List<object> copy = [];
        foreach (var (claim, title) in Claims)
        {
            var (plan, story) = (plans.Stamped(claim.Rule).Value, await lists.StoryAsync(claim, null, ct));
            copy.Add(new
            {
                claim.Number, plan = title, claim.Rule, claim.HappenedOn, claim.FiledAt, state = claim.InWords().ToString(), told = await open.TellAsync(claim, ct), story.Steps,
                decisions = story.Decisions.Select(d => new { d.At, entitledYuan = d.Decision.Entitled.ToString(), payYuan = d.Decision.Pay.ToString(), lines = d.Decision.Lines.Select(l => l.InWords().ToString()), reasons = d.Decision.Reasons.Select(r => r.InWords(plan).ToString()) }),
                payments = story.Payments.Select(p => new { yuan = p.Sum.ToString(), p.State, p.DueOn, p.Why, p.Account }), consent = new { claim.ConsentAt, claim.ConsentWithdrawnAt },
            });
        }

        return File(CopyFile.Of(copy), "application/json", Words.Say("claims.copy-file"));
    }
}
