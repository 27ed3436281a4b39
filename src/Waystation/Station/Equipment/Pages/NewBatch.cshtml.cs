using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Equipment.Pages;

/// <summary>A purchase, line by line or as the table it came in.</summary>
[ForStaff(Right.KeepGoods)]
[RequestSizeLimit(BatchForm.LargestUpload + Overhead)]
[RequestFormLimits(MultipartBodyLengthLimit = BatchForm.LargestUpload + Overhead)]
public sealed class NewBatchModel(StockLists lists, FundLedger ledger, GoodsCatalogue catalogue, BatchForm form, BuyGoods buy) : PageModel
{
    const long Overhead = 1 << 18;

    [BindProperty] public string? Number { get; set; }
    [BindProperty] public string? Supplier { get; set; }
    [BindProperty] public string? Paper { get; set; }
    [BindProperty] public string? BoughtOn { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? FundId { get; set; }
    [BindProperty] public IFormFile? Upload { get; set; }
    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public IReadOnlyDictionary<Guid, Money> Balances { get; private set; } = new Dictionary<Guid, Money>();
    public IReadOnlyList<RowProblem> Problems { get; private set; } = [];
    public IReadOnlyList<GoodsItem> Items => catalogue.All;

    /// <summary>What was typed for a kind, as it was typed.</summary>
    public (string Quantity, string Price) Typed(string kind) => Request.HasFormContentType ? ($"{Request.Form[$"quantity.{kind}"]}", $"{Request.Form[$"price.{kind}"]}") : ("", "");

    public async Task OnGetAsync(CancellationToken ct) => await ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            IReadOnlyList<BoughtItem> items = [.. Items.Select(TypedItem).OfType<BoughtItem>()];
            Rule.Require(Upload is not { Length: > 0 } || items.Count == 0, Say.TypedOrFile);
            if (Upload is { Length: > 0 }) items = await UploadedAsync(ct);
            if (Problems.Count == 0)
                return LocalRedirect($"/goods/batches/{(await buy.RunAsync(new(Number, Supplier, Paper, DateOnly.TryParseExact(BoughtOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? on : null, items), FundId, ct)).Id}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
        }

        await ShowAsync(ct);
        return Page();
    }

    /// <summary>Null where nothing was typed for it.</summary>
    BoughtItem? TypedItem(GoodsItem item)
    {
        var (quantity, price) = Typed(item.Code);
        if (string.IsNullOrWhiteSpace(quantity) && string.IsNullOrWhiteSpace(price)) return null;
        return new(item.Code, Pieces.Read(quantity) ?? 0, Yuan.Read(price) ?? throw new Refusal(Say.MoneyWrong));
    }

    async Task<IReadOnlyList<BoughtItem>> UploadedAsync(CancellationToken ct)
    {
        (var items, Problems) = await UploadedFile.UseAsync(Upload!, path => Task.FromResult(form.Read(path)), ct);
        return items;
    }

    async Task ShowAsync(CancellationToken ct)
    {
        Funds = await lists.FundsAsync(null, ct);
        if (FundId is { } chosen && Funds.All(f => f.Id != chosen) && await lists.FundAsync(chosen, ct) is { } further) Funds = [further, .. Funds];
        Balances = await ledger.BalancesAsync([.. Funds.Select(f => f.Id)], ct);
    }
}
