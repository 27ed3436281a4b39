using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.MyData.Pages;

/// <summary>What I asked for, where it stands, and by when it is to be answered.</summary>
[ForWorkers]
public sealed class RequestsModel(MyFile file, OwnRequests requests, MakeRequest make) : PageModel
{
    public IReadOnlyList<OwnRequest> All { get; private set; } = [];
    public bool HasRecord => file.MemberId is not null;
    public bool IsMasked => file.IsMasked;

    public async Task OnGetAsync(CancellationToken ct)
    {
        All = await requests.ReadAsync(ct);
        Response.Headers.CacheControl = "no-store";
    }

    public async Task<IActionResult> OnPostTakeBackAsync(Guid id, CancellationToken ct)
    {
        try
        {
            await make.TakeBackAsync(id, ct);
            return LocalRedirect("/me/requests");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            await OnGetAsync(ct);
            return Page();
        }
    }

    public static string Shape(DataRequest request) => request.State switch
    {
        DataRequestState.Granted => "open",
        DataRequestState.Open => "unknown",
        _ => "closed",
    };

    public bool IsOverdue(DataRequest request) => request.IsOverdueOn(file.Today);

    public static string Time(DateTime at) => When.Spoken(at);

    public static string Day(DateOnly day) => When.Day(day);
}
