using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Indicators;
using Waystation.Shared;

namespace Waystation.KeyWork.Pages;

/// <summary>The own unit reports its month: what was done, or why there is nothing new.</summary>
[ForStaff(Right.ReportKeyWork)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReportModel(Desk desk, KeyList list, Reporting reporting, FileReport file, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "month")] public string? Typed { get; set; }
    [BindProperty] public bool NothingNew { get; set; }
    [BindProperty] public string? Said { get; set; }

    public Month Month { get; private set; }
    public UnitReport? Own { get; private set; }
    public IReadOnlyList<KeyRow> Items { get; private set; } = [];
    public string Unit => desk.Post.Union;
    public DateOnly By => reporting.DueIn(Month);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Month = Month.Read(Typed, clock);
        Own = await reporting.OwnAsync(desk.Post.UnionId, Month, ct);
        Items = await list.ReadAsync(desk.Post.UnionId, Month, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            Month = Month.Read(Typed, clock);
            await file.RunAsync(desk.Post.UnionId, Month, NothingNew, Said, ct);
            return LocalRedirect("/key-work#reports");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return await OnGetAsync(ct);
        }
    }
}
