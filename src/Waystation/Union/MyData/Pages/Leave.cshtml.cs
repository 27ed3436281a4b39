using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Members;
using Waystation.Shared;

namespace Waystation.MyData.Pages;

/// <summary>Three different ways out: of the union, of the record, of the sign-in. Each says what it ends and what it leaves.</summary>
[ForWorkers]
public sealed class LeaveModel(MyFile file, Holdings holdings, MakeRequest make, CloseAccount close) : PageModel
{
    [BindProperty] public string? Why { get; set; }
    [BindProperty] public bool Sure { get; set; }
    public string? State { get; private set; }
    public bool IsMember => State is MemberState.Member or MemberState.Retained;
    public bool MayErase => State is MemberState.Left or MemberState.Applied;
    public bool IsMasked => file.IsMasked;

    public async Task OnGetAsync(CancellationToken ct)
    {
        State = (await holdings.ReadAsync(ct)).Record?.State;
        Response.Headers.CacheControl = "no-store";
    }

    public Task<IActionResult> OnPostQuitAsync(CancellationToken ct) => AskAsync(() => make.QuitAsync(Why, Sure, ct), ct);

    public Task<IActionResult> OnPostEraseAsync(CancellationToken ct) => AskAsync(() => make.EraseAsync(Why, Sure, ct), ct);

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct)
    {
        var answer = await AskAsync(() => close.RunAsync(Sure, ct), ct);
        if (answer is not LocalRedirectResult) return answer;

        SessionCookie.Take(Response);
        return LocalRedirect("/");
    }

    async Task<IActionResult> AskAsync(Func<Task> ask, CancellationToken ct)
    {
        try
        {
            await ask();
            return LocalRedirect("/me/requests");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            await OnGetAsync(ct);
            return Page();
        }
    }
}
