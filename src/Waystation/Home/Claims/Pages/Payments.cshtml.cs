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
public sealed class PaymentsModel(Desk desk, ClaimBatches batches, BatchLists lists, Rules rules) : PageModel
{
    [TempData] public string? Told { get; set; }

    public bool MaySee => desk.Post.Reach.Everything;
    public List<DueRow> Due { get; private set; } = [];
    public List<ClaimBatchRow> Batches { get; private set; } = [];
    public List<ReturnedRow> Waiting { get; private set; } = [];

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
        // By its ending the reader knows what it is.
        var path = Path.Combine(Path.GetTempPath(), $"waystation-{Guid.NewGuid():n}{(Path.GetExtension(file!.FileName) is ".csv" or ".CSV" ? ".csv" : ".xlsx")}");
        try
        {
            await using (var kept = new FileStream(path, FileMode.CreateNew)) await file.CopyToAsync(kept, ct);
            var answered = await batches.AnswerAsync(desk, number, path, ct);
            return new("claims.told-answered", answered.Paid, answered.Returned, answered.Unknown);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }, ct);

    public async Task<IActionResult> OnPostFileAsync(int number, BankFormat format, CancellationToken ct)
    {
        if (!MaySee) return NotFound();
        var to = new MemoryStream();
        await batches.WriteFileAsync(desk, number, format, to, ct);
        to.Position = 0;
        return File(to, "application/octet-stream", $"claims-{number}.{(format is BankFormat.Xlsx ? "xlsx" : format is BankFormat.Gbk ? "txt" : "xml")}");
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
