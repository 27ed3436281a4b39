using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MutualAid.Pages;

/// <summary>The quarters with what they came to; a file is handed in, tried or settled behind, and the page shows how far it is.</summary>
[ForStaff(Right.DecideClaims)]
[RequestSizeLimit(AidUploads.LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = AidUploads.LargestUpload)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SettlementsModel(Desk desk, SettlementViews views, AidUploads uploads, PersonFile files, House house) : PageModel
{
    const int Shown = 10;

    [BindProperty] public IFormFile? Upload { get; set; }
    [BindProperty] public UploadKind Kind { get; set; } = UploadKind.Trial;
    [BindProperty] public string? Quarter { get; set; }

    public bool MaySee => SettlementViews.MaySee(desk);
    public List<QuarterRow> Quarters { get; private set; } = [];
    public List<AidUploadRow> Uploads { get; private set; } = [];
    public IReadOnlyList<Objection> Open { get; private set; } = [];
    public DateOnly Today => desk.Today;

    /// <summary>The page asks again by itself while something is going on.</summary>
    public bool IsBusy => Uploads.Exists(u => !u.IsOver);

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (!MaySee) return;
        Quarters = await views.QuartersAsync(ct);
        Uploads = await uploads.LatestAsync(Shown, ct);
        Open = await Objection.OpenAsync(house, 10 * Shown, ct);
        if (IsBusy) Response.Headers["Refresh"] = "3";
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!MaySee) return NotFound();

        return await ActAsync(async () =>
        {
            Rule.Require(Upload is not null, Say.NothingChosen);
            Quarter? quarter = Kind is UploadKind.Register or UploadKind.Rule ? null : MutualAid.Quarter.Read(Quarter ?? "");
            await using var content = Upload!.OpenReadStream();
            await uploads.AnnounceAsync(desk, content, Upload.FileName, Kind, quarter, ct);
            return "/aid/settlements";
        }, ct);
    }

    /// <summary>By POST: a number stands in no address.</summary>
    public async Task<IActionResult> OnPostFindAsync(string? number, CancellationToken ct) =>
        MaySee ? await ActAsync(async () => $"/aid/person/{await files.FindAsync(number ?? "", ct)}", ct) : NotFound();

    async Task<IActionResult> ActAsync(Func<Task<string>> act, CancellationToken ct)
    {
        try
        {
            return Redirect(await act());
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            await OnGetAsync(ct);
            return Page();
        }
    }
}
