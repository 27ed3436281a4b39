using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Paper;
using Waystation.Shared;

namespace Waystation.Enrolment.Pages;

/// <summary>What a worker takes part in, who enrolled them, the certificate, and the way out.</summary>
[ForWorkers]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MineModel(MyFile file, MyEnrolments enrolments, EnrolAlone alone, Certificates certificates, PrintPart print) : PageModel
{
    [TempData] public string? Told { get; set; }

    public MyFile Mine => file;
    public IReadOnlyList<OwnPart> Parts { get; private set; } = [];
    public bool MayEnrol { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => (Parts, MayEnrol) = (await enrolments.ReadAsync(ct), !file.IsMasked && await alone.MayAsync(ct));

    public async Task<IActionResult> OnGetCertificateAsync(Guid id, CancellationToken ct)
    {
        var own = await certificates.OwnAsync(file, id, ct);
        if (own.Count == 0) return NotFound();

        try
        {
            return File(await Certificates.PrintAsync(print, PageContext, own, ct), "application/pdf", $"{Words.Say("enrolment.certificate")}.pdf");
        }
        catch (Refusal refusal)
        {
            return await SayAsync(refusal, ct);
        }
    }

    public async Task<IActionResult> OnPostLeaveAsync(Guid id, bool knows, CancellationToken ct)
    {
        try
        {
            await enrolments.LeaveAsync(id, knows, ct);
            Told = Words.Say("enrolment.told-left");
            return Redirect("/me/enrolments");
        }
        catch (Refusal refusal)
        {
            return await SayAsync(refusal, ct);
        }
    }

    public string State(OwnPart own) => own.Part.EndsOn < own.Part.BeginsOn ? "never" : own.Part.EndsOn < file.Today ? "over" : own.Part.BeginsOn > file.Today ? "coming" : own.LeftOn is null ? "runs" : "leaving";

    public bool MayLeave(OwnPart own) => own.LeftOn is null && file.Today < own.Part.EndsOn;

    async Task<IActionResult> SayAsync(Refusal refusal, CancellationToken ct)
    {
        ModelState.AddModelError("", refusal.Sentence.ToString());
        await OnGetAsync(ct);
        return Page();
    }
}
