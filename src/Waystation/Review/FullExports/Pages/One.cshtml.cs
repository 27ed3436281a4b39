using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.FullExports.Pages;

/// <summary>One unmasked export: a second officer releases it, who asked takes the file.</summary>
[ForStaff(Right.RevealMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OneModel(Desk desk, ReadFullExports read, ReleaseFullExport release, TakeFullExport take) : PageModel
{
    const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public FullExport Export { get; private set; } = null!;
    public ExportView View { get; private set; } = null!;
    public string State => View.StateAt(desk.Now);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => ModelState.IsValid && await FindAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostReleaseAsync(CancellationToken ct) => await TryAsync(async () =>
    {
        await release.RunAsync(Export, ct);
        return LocalRedirect($"/exports/{Id}");
    }, ct);

    public async Task<IActionResult> OnPostTakeAsync(string? kind, CancellationToken ct) => await TryAsync(async () =>
    {
        var file = await take.RunAsync(Export, kind != "csv", ct);
        return File(file, kind == "csv" ? "text/csv" : Workbook, $"{Words.Say("exports.file")}-{desk.Today:yyyyMMdd}{(kind == "csv" ? ".csv" : ".xlsx")}");
    }, ct);

    async Task<IActionResult> TryAsync(Func<Task<IActionResult>> act, CancellationToken ct)
    {
        if (!ModelState.IsValid || !await FindAsync(ct)) return NotFound();

        try
        {
            return await act();
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            View = await read.OneAsync(Export, ct);
            return Page();
        }
    }

    async Task<bool> FindAsync(CancellationToken ct)
    {
        if (await desk.FindAsync<FullExport>(Id, ct) is not { } export) return false;

        (Export, View) = (export, await read.OneAsync(export, ct));
        return true;
    }
}
