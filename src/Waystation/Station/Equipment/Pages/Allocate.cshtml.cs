using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Lives;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Equipment.Pages;

/// <summary>How a batch is spread over places: proposed by a rule, changed by the officer, then planned.</summary>
[ForStaff(Right.KeepGoods)]
[RequestFormLimits(ValueCountLimit = MostFields)]
public sealed class AllocateModel(StockLists lists, PlanDeliveries plan, BranchStreets streets) : PageModel
{
    const int MostFields = 20_000, MostOfOne = 1_000_000;

    [BindProperty(SupportsGet = true)] public ShareRule Rule { get; set; }
    [BindProperty(SupportsGet = true)] public string? Street { get; set; }
    public PurchaseBatch Batch { get; private set; } = null!;
    public Proposal Proposal { get; private set; } = null!;
    public IReadOnlyList<BranchStreet> Streets { get; private set; } = [];

    string? OneStreet => string.IsNullOrEmpty(Street) || Street.Contains('\0') ? null : Street;

    public static string Field(Guid station, string kind) => $"{station:N}.{kind}";

    /// <summary>A refused form is shown as it was typed.</summary>
    public string Value(Guid station, string kind, int share) => Request.HasFormContentType ? $"{Request.Form[Field(station, kind)]}" : share.ToString(CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        // A rule or a street that nobody knows is none.
        ModelState.Clear();
        return await FindAsync(id, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        try
        {
            await plan.RunAsync(Batch, OneStreet, Wanted(), ct);
            return LocalRedirect($"/goods/batches/{id}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return Page();
        }
    }

    Dictionary<(Guid, string), int> Wanted()
    {
        Dictionary<(Guid, string), int> wanted = [];
        foreach (var (field, typed) in Request.Form)
        {
            if (field.Split('.', 2) is not [var station, var kind] || !Guid.TryParseExact(station, "N", out var id)) continue;
            if (Plain.IsBlank($"{typed}")) continue;
            var many = Pieces.Read($"{typed}");
            Shared.Rule.Require(many <= MostOfOne, Say.QuantityWrong(MostOfOne));
            if (many > 0) wanted[(id, kind)] = many.Value;
        }

        return wanted;
    }

    async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await lists.BatchAsync(id, ct) is not { VoidAt: null } batch) return false;

        (Batch, Streets) = (batch, await streets.AllAsync(ct));
        Proposal = await plan.ProposeAsync(batch, Rule, OneStreet, ct);
        return true;
    }
}
