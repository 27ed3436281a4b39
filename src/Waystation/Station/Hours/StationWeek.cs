using System.Globalization;
using System.Text;
using Waystation.Calendar;
using Waystation.Shared;

namespace Waystation.Hours;

/// <summary>What holds on public holidays.</summary>
public enum OnHolidays { AsEver, Closed, Own }

/// <summary>From when until when it is open, in minutes; an end that is not later than the beginning is on the next day.</summary>
public sealed record OpenSpan(int From, int Until)
{
    public const int Day = 1440;

    public bool IsOverNight => Until <= From;

    /// <summary>Where it ends, counted from the day on which it began.</summary>
    public int End => IsOverNight ? Until + Day : Until;

    /// <summary>9:00–17:00</summary>
    public string InWords => $"{Clock(From)}–{Clock(Until)}";

    /// <summary>As opening_hours writes it.</summary>
    public string Syntax => $"{From / 60:00}:{From % 60:00}-{Until / 60:00}:{Until % 60:00}";

    static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60}:{minute % 60:00}");
}

/// <summary>
/// A station's week as whoever keeps it fills it in: each weekday's times, and what holds on public holidays. Stored as <c>opening_hours</c> and in the words that
/// stand on the door.
/// </summary>
/// <param name="Days">Seven, Monday first; a day without spans is one of rest.</param>
/// <param name="Holiday">Where holidays have times of their own.</param>
public sealed record StationWeek(bool IsAlways, IReadOnlyList<IReadOnlyList<OpenSpan>> Days, OnHolidays Holidays, IReadOnlyList<OpenSpan> Holiday)
{
    public const int MostSpans = 2;

    static readonly string[] names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

    public static StationWeek Always { get; } = new(true, [.. Enumerable.Repeat<IReadOnlyList<OpenSpan>>([], 7)], OnHolidays.AsEver, []);

    /// <exception cref="Refusal">It says nothing, or its times run into each other.</exception>
    public void Require()
    {
        if (IsAlways) return;

        Rule.Require(Days.Any(day => day.Count > 0), Say.NeverOpen);
        // opening_hours would take it for the whole day and night; whoever types it has slipped.
        for (var day = 0; day < Days.Count; day++) Rule.Require(!Days[day].Any(span => span.From == span.Until), Say.SameTime(NameOf(day)));
        for (var day = 0; day < Days.Count; day++) Rule.Require(Fit(Days[day], Days[(day + 1) % Days.Count]), Say.TimesOverlap(NameOf(day)));
        Rule.Require(Holidays is not OnHolidays.Own || (Holiday.Count > 0 && Fit(Holiday, []) && !Holiday.Any(span => span.IsOverNight)), Say.HolidayTimes);
    }

    /// <summary>The text by which it is evaluated.</summary>
    public string Syntax()
    {
        if (IsAlways) return "24/7";

        var text = new StringBuilder();
        // After a semicolon the next days' rule would also wipe out what the night before spilled into them.
        var joint = Days.Any(day => day.Any(span => span.IsOverNight)) ? ", " : "; ";
        foreach (var alike in Alike()) text.Append(text.Length > 0 ? joint : "").Append($"{Runs(alike.Days, names, ",")} {string.Join(',', alike.Spans.Select(span => span.Syntax))}");
        if (Holidays is OnHolidays.Closed) text.Append("; PH off");
        if (Holidays is OnHolidays.Own) text.Append($"; PH {string.Join(',', Holiday.Select(span => span.Syntax))}");
        return text.ToString();
    }

    /// <summary>For the door and the pages: 周一至周五 9:00–17:00；周六、周日休息；节假日休息.</summary>
    public string InWords() => InWords(Words.Chinese);

    public string InWords(CultureInfo language)
    {
        string Said(string key, params object[] parts) => Words.Say(language, $"hours.{key}", parts);
        if (IsAlways) return Said("always");

        var (comma, until) = (Said("comma-of-days"), Said("until-day"));
        string Times(IReadOnlyList<OpenSpan> spans) => string.Join(comma, spans.Select(span => span.InWords));
        string Named(IReadOnlyList<int> days) => days.Count == 7 ? Said("every-day") : Runs(days, [.. Enumerable.Range(0, 7).Select(day => Said($"day-{day}"))], comma, until);
        List<string> parts = [.. Alike().Select(alike => $"{Named(alike.Days)} {Times(alike.Spans)}")];
        int[] rests = [.. Enumerable.Range(0, 7).Where(day => Days[day].Count == 0)];
        if (rests.Length > 0) parts.Add(Said("rests", Named(rests)));
        if (Holidays is OnHolidays.Closed) parts.Add(Said("holidays-closed"));
        if (Holidays is OnHolidays.Own) parts.Add(Said("holidays-own", Times(Holiday)));
        return string.Join(Said("parts-joint"), parts);
    }

    public static string NameOf(int day) => Words.Say($"hours.day-{day}");

    IEnumerable<(IReadOnlyList<int> Days, IReadOnlyList<OpenSpan> Spans)> Alike() =>
        from day in Enumerable.Range(0, 7)
        where Days[day].Count > 0
        group day by string.Join(',', Days[day].Select(span => span.Syntax)) into alike
        select ((IReadOnlyList<int>)[.. alike], Days[alike.First()]);

    /// <summary>Each before the next, and none into the next day's first.</summary>
    static bool Fit(IReadOnlyList<OpenSpan> day, IReadOnlyList<OpenSpan> next) =>
        day.Zip(day.Skip(1)).All(pair => !pair.First.IsOverNight && pair.First.Until < pair.Second.From) && (day.Count == 0 || next.Count == 0 || day[^1].End - OpenSpan.Day <= next[0].From);

    /// <summary>Mo-Fr,Su; two days that follow each other are named one by one.</summary>
    static string Runs(IReadOnlyList<int> days, IReadOnlyList<string> called, string comma, string until = "-")
    {
        List<string> runs = [];
        for (var i = 0; i < days.Count;)
        {
            var last = i;
            while (last + 1 < days.Count && days[last + 1] == days[last] + 1) last++;
            if (last - i >= 2) runs.Add($"{called[days[i]]}{until}{called[days[last]]}");
            else runs.AddRange(Enumerable.Range(i, last - i + 1).Select(at => called[days[at]]));
            i = last + 1;
        }

        return string.Join(comma, runs);
    }
}
