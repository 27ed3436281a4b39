using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Enrolment.Pages;

/// <summary>Taking part alone: a plan and shares are chosen, and a number to pay by is given.</summary>
[ForWorkers]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AloneModel(MyFile file, EnrolAlone alone, Rules rules) : PageModel
{
    /// <summary>Plan, first day of its year, price of a share.</summary>
    [BindProperty] public string? Choice { get; set; }
    [BindProperty] public int Shares { get; set; } = 1;

    public bool May { get; private set; }
    public IReadOnlyList<OwnBill> Open { get; private set; } = [];
    public IReadOnlyList<PlanYear> Years { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        May = !file.IsMasked && await alone.MayAsync(ct);
        if (!May) return;
        (Open, Years) = (await alone.OpenAsync(ct), PlanYear.Open(rules, file.Today));
    }

    public Task<IActionResult> OnPostAskAsync(CancellationToken ct) => ActAsync(() =>
    {
        var cut = (Choice ?? "").LastIndexOf(' ');
        Rule.Require(cut > 0, Say.NoPlanChosen);
        Rule.Require(decimal.TryParse(Choice![(cut + 1)..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price < 1_000_000, Say.NoPlanChosen);
        var (plan, begins) = RollsModel.Read(Choice[..cut]);
        return alone.AskAsync(plan, begins, Shares, Money.Yuan(price), ct);
    }, ct);

    public Task<IActionResult> OnPostWithdrawAsync(Guid bill, CancellationToken ct) => ActAsync(() => alone.WithdrawAsync(bill, ct), ct);

    public bool IsAllWaiting(PlanYear year) => year.IsAllWaiting(year.From(file.Today));

    async Task<IActionResult> ActAsync(Func<Task> act, CancellationToken ct)
    {
        try
        {
            await act();
            return Redirect("/me/enrol");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            await OnGetAsync(ct);
            return Page();
        }
    }
}
