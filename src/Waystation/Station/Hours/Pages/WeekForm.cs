using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Calendar;
using Waystation.Places;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Hours.Pages;

/// <summary>One time of one day in the form.</summary>
public sealed record WeekSpan(WeekForm Form, int Day, int Nth, string Named);

/// <summary>The form of a week: for the keeper's own station, and for an officer's.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class WeekForm(PostHours post, WorkingCalendar calendar, TimeProvider clock) : PageModel
{
    /// <summary>The row of holidays, after the seven days.</summary>
    public const int Holiday = 7;

    [BindProperty] public bool Always { get; set; }
    [BindProperty] public OnHolidays? Holidays { get; set; }
    [BindProperty] public string? Seen { get; set; }
    [BindProperty] public string? Why { get; set; }

    /// <summary>A keeper may say why.</summary>
    public virtual bool AsksWhy => false;

    /// <summary>As typed: 0 to 6 the days from Monday, 7 the holidays; first and second time, from and until.</summary>
    [BindProperty] public Dictionary<string, string?> At { get; set; } = [];

    public Station Station { get; private set; } = null!;

    /// <summary>Just posted; a page that is loaded again says so no more.</summary>
    [TempData] public string? Done { get; set; }

    /// <summary>What stands now cannot be shown as a week.</summary>
    public bool IsUnread { get; private set; }
    public IEnumerable<WeekDay> Ahead => WeekDay.Of(Station.OpeningHours is { } syntax ? OpeningHours.Read(syntax) : null, calendar, City.Today(clock));

    protected abstract Task<Station?> FindStationAsync(CancellationToken ct);

    public static string Field(int day, int nth, string end) => $"{day}.{nth}.{end}";

    public string Value(int day, int nth, string end) => At.GetValueOrDefault(Field(day, nth, end)) ?? "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        ShowStanding();
        return Page();
    }

    /// <summary>Monday's times for every day that has none; nothing is saved yet.</summary>
    public async Task<IActionResult> OnPostFillAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        foreach (var day in Enumerable.Range(1, 6).Where(day => Spans(day).All(span => span is ("", ""))))
            for (var nth = 0; nth < StationWeek.MostSpans; nth++) (At[Field(day, nth, "from")], At[Field(day, nth, "until")]) = (Value(0, nth, "from"), Value(0, nth, "until"));
        ModelState.Clear();
        return Page();
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => DoAsync(async () =>
    {
        var (week, seen) = (Read(), Seen);
        // Whoever is told what stands there meanwhile may post theirs over it by a second tap.
        Seen = Station.OpeningHoursText;
        await post.RunAsync(Station, week, seen, Why, ct);
        Done = Words.Say("hours.posted");
    }, ct);

    protected async Task<IActionResult> DoAsync(Func<Task> act, CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        try
        {
            await act();
            return LocalRedirect(Request.Path);
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return Page();
        }
    }

    async Task<bool> FindAsync(CancellationToken ct)
    {
        if (await FindStationAsync(ct) is not { } station) return false;

        Station = station;
        return true;
    }

    /// <summary>What is posted now stands in the form.</summary>
    protected void ShowStanding()
    {
        var week = ReadWeek.Of(Station.OpeningHours, calendar);
        (Seen, IsUnread) = (Station.OpeningHoursText, week is null && Station.OpeningHoursText.Length > 0);
        if (week is null) return;

        (Always, Holidays) = (week.IsAlways, week.Holidays);
        foreach (var (day, spans) in week.Days.Append(week.Holiday).Index())
            foreach (var (nth, span) in spans.Index()) (At[Field(day, nth, "from")], At[Field(day, nth, "until")]) = (Clock(span.From), Clock(span.Until % OpenSpan.Day));
    }

    StationWeek Read()
    {
        if (Always)
        {
            // Where it is round the clock already the tick stood there by itself, and the times are what the keeper means.
            Rule.Require(ReadWeek.Of(Station.OpeningHours, calendar) is not { IsAlways: true } || Enumerable.Range(0, Holiday).SelectMany(Spans).All(span => span is ("", "")), Say.TickOrTimes);
            return StationWeek.Always;
        }

        Rule.Require(Holidays is OnHolidays.AsEver or OnHolidays.Closed or OnHolidays.Own, Say.ChooseHolidays);
        return new(false, [.. Enumerable.Range(0, 7).Select(ReadDay)], Holidays!.Value, Holidays is OnHolidays.Own ? ReadDay(Holiday) : []);
    }

    IReadOnlyList<OpenSpan> ReadDay(int day)
    {
        var named = day == Holiday ? Words.Say("hours.holidays") : StationWeek.NameOf(day);
        List<OpenSpan> spans = [];
        foreach (var (from, until) in Spans(day).Where(span => span is not ("", "")))
        {
            var isTime = Minutes(from, out var begins) & Minutes(Plain.Compact(until) is "24:00" ? "0:00" : until, out var ends);
            Rule.Require(isTime, Say.TimeWrong(named));
            // Until midnight is the end of that day.
            spans.Add(new(begins, ends == 0 ? OpenSpan.Day : ends));
        }

        spans.Sort((one, other) => one.From.CompareTo(other.From));
        return spans;
    }

    IEnumerable<(string From, string Until)> Spans(int day) => Enumerable.Range(0, StationWeek.MostSpans).Select(nth => (Value(day, nth, "from").Trim(), Value(day, nth, "until").Trim()));

    static bool Minutes(string typed, out int minutes)
    {
        var isTime = TimeOnly.TryParseExact(Plain.Compact(typed), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        minutes = time.Hour * 60 + time.Minute;
        return isTime;
    }

    static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}
