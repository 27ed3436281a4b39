using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.MutualAid.Pages;

/// <summary>A worker's own direct settlements, each with every step of its reckoning.</summary>
[ForWorkers]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MineModel(MyFile file, MyPayments payments) : PageModel
{
    public MyFile Mine => file;
    public IReadOnlyList<OwnDecision> Decisions { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Decisions = await payments.ReadAsync(ct);

    public static Sentence Outcome(OwnDecision one) =>
        one.Overpaid > Money.Zero ? new("aid.outcome-overpaid", one.Overpaid.Shown) : one.Pay > Money.Zero ? new("aid.outcome-pay", one.Pay.Shown) : new("aid.outcome-nothing");
}
