using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Paper;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Signs.Pages;

/// <summary>Signs or a list as they come out of the printer, on the screen or as one PDF.</summary>
[ForStaff(Right.KeepStations)]
public sealed class PrintModel(DrawUpPaper draw, PrintPart print, Gazetteer names) : PageModel
{
    const string Part = "/Station/Signs/Pages/_Paper.cshtml", Style = "station/sign.css";

    [BindProperty(SupportsGet = true)] public PaperKind Kind { get; set; }
    [BindProperty(SupportsGet = true)] public string? Area { get; set; }
    [BindProperty(SupportsGet = true)] public string? Named { get; set; }
    public PaperSheet? Sheet { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await DrawAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnGetPdfAsync(CancellationToken ct)
    {
        if (!await DrawAsync(ct)) return Page();

        try
        {
            var bytes = await print.RunAsync(PageContext, Sheet!.Title, Part, Sheet, [Style], ct);
            return File(bytes, "application/pdf", $"{Sheet.Title}.pdf");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }

    async Task<bool> DrawAsync(CancellationToken ct)
    {
        try
        {
            Sheet = await draw.RunAsync(new(Kind, Area, Named), TitleOf(), $"{Request.Scheme}://{Request.Host}", ct);
            return true;
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return false;
        }
    }

    string TitleOf() => Words.Say($"signs.title-{Kind.ToString().ToLowerInvariant()}", string.IsNullOrWhiteSpace(Named) && names.Of(Area ?? "") is { } known ? known.Name : Words.Say("signs.chosen"));
}
