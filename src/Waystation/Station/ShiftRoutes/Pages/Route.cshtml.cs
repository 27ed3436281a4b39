using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Paper;
using Waystation.Shared;

namespace Waystation.ShiftRoutes.Pages;

/// <summary>A route with every station and toilet along it, as a shift leader carries it: on the screen, on a printer, as one PDF.</summary>
[ForStaff(Right.KeepStations)]
public sealed class RouteModel(RouteLists lists, DrawRoute draw, PrintPart print) : PageModel
{
    const string Part = "/Station/ShiftRoutes/Pages/_Sheet.cshtml";

    public RouteSheet Sheet { get; private set; } = null!;
    public bool MakesPdf => PrintPdf.Program is not null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetPdfAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        try
        {
            return File(await print.RunAsync(PageContext, Sheet.Route.Name, Part, Sheet, ["station/sign.css", "station/route.css"], ct), "application/pdf", $"{Sheet.Route.Name}.pdf");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken ct)
    {
        if (await lists.FindAsync(id, ct) is not { } route) return NotFound();

        await draw.EndAsync(route, ct);
        return LocalRedirect("/routes");
    }

    async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await lists.FindAsync(id, ct) is not { } route) return false;

        Sheet = await lists.SheetAsync(route, ct);
        return true;
    }
}
