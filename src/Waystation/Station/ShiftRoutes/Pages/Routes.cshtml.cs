using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.ShiftRoutes.Pages;

/// <summary>The routes of the branch, and the register of public toilets by which their lists are made.</summary>
[ForStaff(Right.KeepStations)]
[RequestSizeLimit(ImportToilets.LargestUpload + Overhead)]
[RequestFormLimits(MultipartBodyLengthLimit = ImportToilets.LargestUpload + Overhead)]
public sealed class RoutesModel(RouteLists lists, TakeToiletRegister register) : PageModel
{
    const long Overhead = 1 << 18;

    public IReadOnlyList<ShiftRoute> All { get; private set; } = [];
    public (int Listed, int Open, DateTime? At) Toilets { get; private set; }
    public ImportReport? Report { get; private set; }
    public bool MayTakeRegister => register.MayTake;

    public async Task OnGetAsync(CancellationToken ct) => (All, Toilets) = (await lists.AllAsync(ct), await lists.ToiletsAsync(ct));

    public async Task<IActionResult> OnPostToiletsAsync(IFormFile? upload, CancellationToken ct)
    {
        ModelState.Clear();
        try
        {
            Report = await register.RunAsync(upload, ct);
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
        }

        await OnGetAsync(ct);
        return Page();
    }
}
