using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Lives;
using Waystation.Shared;

namespace Waystation.Walks.Pages;

/// <summary>今日走访: what is due near each other, in an order to walk it; to read on a phone and to print.</summary>
[ForStaff(Right.DecideMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class WalkModel(Desk desk, PlanWalk plan, BranchStreets streets) : PageModel
{
    public DayWalk Walk { get; private set; } = null!;
    public string Union => desk.Post.Union;
    public string Today => Day(desk.Today);

    /// <summary>To choose from, where the branch has several.</summary>
    public IReadOnlyList<BranchStreet> Streets { get; private set; } = [];
    public BranchStreet? Chosen { get; private set; }
    public string Where => Chosen is { } street ? $"{street.District}{street.Name}" : Union;

    /// <param name="street">Its division code; none: the whole branch.</param>
    public async Task<IActionResult> OnGetAsync(string? street, CancellationToken ct)
    {
        Streets = await streets.AllAsync(ct);
        Chosen = Streets.FirstOrDefault(one => one.Code == street);
        if (!string.IsNullOrEmpty(street) && Chosen is null) return NotFound();

        Walk = await plan.RunAsync(Chosen?.Code, ct);
        return Page();
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public bool IsOverdue(WalkTask task) => task.DueOn < desk.Today;

    /// <summary>As the crow flies; streets make it longer.</summary>
    public string Length => Walk.Metres < 1000 ? Words.Say("walks.metres", Math.Round(Walk.Metres / 10) * 10) : Words.Say("walks.kilometres", Math.Round(Walk.Metres / 1000, 1));
}
