using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Paper;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment.Pages;

/// <summary>A slip and the months that could be shown instead.</summary>
public sealed record ShownMonth(MonthSlip Slip, IReadOnlyList<DateOnly> Months, bool MakesPdf);

/// <summary>The month's slip on the screen or as a PDF, for the keeper and for the officer.</summary>
public abstract class MonthPage(DrawUpSlip draw, PrintPart print) : PageModel
{
    const string Part = "/Station/Equipment/Pages/_Slip.cshtml", Layout = "site.css", Style = "joining/paper.css";

    [BindProperty(SupportsGet = true, Name = "month")] public string? Typed { get; set; }
    public Station Station { get; private set; } = null!;
    public ShownMonth? Shown { get; private set; }

    protected abstract Task<Station?> FindAsync(CancellationToken ct);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetPdfAsync(CancellationToken ct)
    {
        if (!await ShowAsync(ct)) return NotFound();
        if (!ModelState.IsValid || Shown is null) return Page();

        try
        {
            var title = Words.Say("equipment.slip-title", Station.Name, Shown.Slip.Month.Year, Shown.Slip.Month.Month);
            var bytes = await print.RunAsync(PageContext, title, Part, Shown.Slip, [Layout, Style], ct);
            return File(bytes, "application/pdf", $"{Station.Code}-{Shown.Slip.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture)}.pdf");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return Page();
        }
    }

    async Task<bool> ShowAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } station) return false;

        Station = station;
        Shown = new(await draw.RunAsync(station, Month(), ct), [.. draw.Months(station)], PrintPdf.Program is not null);
        return true;
    }

    /// <summary>Where the month cannot be read the last one stands under the sentence that says so, with the others to choose from.</summary>
    DateOnly Month()
    {
        try
        {
            return draw.Read(Typed);
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return draw.LastMonth;
        }
    }
}
