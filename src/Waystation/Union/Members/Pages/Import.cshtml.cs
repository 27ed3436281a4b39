using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Members.Pages;

/// <summary>An officer hands in a form; reading it happens behind, so the answer is the page of the import.</summary>
[ForStaff(Right.ImportMembers)]
[RequestSizeLimit(UploadedImports.LargestUpload + Overhead)]
[RequestFormLimits(MultipartBodyLengthLimit = UploadedImports.LargestUpload + Overhead)]
public sealed class ImportModel(Desk desk, UploadedImports uploads, ImportResults results) : PageModel
{
    const long Overhead = 1 << 20;
    const int Shown = 20;

    [BindProperty] public IFormFile? Upload { get; set; }
    [BindProperty] public ImportKind What { get; set; }
    [BindProperty] public bool DryRun { get; set; }
    public List<ImportResult> Latest { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Latest = await results.LatestAsync(desk, Shown, ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Upload is null || !ModelState.IsValid)
        {
            ModelState.Clear();
            ModelState.AddModelError(nameof(Upload), Say.NothingChosen.ToString());
            await OnGetAsync(ct);
            return Page();
        }

        await using var content = Upload.OpenReadStream();
        return Redirect($"/members/imports/{await uploads.AnnounceAsync(desk, content, Upload.FileName, What, DryRun, ct)}");
    }

    public string Outcome(ImportResult import)
    {
        if (import.IsRunning) return Words.Say("members.result-running");
        return import.Refusal is null ? Words.Say("members.result-counts", import.Accepted, import.Refused) : Words.Say("members.result-refused-file");
    }
}
