using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Members;
using Waystation.Shared;

namespace Waystation.Claims.Pages;

/// <summary>A worker asks a plan for help: what is needed stands there before anything is typed.</summary>
[ForWorkers]
[PapersForm]
[RequestSizeLimit(PapersFormAttribute.MostAtOnce + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = PapersFormAttribute.MostAtOnce + (1 << 20))]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class NewModel(MyFile file, ClaimablePlans plans, FileClaim filing, YearAboveCap aboveCap) : PageModel
{
    [BindProperty] public Guid Id { get; set; }
    [BindProperty] public ClaimForm Form { get; set; } = new();
    [BindProperty] public bool BypassesUnit { get; set; }
    [BindProperty] public bool Consents { get; set; }

    public MyFile Mine => file;
    public bool MayFile => file.MemberId is not null && !file.IsMasked;
    public Claimable? What { get; private set; }
    public IReadOnlyList<Claimable> Choices => plans.On(file.Today);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Choose();
        Id = Guid.CreateVersion7();
        if (What?.IsDeclaration is true && MayFile && await file.OwnRecordAsync<Member>(ct) is { } own) await PrefillAsync(own, ct);
    }

    /// <summary>What the medical insurance's data says of last year.</summary>
    async Task PrefillAsync(Member own, CancellationToken ct)
    {
        Form.HappenedOn = new DateOnly(file.Today.Year - 1, 12, 31);
        if (await aboveCap.ReadAsync(own.DocumentIndex, file.Today.Year - 1, ct) is { Fen: > 0 } sum) Form.Amount = sum.ToString();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Choose();
        ModelState.Clear();
        if (What is null || !MayFile || Id == Guid.Empty) return NotFound();

        try
        {
            (Form.Plan, Form.Benefit) = (What.Rule.Id, What.Benefit.Id);
            var papers = await SentPapers.ReadAsync(Request.Form.Files, ct);
            await filing.RunAsync(new(Id, file.MemberId!.Value, file.Caller.Actor, file.AccountId, ByApp: true, BypassesUnit, Consents, Form, papers), ct);
            return Redirect($"/me/claims/{Id}");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }

    void Choose() => What = Choices.FirstOrDefault(c => c.Key == Request.Query["what"]);
}
