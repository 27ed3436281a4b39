using System.Globalization;
using System.Text.Json;
using Waystation.Shared;

namespace Waystation.Calendar;

/// <summary>
/// Hours that name public holidays. The reference implementation does not know China's, so it is told of each as a dated exception, after npm chinese-days:
/// two oracles, neither of which has our table.
/// </summary>
[Trait("server", "any")]
public class HolidayHoursTests
{
    const int Year = 2026;
    const string Off = "off", Weekend = "10:00-16:00";

    static readonly string[] days = ["Mo-Fr", "Mo-Sa", "Mo-Su", "Tu-Su", "Mo,We,Fr", "Sa-Su"], times = ["09:00-17:00", "08:30-12:00,14:00-18:00"];

    /// <param name="Base">The same rule without a word of holidays.</param>
    /// <param name="OnHolidays">Its times on those.</param>
    /// <param name="WorkedInstead">Its times on a weekend day worked instead of another; null: as on any such weekday.</param>
    sealed record Named(string Rule, string Base, string OnHolidays, string? WorkedInstead);

    [Fact]
    public async Task States_on_and_around_holidays_are_those_of_the_reference_with_each_day_as_a_dated_exception()
    {
        var rules = days.SelectMany(d => times.SelectMany(t => FormsOf(d, t))).ToArray();
        var kinds = await Said(new(Year, 1, 1), new(Year, 12, 31));
        var special = kinds.Index().Where(k => k.Item is 'H' or 'M').Select(k => (Day: new DateOnly(Year, 1, 1).AddDays(k.Index), Kind: k.Item)).ToArray();
        Assert.True(special.Count(s => s.Kind == 'H') >= 25 && special.Count(s => s.Kind == 'M') >= 4);
        int[] minutes = [.. special.SelectMany(s => Enumerable.Range(0, 12).Select(i => Minute(s.Day) + 30 + 120 * i)), .. Enumerable.Range(0, 365).Select(i => Minute(new(Year, 1, 1)) + 1440 * i + 37 * i % 1440)];

        var dated = rules.Select(rule => string.Join("; ", special.Select(s => (s.Day, Times: s.Kind == 'H' ? rule.OnHolidays : rule.WorkedInstead)).Where(s => s.Times is not null)
            .Select(s => $"{s.Day.ToString("yyyy MMM dd", CultureInfo.InvariantCulture)} {s.Times}").Prepend(rule.Base)));
        var oracle = JsonSerializer.Deserialize<string?[]>(await Node.RunAsync("Calendar/opening-hours-oracle.mjs", JsonSerializer.Serialize(new { rules = dated, instants = minutes })))!;

        foreach (var (rule, expected) in rules.Zip(oracle))
        {
            Assert.True(expected is not null, $"the oracle refuses the dated form of {rule.Rule}");
            var hours = OpeningHours.Read(rule.Rule)!;
            var states = string.Concat(minutes.Select(m => hours.StateAt(At(m), WorkingCalendar.China) is OpenState.Open ? '1' : '0'));
            var differs = Enumerable.Range(0, minutes.Length).FirstOrDefault(i => states[i] != expected[i], -1);
            Assert.True(differs < 0, differs < 0 ? "" : $"{rule.Rule} at {At(minutes[differs]):ddd yyyy-MM-dd HH:mm}: we say {states[differs]}");
        }
    }

    /// <summary>Every day of 23 years.</summary>
    [Fact]
    public async Task Which_days_are_worked_is_what_chinese_days_says()
    {
        var (from, to) = (new DateOnly(2004, 1, 1), new DateOnly(Year, 12, 31));
        var calendar = WorkingCalendar.China;

        var told = string.Concat(Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Select(day =>
            calendar.IsHoliday(day) ? 'H' : calendar.IsMakeUpDay(day) ? 'M' : calendar.IsWorkingDay(day) ? 'W' : '.'));

        Assert.Equal(await Said(from, to), told);
    }

    /// <summary>Friday stands for a weekend day worked instead (README.md says why), wherever holidays are rested.</summary>
    static IEnumerable<Named> FormsOf(string day, string time)
    {
        var friday = day == "Sa-Su" ? Off : time;
        yield return new($"{day} {time}; PH off", $"{day} {time}", Off, friday);
        yield return new($"{day} {time}; PH {Weekend}", $"{day} {time}", Weekend, null);
        if (day is "Sa-Su") yield break;

        yield return new($"{day} {time}; Sa-Su,PH {Weekend}", $"{day} {time}; Sa-Su {Weekend}", Weekend, null);
        yield return new($"{day} {time}; Sa {Weekend}; PH off", $"{day} {time}; Sa {Weekend}", Off, friday);
    }

    static async Task<string> Said(DateOnly from, DateOnly to) =>
        JsonSerializer.Deserialize<string>(await Node.RunAsync("Calendar/chinese-days-oracle.mjs", JsonSerializer.Serialize(new { from, to })))!;

    static readonly DateOnly start = new(2000, 1, 1);

    static int Minute(DateOnly day) => (day.DayNumber - start.DayNumber) * 1440;

    static DateTimeOffset At(int minute)
    {
        var local = start.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        return new(local, City.Zone.GetUtcOffset(local));
    }
}
