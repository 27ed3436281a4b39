using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Indicators;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.KeyWork.Pages;

/// <summary>The key-work list of a branch in a month: how each item stands, and who has reported.</summary>
[ForStaff(Right.SeeKeyWork)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public class ListModel(Desk desk, UnionTree tree, KeyList list, Reporting reporting, TimeProvider clock) : PageModel
{
    public const int PageSize = 100;

    [BindProperty(SupportsGet = true)] public Guid? Union { get; set; }
    [BindProperty(SupportsGet = true, Name = "month")] public string? Typed { get; set; }
    [BindProperty(SupportsGet = true)] public string? Light { get; set; }

    /// <summary>Open, and due by that day.</summary>
    [BindProperty(SupportsGet = true)] public DateOnly? Due { get; set; }
    [BindProperty(SupportsGet = true)] public int From { get; set; }

    /// <summary>Only the units that have not reported.</summary>
    [BindProperty(SupportsGet = true)] public bool Owing { get; set; }

    public Month Month { get; private set; }
    public Guid Of => Union ?? desk.Post.UnionId;
    public string Name { get; private set; } = "";
    public IReadOnlyList<NamedUnion> Above { get; private set; } = [];
    public IReadOnlyList<KeyRow> All { get; private set; } = [];
    public IReadOnlyList<KeyRow> Chosen { get; private set; } = [];
    public IReadOnlyList<UnitReport> Reports { get; private set; } = [];

    public IEnumerable<KeyRow> Shown => Chosen.Skip(From).Take(PageSize);
    public bool IsNow => Month == Month.Now(clock);
    public DateOnly Today => desk.Today;
    public DateTime Now => desk.Now;
    public DateOnly ReportBy => reporting.DueIn(Month);
    public bool MayKeep => desk.May(Right.KeepKeyWork);

    /// <summary>This post's own unit reports each month, and has not yet.</summary>
    public bool OwesReport { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || From < 0) return NotFound();

        Month = Month.Read(Typed, clock);
        if (!await desk.ReachesAsync(Of, ct) || await tree.ShowAsync(Of, Month.AsOf(clock), ct: ct) is not { } view) return NotFound();

        var reached = await tree.ReachedAsync([.. view.Above.Select(a => a.Id)], ct);
        (Name, Above) = (view.Name, [.. view.Above.Where(a => reached.Contains(a.Id))]);
        All = await list.ReadAsync(Of, Month, ct);
        var filter = new KeyFilter(Enum.TryParse<Light>(Light, ignoreCase: true, out var light) && Enum.IsDefined(light) ? light : null, Due);
        Chosen = [.. All.Where(filter.Takes)];
        Reports = await reporting.ReadAsync(Of, Month, ct);
        if (Owing) Reports = [.. Reports.Where(unit => !unit.HasReported)];
        OwesReport = IsNow && desk.May(Right.ReportKeyWork) && await reporting.OwnAsync(desk.Post.UnionId, Month, ct) is { HasReported: false };
        return Page();
    }

    public int Count(Light light) => All.Count(row => row.Judged.Light == light);

    public string Link(Guid? union = null, Month? month = null, Light? light = null, int from = 0)
    {
        var address = $"/key-work?union={union ?? Of}&month={month ?? Month}";
        if (light is { } only) address += $"&light={KeyCode.Of(only)}";
        else if (from > 0 && Light is not null) address += $"&light={Uri.EscapeDataString(Light)}";
        if (from > 0 && Due is { } due) address += $"&due={Spoken.Exact(due)}";
        return from > 0 ? $"{address}&from={from}" : address;
    }
}

/// <summary>Days and instants as this room's pages say them.</summary>
static class Spoken
{
    public static string Exact(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static string Short(DateOnly day, DateOnly today) => day.Year == today.Year ? day.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture) : Exact(day);

    public static string At(DateTime at) => City.LocalTime(at).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
