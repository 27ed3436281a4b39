using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Equipment.Pages;

/// <summary>The funds of the branch and its stations, and how much is in each.</summary>
[ForStaff(Right.KeepGoods, toRead: Right.SeeStations)]
public sealed class FundsModel(StockLists lists, FundLedger ledger) : PageModel
{
    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public IReadOnlyDictionary<Guid, Money> Balances { get; private set; } = new Dictionary<Guid, Money>();

    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    public bool IsSearch => !string.IsNullOrWhiteSpace(Q);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Funds = await lists.FundsAsync(IsSearch ? Q!.Trim().Replace("\0", "") : null, ct);
        Balances = await ledger.BalancesAsync([.. Funds.Select(f => f.Id)], ct);
    }

    public async Task<IActionResult> OnPostAsync(string? name, CancellationToken ct)
    {
        try
        {
            return LocalRedirect($"/goods/funds/{(await ledger.OpenAsync(name, ct)).Id}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            await OnGetAsync(ct);
            return Page();
        }
    }
}
