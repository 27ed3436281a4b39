using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Walks.Pages;

/// <summary>今日走访: what is due near each other, in an order to walk it; to read on a phone and to print.</summary>
[ForStaff(Right.DecideMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class WalkModel(Desk desk, PlanWalk plan) : PageModel
{
    public DayWalk Walk { get; private set; } = null!;
    public string Union => desk.Post.Union;
    public string Today => Day(desk.Today);

    public async Task OnGetAsync(CancellationToken ct) => Walk = await plan.RunAsync(ct);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public bool IsOverdue(WalkTask task) => task.DueOn < desk.Today;

    /// <summary>As the crow flies; streets make it longer.</summary>
    public string Length => Walk.Metres < 1000 ? Words.Say("walks.metres", Math.Round(Walk.Metres / 10) * 10) : Words.Say("walks.kilometres", Math.Round(Walk.Metres / 1000, 1));
}
