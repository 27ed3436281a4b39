using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.MyData.Pages;

/// <summary>One request: opened for a purpose that the person finds in their log, then granted, or refused with a reason.</summary>
[ForStaff(Right.DecideMembers)]
public sealed class DecideModel(Desk desk, WaitingRequests requests, DecideRequest decide) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public WhyRefused? Reason { get; set; }
    public WaitingRequest Waiting { get; private set; } = null!;
    public OpenedRequest? Opened { get; private set; }
    public bool IsOverdue => Waiting.DueOn < desk.Today;

    public IEnumerable<WhyRefused> Reasons => Enum.GetValues<WhyRefused>().Where(reason => reason.MayRefuse(Waiting.Kind));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await requests.FindAsync(Id, ct) is not { } found) return NotFound();

        Waiting = found;
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    /// <summary>Shows what was written; the look is in the log before anything is shown.</summary>
    public async Task<IActionResult> OnPostOpenAsync(CancellationToken ct)
    {
        if (await OnGetAsync(ct) is not PageResult page) return NotFound();

        Opened = await decide.OpenAsync(Id, ct);
        return page;
    }

    public Task<IActionResult> OnPostGrantAsync(CancellationToken ct) => AnswerAsync(() => decide.GrantAsync(Id, ct), ct);

    public Task<IActionResult> OnPostRefuseAsync(CancellationToken ct) =>
        AnswerAsync(() => Reason is { } reason && ModelState.IsValid ? decide.RefuseAsync(Id, reason, ct) : throw new Refusal(Say.NotAReasonHere), ct);

    async Task<IActionResult> AnswerAsync(Func<Task<bool>> answer, CancellationToken ct)
    {
        try
        {
            return await answer() ? LocalRedirect("/data-requests") : NotFound();
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return await OnGetAsync(ct);
        }
    }

    public static string Day(DateOnly day) => When.Day(day);

    public static string Time(DateTime at) => When.Spoken(at);
}
