using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Organisations.Pages;

/// <summary>One union among its neighbours as of a day, or the unions found by a name.</summary>
[ForStaff(Right.SeeUnions)]
public sealed class TreeModel(Desk desk, UnionTree tree, TimeProvider clock) : PageModel
{
    public UnionView View { get; private set; } = null!;
    public IReadOnlyList<UnionFound>? Found { get; private set; }
    public DateOnly On { get; private set; }
    public string? Query { get; private set; }
    /// <summary>Those above that this post reaches too; the others are named only.</summary>
    public IReadOnlySet<Guid> Reached { get; private set; } = new HashSet<Guid>();
    public bool MayChange => desk.May(Right.ChangeUnions);
    public bool IsToday => On == City.Today(clock);

    public async Task<IActionResult> OnGetAsync(string? id, string? on, string? after, string? q, CancellationToken ct)
    {
        On = DayOf(on, clock);
        if (id is not null && !Guid.TryParse(id, out _)) return NotFound();

        Query = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        if (Query is not null) Found = await tree.SearchAsync(Query, On, ct);
        var shown = id is null ? desk.Post.UnionId : Guid.Parse(id);
        if (!await desk.ReachesAsync(shown, ct) || await tree.ShowAsync(shown, On, CursorOf(after), ct) is not { } view) return NotFound();

        View = view;
        Reached = await tree.ReachedAsync([.. view.Above.Select(a => a.Id)], ct);
        return Page();
    }

    public string Link(Guid id, Guid? after = null) =>
        $"/unions/{id}{(IsToday ? "" : $"?on={Day(On)}")}{(after is null ? "" : $"{(IsToday ? '?' : '&')}after={after}")}";

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly DayOf(string? typed, TimeProvider clock)
    {
        if (string.IsNullOrWhiteSpace(typed)) return City.Today(clock);

        var read = DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        Rule.Require(read && day.Year is >= 1900 and <= 2200, Say.DayUnreadable(typed));
        return day;
    }

    static Guid? CursorOf(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;

        Rule.Require(Guid.TryParse(typed, out var after), Say.CursorUnreadable);
        return after;
    }
}
