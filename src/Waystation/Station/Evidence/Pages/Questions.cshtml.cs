using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Evidence.Pages;

/// <summary>What visitors say against what is posted, and who of the branch still owes an answer; the oldest clock first.</summary>
[ForStaff(Right.KeepStations)]
public sealed class QuestionsModel(Desk desk, BranchStations branch) : PageModel
{
    const int Most = 200;

    [BindProperty(SupportsGet = true)] public string? Q { get; set; }

    /// <summary>Only those past their day, or only the others.</summary>
    [BindProperty(SupportsGet = true)] public bool? Late { get; set; }
    public DateOnly Today => desk.Today;
    public IReadOnlyList<AskedOf> Waiting { get; private set; } = [];
    public IReadOnlyList<Station> Found { get; private set; } = [];

    /// <summary>How long each took: for those who answer for it, and nobody else.</summary>
    public IReadOnlyList<(string Name, int Answered, string Hours)> Stations { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var all = await branch.QuestionsAsync(ct);
        (Waiting, Stations) = ([.. all.Where(one => one.Question.AnsweredAt is null && (Late is not { } late || one.Question.DueOn < Today == late)).Take(Most)], BranchStations.TimesOf(all));
        if (!string.IsNullOrWhiteSpace(Q)) Found = await branch.FindAsync(Q.Trim(), ct);
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Time(DateTime at) => City.LocalTime(new DateTimeOffset(at, TimeSpan.Zero)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
