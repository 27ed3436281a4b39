using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Claims.Pages;

/// <summary>Decided claims on their way to the bank and back, plan by plan.</summary>
[ForStaff(Right.DecideClaims)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PaymentsModel(Desk desk, ClaimBatches batches, BatchLists lists, Rules rules, BankForms forms) : PageModel
{
    [TempData] public string? Told { get; set; }

    public bool MaySee => desk.Post.Reach.Everything;
    public List<DueRow> Due { get; private set; } = [];
    public List<ClaimBatchRow> Batches { get; private set; } = [];
    public List<ReturnedRow> Waiting { get; private set; } = [];

    public IReadOnlyList<(string Id, string Title)> Forms => forms.All;
    public string TitleOf(string plan) => rules.AllOn<AidPlan>(desk.Today).FirstOrDefault(r => r.Id == plan)?.Title.In(Words.IsEnglish) ?? plan;

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (MaySee) (Due, Batches, Waiting) = (await lists.DueAsync(ct), await lists.LatestAsync(desk, ct), await lists.WaitingAsync(ct));
    }

    public Task<IActionResult> OnPostPrepareAsync(string plan, CancellationToken ct) => ActAsync(async () => new("claims.told-prepared", await batches.PrepareAsync(desk, plan ?? "", ct)), ct);

    public Task<IActionResult> OnPostReleaseAsync(int number, CancellationToken ct) => ActAsync(async () => new("claims.told-released", await batches.ReleaseAsync(desk, number, ct)), ct);

    public Task<IActionResult> OnPostMendAsync(Guid payment, string? account, CancellationToken ct) => ActAsync(async () =>
    {
        await batches.MendAsync(desk.Caller.Actor, payment, account ?? "", ct);
        return new("claims.told-mended");
    }, ct);

    public Task<IActionResult> OnPostAnswerAsync(int number, IFormFile? file, CancellationToken ct) => ActAsync(async () =>
    {
        Rule.Require(file is not null, new Sentence("aid.nothing-chosen"));
        var answered = await UploadedFile.UseAsync(file!, path => batches.AnswerAsync(desk, number, path, ct), ct);
        return new("claims.told-answered", answered.Paid, answered.Returned, answered.Unknown);
    }, ct);

    public async Task<IActionResult> OnPostFileAsync(int number, string? format, CancellationToken ct)
    {
        if (!MaySee) return NotFound();
        var to = new MemoryStream();
        var extension = await batches.WriteFileAsync(desk, number, format, to, ct);
        to.Position = 0;
        return File(to, "application/octet-stream", $"claims-{number}.{extension}");
    }

    async Task<IActionResult> ActAsync(Func<Task<Sentence>> act, CancellationToken ct)
    {
        if (!MaySee) return NotFound();

        try
        {
            ModelState.Clear();
            Told = (await act()).ToString();
            return Redirect("/claims/payments");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            await OnGetAsync(ct);
            return Page();
        }
    }
}
