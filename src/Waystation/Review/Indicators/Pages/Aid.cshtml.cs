using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.Indicators.Pages;

/// <summary>Mutual aid in a month that is closed: shares of members with numerator and denominator, and the money beside the year before.</summary>
[ForStaff(Right.SeeNumbers)]
public sealed class AidModel(Desk desk, UnionTree tree, AidNumbers numbers, TimeProvider clock) : PageModel
{
    public AidPage Numbers { get; private set; } = null!;
    public Month Month { get; private set; }
    public Month Latest => Month.Now(clock).Before;

    /// <summary>Those above that this post reaches.</summary>
    public IReadOnlyList<NamedUnion> Above { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid? id, string? month, CancellationToken ct)
    {
        Month = string.IsNullOrWhiteSpace(month) ? Latest : Month.Read(month, clock);
        Rule.Require(Month != Month.Now(clock), Say.NotClosedYet(Month));
        var unionId = id ?? desk.Post.UnionId;
        if (!await desk.ReachesAsync(unionId, ct) || await tree.ShowAsync(unionId, Month.Last, ct: ct) is not { } view) return NotFound();

        var reached = await tree.ReachedAsync([.. view.Above.Select(a => a.Id)], ct);
        Above = [.. view.Above.Where(a => reached.Contains(a.Id))];
        Numbers = await numbers.ReadAsync(unionId, Month, ct);
        return Page();
    }

    public string Link(Guid unionId, Month? month = null) => $"/aid-numbers/{unionId}?month={month ?? Month}";

    public string Records(Guid unionId, AidIndicator indicator) => $"/aid-numbers/{unionId}/{indicator.Code}?month={Month}";

    public static string Percent(ShareOf? share) => share?.Percent is { } percent ? percent.ToString("0.00", CultureInfo.InvariantCulture) + "%" : "–";

    public static string Fraction(ShareOf? share) => share is { } of ? Words.Say("indicators.fraction", of.Many.ToString("N0", CultureInfo.InvariantCulture), of.Of.ToString("N0", CultureInfo.InvariantCulture)) : Words.Say("indicators.not-counted");

    public static string Helped(AidRow row) => row.IsFew ? Words.Say("indicators.fewer-than", AidRow.Fewest) : Percent(row.Helped);

    public static string Sum(AidRow row, Money? sum) => row.IsFew ? Words.Say("indicators.not-shown") : sum?.Shown ?? "–";

    public static string Change(AidRow row) => row.IsFew || row.Change is not { } change ? "–" : Words.Say("indicators.year-on-year", change.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture));
}
