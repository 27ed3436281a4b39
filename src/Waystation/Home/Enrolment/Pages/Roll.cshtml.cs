using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Paper;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Enrolment.Pages;

/// <summary>One list: what is wrong with it, or what it comes to; confirmed here, and from then on its bill and the certificates.</summary>
[ForStaff(Right.ImportMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RollModel(Desk desk, Rolls rolls, TakeRoll take, PremiumBills bills, Certificates certificates, Rules rules, PrintPart print) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public RollView Roll { get; private set; } = null!;
    public PlanYear Year { get; private set; } = null!;
    public BillView? Bill { get; private set; }
    public List<WrongRow> Wrong { get; private set; } = [];
    public string Title => Words.Say("enrolment.plan-of", Year.Title, Year.BeginsOn);
    public bool MayPrint => desk.May(Right.RevealMembers) && PrintPdf.Program is not null;
    public int Files => (Roll.Rows + Enrolment.Certificates.PerFile - 1) / Enrolment.Certificates.PerFile;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();
        if (Roll.IsReading) Response.Headers["Refresh"] = "2";
        return Page();
    }

    public Task<IActionResult> OnPostTakeAsync(CancellationToken ct) => ActAsync(async () =>
    {
        await take.RunAsync(desk, Id, ct);
        return Redirect($"/enrolment/{Id}");
    }, ct);

    public Task<IActionResult> OnPostDropAsync(CancellationToken ct) => ActAsync(async () =>
    {
        await rolls.DropAsync(desk, Id, ct);
        return Redirect("/enrolment");
    }, ct);

    public Task<IActionResult> OnPostCertificatesAsync(int file, CancellationToken ct) => ActAsync(async () =>
    {
        Rule.Require(MayPrint && Bill is not null && file >= 1 && file <= Files, Say.NotReady);
        var made = await certificates.OfBillAsync(desk, Bill!.Id, file, ct);
        Response.Headers.CacheControl = "no-store";
        return File(await Enrolment.Certificates.PrintAsync(print, PageContext, made, ct), "application/pdf", $"{Words.Say("enrolment.certificate")}-{Bill.Number}-{file}.pdf");
    }, ct);

    public static string Colour(string state) => state switch { "taken" => "open", "wrong" => "closed", _ => "unknown" };

    async Task<IActionResult> ActAsync(Func<Task<IActionResult>> act, CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        try
        {
            return await act();
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }

    async Task<bool> FindAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || await rolls.FindAsync(desk, Id, ct) is not { } roll) return false;

        (Roll, Year) = (roll, PlanYear.Of(rules, roll.Plan, roll.YearBeginsOn));
        if (roll.State == "wrong") Wrong = await rolls.WrongAsync(Id, ct);
        if (roll.Bill is { } bill) Bill = await bills.FindAsync(bill, ct);
        return true;
    }
}
