using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Paper;
using Waystation.Shared;

namespace Waystation.Rounds.Pages;

/// <summary>What a round found, as page, table and PDF, each number opening its records.</summary>
[ForStaff(Right.InspectStations, toRead: Right.SeeStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReportModel(Desk desk, ReadRounds rounds, PrintPart print) : PageModel
{
    const string Part = "/Station/Rounds/Pages/_Report.cshtml", Style = "rounds/rounds.css";

    public RoundReport Report { get; private set; } = null!;
    public string Title => Words.Say("rounds.report-of", Report.Row.Round.Title);
    public bool MakesPdf => PrintPdf.Program is not null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetXlsxAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        using var file = new MemoryStream();
        Report.Write(file, Shown.English, Shown.Of, at => at is { } time ? Shown.FullTime(time) : "");
        await desk.SaveAsync(Did.ExportedRound, id, amount: Report.Stops.Count, ct: ct);
        return File(file.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{Title}.xlsx");
    }

    public async Task<IActionResult> OnGetPdfAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        try
        {
            var bytes = await print.RunAsync(PageContext, Title, Part, Report with { Origin = $"{Request.Scheme}://{Request.Host}" }, [Style], ct);
            await desk.SaveAsync(Did.ExportedRound, id, amount: Report.Stops.Count, ct: ct);
            return File(bytes, "application/pdf", $"{Title}.pdf");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }

    async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await rounds.FindAsync(id, ct) is not { } round) return false;

        var stops = await rounds.StopsAsync(id, ct);
        var names = await rounds.NamesAsync([.. stops.Select(s => s.Seen?.AccountId), .. stops.Select(s => s.Stop.ExcusedBy)], ct);
        Report = new(await rounds.RowAsync(round, stops, ct), stops, names, desk.Now);
        return true;
    }
}
