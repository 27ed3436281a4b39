using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Claims.Pages;

/// <summary>A claim on paper, written down by those who may see it: the unit hands the closed envelope on.</summary>
[ForStaff(Right.DecideClaims)]
[PapersForm]
[RequestSizeLimit(PapersFormAttribute.MostAtOnce + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = PapersFormAttribute.MostAtOnce + (1 << 20))]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PaperModel(Desk desk, ClaimablePlans plans, ClaimLists lists, FileClaim filing) : PageModel
{
    [BindProperty] public Guid Id { get; set; }
    [BindProperty] public string? Document { get; set; }
    [BindProperty] public ClaimForm Form { get; set; } = new();
    [BindProperty] public bool Consents { get; set; }

    public Claimable? What { get; private set; }
    public IReadOnlyList<Claimable> Choices => plans.On(desk.Today);

    public void OnGet()
    {
        Choose();
        Id = Guid.CreateVersion7();
        if (What?.IsDeclaration is true) Form.HappenedOn = new DateOnly(desk.Today.Year - 1, 12, 31);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Choose();
        ModelState.Clear();
        if (What is null || Id == Guid.Empty) return NotFound();

        try
        {
            (Form.Plan, Form.Benefit) = (What.Rule.Id, What.Benefit.Id);
            var member = await lists.MemberAsync(desk, Document, ct);
            await filing.RunAsync(new(Id, member, desk.Caller.Actor, desk.Caller.AccountId, ByApp: false, BypassesUnit: true, Consents, Form, await SentPapers.ReadAsync(Request.Form.Files, ct)), ct);
            return Redirect($"/claims/{Id}");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }

    void Choose() => What = Choices.FirstOrDefault(c => c.Key == Request.Query["what"]);
}
