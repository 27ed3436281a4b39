using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Claims.Pages;

/// <summary>Every account of every plan's fund with the legal entity whose money it is, and what federation and districts give into them.</summary>
[ForStaff(Right.DecideClaims)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class FundsModel(Desk desk, PlanGrants grants, Rules rules) : PageModel
{
    const int Shown = 20;

    public bool MaySee => desk.Post.Reach.Everything;
    public List<FundRow> Accounts { get; private set; } = [];
    public List<GrantRow> Grants { get; private set; } = [];
    public List<(Guid Id, string Name)> Districts { get; private set; } = [];
    public IEnumerable<(string Id, string Title)> Plans => rules.AllOn<AidPlan>(desk.Today).Select(r => (r.Id, r.Title.In(Words.IsEnglish)));

    public string TitleOf(string plan) => Plans.FirstOrDefault(p => p.Id == plan).Title ?? plan;

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (MaySee) (Accounts, Grants, Districts) = (await grants.AccountsAsync(ct), await grants.LatestAsync(Shown, ct), await grants.DistrictsAsync(ct));
    }

    public async Task<IActionResult> OnPostAsync(string? plan, Guid? district, string? amount, string? paper, CancellationToken ct)
    {
        if (!MaySee) return NotFound();
        ModelState.Clear();
        await OnGetAsync(ct);
        try
        {
            Rule.Require(Plans.Any(p => p.Id == plan), Say.NoSuchPlan);
            Rule.Require(district is null || Districts.Any(d => d.Id == district), Say.NoSuchPlan);
            await grants.GrantAsync(desk, plan!, district, ClaimForm.Yuan(amount, isNeeded: true), paper, ct);
            return Redirect("/aid/funds");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }
}
