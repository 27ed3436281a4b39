using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Organisations;

namespace Waystation.Indicators.Pages;

/// <summary>The numbers of a branch in a month; each opens the records behind it.</summary>
[ForStaff(Right.SeeNumbers)]
public sealed class NumbersModel(Desk desk, UnionTree tree, MonthNumbers numbers, TimeProvider clock) : PageModel
{
    public TimeProvider Clock => clock;
    public NumbersPage Numbers { get; private set; } = null!;
    public Month Month { get; private set; }

    /// <summary>Those above that this post reaches.</summary>
    public IReadOnlyList<NamedUnion> Above { get; private set; } = [];
    public bool IsCity { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? id, string? month, CancellationToken ct)
    {
        Month = Month.Read(month, clock);
        var unionId = id ?? desk.Post.UnionId;
        if (!await desk.ReachesAsync(unionId, ct) || await tree.ShowAsync(unionId, Month.AsOf(clock), ct: ct) is not { } view) return NotFound();

        var reached = await tree.ReachedAsync([.. view.Above.Select(a => a.Id)], ct);
        (Above, IsCity) = ([.. view.Above.Where(a => reached.Contains(a.Id))], view.Union.Kind.StandsAlone);
        Numbers = await numbers.ReadAsync(unionId, Month, ct);
        return Page();
    }

    public string Link(Guid unionId, Month? month = null) => $"/numbers/{unionId}?month={month ?? Month}";

    public string Records(Guid unionId, Indicator indicator) => $"/numbers/{unionId}/{indicator.Code}?month={Month}";
}
