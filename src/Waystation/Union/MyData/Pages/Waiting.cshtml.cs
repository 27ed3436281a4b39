using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.MyData.Pages;

/// <summary>What people of the branch asked about their own data, the oldest clock first; overdue ones of the unions below, too.</summary>
[ForStaff(Right.DecideMembers)]
public sealed class WaitingModel(Desk desk, WaitingRequests requests) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid? After { get; set; }
    public IReadOnlyList<WaitingRequest> Shown { get; private set; } = [];
    public (int Own, int Below) Overdue { get; private set; }
    public Guid? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid) return BadRequest();

        var found = await requests.ReadAsync(After, ct);
        Shown = [.. found.Take(WaitingRequests.PageSize)];
        if (found.Count > WaitingRequests.PageSize) Next = Shown[^1].Id;
        Overdue = await requests.OverdueAsync(ct);
        return Page();
    }

    public bool IsOverdue(WaitingRequest request) => request.DueOn < desk.Today;

    public int DaysLeft(WaitingRequest request) => request.DueOn.DayNumber - desk.Today.DayNumber;

    public static string Day(DateOnly day) => When.Day(day);
}
