using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Claims.Pages;

/// <summary>One claim before whose it is: where it stands, every step of what was decided, and what they may do.</summary>
[ForWorkers]
[PapersForm]
[RequestSizeLimit(PapersFormAttribute.MostAtOnce + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = PapersFormAttribute.MostAtOnce + (1 << 20))]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MyClaimModel(MyFile file, ClaimablePlans plans, ClaimLists lists, OpenClaim open, CheckClaim check, ObjectToDecision own, ClaimBatches money) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public DateTime Now => file.Now;
    public Claim Claim { get; private set; } = null!;
    public Claimable What { get; private set; } = null!;
    public ClaimStory Story { get; private set; } = null!;
    public ClaimDetails? Details { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostPapersAsync(CancellationToken ct) => ActAsync(async () =>
    {
        Rule.Require(Request.HasFormContentType, Say.NothingMissing);
        if (await check.BringAsync(Id, file.Caller.Actor, await SentPapers.ReadAsync(Request.Form.Files, ct), ct)) return;
        await FindAsync(ct);
        var here = Story.Papers.Where(p => p.KeptAt >= Story.Asked!.At).Select(p => p.Document);
        throw new Refusal(Say.StillMissing(string.Join("；", Story.Asked!.Documents.Except(here).Select(p => What.Rule.Value.Documents[p].In(Words.IsEnglish)))));
    }, ct);

    public Task<IActionResult> OnPostObjectAsync(string? why, CancellationToken ct) => ActAsync(() => own.RunAsync(Id, file.Caller.Actor, file.AccountId, why, ct), ct);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) => ActAsync(() => own.WithdrawAsync(Id, file.Caller.Actor, ct), ct);

    public Task<IActionResult> OnPostConsentAsync(CancellationToken ct) => ActAsync(() => own.TakeConsentBackAsync(Id, file.Caller.Actor, ct), ct);

    public Task<IActionResult> OnPostMendAsync(Guid payment, string? account, CancellationToken ct) => ActAsync(() =>
    {
        Rule.Require(Story.Payments.Any(p => p.Id == payment), Say.NothingWaits);
        return money.MendAsync(file.Caller.Actor, payment, account ?? "", ct);
    }, ct);

    async Task<IActionResult> ActAsync(Func<Task> act, CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        try
        {
            await act();
            return Redirect($"/me/claims/{Id}");
        }
        catch (Refusal refusal)
        {
            await FindAsync(ct);
            this.Refuse(refusal);
            return Page();
        }
    }

    async Task<bool> FindAsync(CancellationToken ct)
    {
        if (file.IsMasked || await lists.OwnAsync(file, Id, ct) is not { } found) return false;

        (Claim, What) = (found, plans.Of(found.Rule, found.Benefit));
        Story = await lists.StoryAsync(found, null, ct);
        Details = await open.TellAsync(found, ct);
        return true;
    }
}
