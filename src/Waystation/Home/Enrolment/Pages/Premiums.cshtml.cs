using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Enrolment.Pages;

/// <summary>The centre's book of mutual-aid contributions: what is owed, what came in, entered by one and confirmed by another; and whose members may take part alone.</summary>
[ForStaff(Right.DecideClaims)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PremiumsModel(Desk desk, PremiumBills bills, PremiumPayments payments, OpenUnions unions) : PageModel
{
    const int Shown = 50;

    [BindProperty] public string? Number { get; set; }
    [BindProperty] public string? Yuan { get; set; }
    [BindProperty] public string? Received { get; set; }
    [BindProperty] public string? Bank { get; set; }
    [TempData] public string? Told { get; set; }

    public bool MaySee => PremiumBills.MaySee(desk);
    public List<BillView> Bills { get; private set; } = [];
    public List<EnteredPayment> Entered { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> Open { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (!MaySee) return;
        (Bills, Entered, Open) = (await bills.LatestAsync(null, Shown, ct), await bills.EnteredAsync(desk, ct), await unions.AllAsync(ct));
    }

    public Task<IActionResult> OnPostEnterAsync(CancellationToken ct) => ActAsync("enrolment.told-entered", async () =>
    {
        Rule.Require(decimal.TryParse(Thousands.Plainly(Plain.Compact(Yuan ?? "")), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan), Say.NotAnAmount);
        Rule.Require(DateOnly.TryParseExact(Received, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var received), Say.NotReceivedYet);
        await payments.EnterAsync(desk, Number, yuan, received, Bank, ct);
    }, ct);

    public Task<IActionResult> OnPostConfirmAsync(Guid payment, CancellationToken ct) => ActAsync("enrolment.told-confirmed", () => payments.ConfirmAsync(desk, payment, ct), ct);

    public Task<IActionResult> OnPostRefuseAsync(Guid payment, CancellationToken ct) => ActAsync("enrolment.told-refused", () => payments.RefuseAsync(desk, payment, ct), ct);

    public Task<IActionResult> OnPostOpenUnionAsync(string? union, CancellationToken ct) => ActAsync("enrolment.told-opened", () => unions.OpenAsync(desk, union, ct), ct);

    public Task<IActionResult> OnPostCloseUnionAsync(string? union, CancellationToken ct) => ActAsync("enrolment.told-closed", () => unions.CloseAsync(desk, union, ct), ct);

    async Task<IActionResult> ActAsync(string told, Func<Task> act, CancellationToken ct)
    {
        if (!MaySee) return NotFound();

        try
        {
            await act();
            Told = Words.Say(told);
            return Redirect("/aid/premiums");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            await OnGetAsync(ct);
            return Page();
        }
    }
}
