using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Accounts.Pages;

/// <summary>Who did what, for the audit administrator: no member has a name here.</summary>
[ForStaff(Right.ReadLog)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class LogModel(ReadLog log) : PageModel
{
    public static IEnumerable<string> Codes { get; } = [.. Enum.GetValues<Did>().Select(did => LogCode.Of(did))];

    [BindProperty(SupportsGet = true)] public string? From { get; set; }
    [BindProperty(SupportsGet = true)] public string? To { get; set; }
    [BindProperty(SupportsGet = true)] public string? Did { get; set; }
    [BindProperty(SupportsGet = true)] public string? Who { get; set; }
    [BindProperty(SupportsGet = true)] public string? About { get; set; }
    [BindProperty(SupportsGet = true)] public string? After { get; set; }
    public SealState Seal { get; private set; } = null!;
    public IReadOnlyList<ShownLine> Lines { get; private set; } = [];
    public LogCursor? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var found = await log.PageAsync(Question(), LogCursor.Read(After), ct);
        Seal = await log.SealStateAsync(ct);
        Lines = [.. found.Take(ReadLog.PageSize)];
        Next = found.Count > ReadLog.PageSize ? new(Lines[^1].At, Lines[^1].Seq) : null;
    }

    public async Task<IActionResult> OnPostExportAsync(CancellationToken ct)
    {
        var question = Question();
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await log.ExportAsync(question, file, ct);
        file.Position = 0;
        return File(file, "text/csv", "logbook.csv");
    }

    public string Address(LogCursor? after)
    {
        var parts = new[] { ("from", From), ("to", To), ("did", Did), ("who", Who), ("about", About), ("after", after?.ToString()) };
        var asked = parts.Where(part => !string.IsNullOrEmpty(part.Item2)).Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}");
        return $"/log?{string.Join('&', asked)}";
    }

    /// <summary>By the city's clock.</summary>
    public string Time(DateTime at) => City.LocalTime(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    LogQuestion Question()
    {
        Rule.Require(string.IsNullOrEmpty(Did) || Codes.Contains(Did), Say.DidUnknown(Did ?? ""));
        Rule.Require(string.IsNullOrEmpty(About) || Guid.TryParse(About, out _), Say.IdUnreadable);
        Rule.Require(Who is null || (Who.Length <= 60 && !Who.Any(c => char.IsControl(c) || char.IsSurrogate(c))), Say.NameLength);
        return new(Day(From), Day(To), string.IsNullOrEmpty(Did) ? null : Did, Who, Guid.TryParse(About, out var about) ? about : null);
    }

    static DateOnly? Day(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;

        var read = DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        Rule.Require(read && day.Year is >= 1900 and <= 2200, Say.DayUnreadable(typed));
        return day;
    }
}
