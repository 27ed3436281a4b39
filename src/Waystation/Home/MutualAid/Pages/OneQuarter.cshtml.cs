using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.MutualAid.Pages;

/// <summary>One quarter: what it came to, what did not count and why, its batches on their way to the bank, and the payments that wait for a card.</summary>
[ForStaff(Right.DecideClaims)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OneQuarterModel(Desk desk, SettlementViews views, RunRemarks remarks, ReleaseBatch release, MendCard mend, BankFile bank, BankAnswer answer, NameBeneficiary beneficiary, BankForms forms) : PageModel
{
    const int Shown = 100;

    [BindProperty(SupportsGet = true)] public string? Of { get; set; }
    [TempData] public string? Told { get; set; }

    public IReadOnlyList<(string Id, string Title)> Forms => forms.All;
    public bool MaySee => SettlementViews.MaySee(desk);
    public Quarter Quarter { get; private set; }
    public TrialSettlement? Totals { get; private set; }
    public IReadOnlyList<(int Line, Sentence Why)> Refused { get; private set; } = [];
    public IReadOnlyList<int> Unknown { get; private set; } = [];
    public List<BatchRow> Batches { get; private set; } = [];
    public List<WaitingPayment> Waiting { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (!MaySee || string.IsNullOrEmpty(Of)) return;
        try
        {
            Quarter = Quarter.Read(Of);
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return;
        }

        Totals = await views.TotalsAsync(Quarter, ct);
        if (Totals is null) return;
        Refused = await remarks.RefusedAsync(Quarter, Shown, ct);
        if (Totals.Figures.UnknownPersonLines > 0) Unknown = await remarks.UnknownAsync(Quarter, Shown, ct);
        Batches = await views.BatchesAsync(Quarter, desk, ct);
        Waiting = await views.WaitingAsync(desk, Quarter, Shown, ct);
    }

    public Task<IActionResult> OnPostReleaseAsync(int number, CancellationToken ct) => ActAsync(async () =>
    {
        await release.RunAsync(desk, number, ct);
        return new("aid.told-released", number);
    }, ct);

    public Task<IActionResult> OnPostMendAsync(Guid person, string? card, CancellationToken ct) => ActAsync(async () =>
    {
        await mend.RunAsync(desk, Quarter.Read(Of ?? ""), person, card ?? "", ct);
        return new("aid.told-mended");
    }, ct);

    public Task<IActionResult> OnPostBeneficiaryAsync(Guid person, string? name, string? account, string? paper, CancellationToken ct) => ActAsync(async () =>
    {
        await beneficiary.RunAsync(desk, Quarter.Read(Of ?? ""), person, new(name, account, paper), ct);
        return new("aid.told-beneficiary");
    }, ct);

    public Task<IActionResult> OnPostAnswerAsync(int number, IFormFile? file, CancellationToken ct) => ActAsync(async () =>
    {
        Rule.Require(file is not null, Say.NothingChosen);
        var answered = await UploadedFile.UseAsync(file!, path => answer.RunAsync(desk, number, path, ct), ct);
        return new("aid.told-answered", answered.Paid, answered.Returned, answered.Unknown);
    }, ct);

    public async Task<IActionResult> OnPostFileAsync(int number, string? format, CancellationToken ct)
    {
        if (!MaySee) return NotFound();
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        var extension = await bank.WriteAsync(desk, number, format, file, ct);
        file.Position = 0;
        return File(file, "application/octet-stream", $"代发-{number}.{extension}");
    }

    async Task<IActionResult> ActAsync(Func<Task<Sentence>> act, CancellationToken ct)
    {
        if (!MaySee) return NotFound();
        try
        {
            Told = (await act()).ToString();
            return Redirect($"/aid/quarter?of={Uri.EscapeDataString(Of ?? "")}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            await OnGetAsync(ct);
            return Page();
        }
    }
}
