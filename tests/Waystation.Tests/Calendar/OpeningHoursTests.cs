using System.Text.Json;
using Waystation.Shared;

namespace Waystation.Calendar;

public class OpeningHoursTests
{
    static readonly WorkingCalendar calendar = WorkingCalendar.China;

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("whenever")]
    [InlineData("Mo-Fr 9-17")]
    [InlineData("Mo-Fr 09:00-17:00 || \"call\"")]
    [InlineData("sunrise-sunset")]
    [InlineData("Mo[1] 09:00-17:00")]
    [InlineData("Mo-Fr 17:00+")]
    [InlineData("SH off")]
    [InlineData("week 1-20 Mo 09:00-17:00")]
    [InlineData("easter off")]
    [InlineData("Mo-Fr 09:00-17:60")]
    [InlineData("Mo-Fr 25:00-26:00")]
    [InlineData("Feb 30 off")]
    [InlineData("2026 Dec 20-2026 Jan 10 off")]
    [InlineData("\"by appointment\"")]
    [InlineData("Mo-Fr 09:00-17:00,")]
    [InlineData("Mo-Fr 09:00-17:00/02:00")]
    [InlineData("Mo-Fr 09:00-17:00 \"by appointment\"")]
    [InlineData("Mo-Su, 09:00-17:00")]
    [InlineData("Mo-Fr 09:00-17:00; 2026 Jan 29-Feb 04 off")]
    public void A_text_it_does_not_wholly_understand_is_refused(string text) => Assert.Null(OpeningHours.Read(text));

    [Theory]
    [InlineData("2026-11-20 16:59", OpenState.Open)]
    [InlineData("2026-11-20 17:00", OpenState.Closed)]
    [InlineData("2026-11-21 12:00", OpenState.Closed)]
    [InlineData("2026-10-01 12:00", OpenState.Closed)]
    [InlineData("2026-10-10 12:00", OpenState.Open)]
    public void Hours_that_rest_on_holidays_are_kept_on_a_Saturday_worked_instead(string at, OpenState expected) =>
        Assert.Equal(expected, OpeningHours.Read("Mo-Fr 09:00-17:00; PH off")!.StateAt(InCity(at), calendar));

    [Theory]
    [InlineData("Mo-Fr 09:00-17:00", "2026-10-01 12:00", OpenState.Open)]
    [InlineData("Mo-Fr 09:00-17:00", "2026-10-10 12:00", OpenState.Closed)]
    [InlineData("Mo-Fr 09:00-17:00; Sa-Su,PH 10:00-16:00", "2026-10-01 09:30", OpenState.Closed)]
    [InlineData("Mo-Fr 09:00-17:00; PH 10:00-16:00", "2026-10-01 12:00", OpenState.Open)]
    [InlineData("Tu-Su 09:00-17:00; PH off", "2026-10-10 12:00", OpenState.Open)]
    public void Hours_that_say_nothing_of_holidays_keep_to_their_weekdays(string text, string at, OpenState expected) =>
        Assert.Equal(expected, OpeningHours.Read(text)!.StateAt(InCity(at), calendar));

    [Theory]
    [InlineData("Mo-Fr 09:00-17:00; PH off", "2026-11-20 10:00", "2026-11-20 17:00")]
    [InlineData("Mo-Su 22:00-06:00", "2026-11-20 23:00", "2026-11-21 06:00")]
    [InlineData("Mo-Fr 00:00-24:00", "2026-11-18 23:00", "2026-11-21 00:00")]
    [InlineData("Mo-Fr 09:00-17:00; PH off", "2026-09-30 18:00", "2026-10-08 09:00")]
    public void The_next_change_is_told_to_the_minute(string text, string at, string until) =>
        Assert.Equal(InCity(until), OpeningHours.Read(text)!.At(InCity(at), calendar).Until);

    [Theory]
    [InlineData("24/7")]
    [InlineData("Mo-Su 00:00-24:00")]
    [InlineData("off")]
    public void What_never_changes_has_no_next_change(string text) => Assert.Null(OpeningHours.Read(text)!.At(InCity("2026-11-20 10:00"), calendar).Until);

    [Fact]
    public void Remarks_are_skipped() => Assert.Equal(OpenState.Open, OpeningHours.Read("Mo-Fr 09:00-17:00 open \"ask at the desk\"")!.StateAt(InCity("2026-11-20 10:00"), calendar));

    /// <summary>600 rules without holidays, 700 instants of a year each, against npm opening_hours in one process.</summary>
    [Fact]
    public async Task States_over_a_year_are_those_of_the_reference_implementation()
    {
        var random = new Random(20261121);
        var rules = written.Concat(Enumerable.Range(0, 580).Select(_ => AnyRule(random))).ToArray();
        var minutes = Enumerable.Range(0, 700).Select(_ => (int)(new DateTime(2026, 1, 1) - new DateTime(2000, 1, 1)).TotalMinutes + random.Next(365 * 1440)).ToArray();
        var oracle = JsonSerializer.Deserialize<string?[]>(await Node.RunAsync("Calendar/opening-hours-oracle.mjs", JsonSerializer.Serialize(new { rules, instants = minutes })))!;

        Assert.Equal(rules.Length, oracle.Length);
        foreach (var (rule, expected) in rules.Zip(oracle))
        {
            Assert.True(expected is not null, $"the oracle refuses {rule}");
            var hours = OpeningHours.Read(rule);
            Assert.True(hours is not null, $"we refuse {rule}");
            var states = string.Concat(minutes.Select(m => hours.StateAt(InCity(new DateTime(2000, 1, 1).AddMinutes(m)), calendar) is OpenState.Open ? '1' : '0'));
            var differs = Enumerable.Range(0, minutes.Length).FirstOrDefault(i => states[i] != expected[i], -1);
            Assert.True(differs < 0, differs < 0 ? "" : $"{rule} at {new DateTime(2000, 1, 1).AddMinutes(minutes[differs]):ddd yyyy-MM-dd HH:mm}: we say {states[differs]}");
        }
    }

    /// <summary>Nearly three hundred texts as mappers write them, slips included, 800 instants of a year each: told as the reference tells them, or refused and so unknown.</summary>
    [Fact]
    public async Task Real_spellings_are_told_as_the_reference_tells_them_or_not_at_all()
    {
        var random = new Random(2026);
        var rules = await File.ReadAllLinesAsync(Path.Combine(Node.Root, "tests", "Waystation.Tests", "Calendar", "real-hours.txt"));
        var minutes = Enumerable.Range(0, 800).Select(_ => (int)(new DateTime(2026, 1, 1) - new DateTime(2000, 1, 1)).TotalMinutes + random.Next(365 * 1440)).ToArray();
        var oracle = JsonSerializer.Deserialize<string?[]>(await Node.RunAsync("Calendar/opening-hours-oracle.mjs", JsonSerializer.Serialize(new { rules, instants = minutes })))!;

        var read = 0;
        List<string> otherwise = [];
        foreach (var (rule, expected) in rules.Zip(oracle))
        {
            if (OpeningHours.Read(rule) is not { } hours) continue;

            read++;
            if (expected != string.Concat(minutes.Select(m => hours.StateAt(InCity(new DateTime(2000, 1, 1).AddMinutes(m)), calendar) is OpenState.Open ? '1' : '0'))) otherwise.Add(rule);
        }

        Assert.Empty(otherwise);
        Assert.True(read >= 260, $"only {read} of {rules.Length} are read");
        TestContext.Current.TestOutputHelper?.WriteLine($"{read} of {rules.Length} read; refused: {string.Join(" | ", rules.Where(rule => OpeningHours.Read(rule) is null))}");
    }

    [Fact]
    public void The_told_change_is_the_first_minute_with_another_state()
    {
        var random = new Random(7);
        for (var i = 0; i < 150; i++)
        {
            var hours = OpeningHours.Read(AnyRule(random))!;
            var at = InCity(new DateTime(2026, 3, 1).AddMinutes(random.Next(300 * 1440)));

            var (state, until) = hours.At(at, calendar);

            Assert.Equal(hours.StateAt(at, calendar), state);
            for (var minute = at; minute < (until ?? at.AddDays(2)) && minute < at.AddDays(2); minute = minute.AddMinutes(1))
                Assert.Equal(state, hours.StateAt(minute, calendar));
            if (until is { } change) Assert.NotEqual(state, hours.StateAt(change, calendar));
        }
    }

    static readonly string[] written =
    [
        "24/7", "Mo-Fr 09:00-17:00", "Mo-Fr 09:00-11:30,13:30-17:30", "Mo-Sa 08:30-18:00; Su off", "09:00-17:00", "Mo-Su 22:00-06:00",
        "Fr-Mo 10:00-12:00", "Mo,We,Fr 09:00-17:00; We 10:00-12:00", "Mo-Th 18:00-02:00, Fr-Sa 18:00-04:00", "Fr 22:00-02:00; Sa 10:00-12:00",
        "24/7; Dec 25 off", "May 01-Sep 30 Mo-Su 08:00-19:00; Oct 01-Apr 30 Mo-Su 09:00-17:00", "Jan-Mar Mo-Fr 09:00-17:00", "Nov-Feb 10:00-16:00",
        "Mo-Su 09:00-17:00; 2026 Feb 16-22 off", "Mo-Su 09:00-17:00; 2026 Feb 16-2026 Mar 02 10:00-12:00", "Mo-Fr 08:00-20:00; 12:00-13:00 off", "Mo-Su 20:00-26:00", "Mo 09:00-09:00", "Mo-Su 09:00-17:00, We 18:00-20:00",
    ];

    static string AnyRule(Random random)
    {
        string[] days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
        string Days() => random.Next(4) switch
        {
            0 => days[random.Next(7)],
            1 => $"{days[random.Next(7)]},{days[random.Next(7)]}",
            _ => $"{days[random.Next(7)]}-{days[random.Next(7)]}",
        };
        string Time() => $"{random.Next(24):00}:{random.Next(12) * 5:00}-{random.Next(1, 24):00}:{random.Next(12) * 5:00}";
        string Times() => random.Next(3) == 0 ? $"{random.Next(5, 9):00}:00-{random.Next(10, 13)}:00,{random.Next(13, 16)}:30-{random.Next(17, 24)}:00" : Time();
        string One() => random.Next(8) switch
        {
            0 => $"{Days()} off",
            1 => Times(),
            2 => $"{Months[random.Next(12)]} {random.Next(1, 29):00}-{Months[random.Next(12)]} {random.Next(1, 29):00} {Days()} {Times()}",
            3 => $"{Months[random.Next(12)]} {Times()}",
            _ => $"{Days()} {Times()}",
        };
        // A comma before bare times would continue the list of times instead of beginning a rule.
        var rules = Enumerable.Range(0, random.Next(1, 4)).Select(_ => One()).ToArray();
        return string.Join(random.Next(4) == 0 && !rules.Any(r => char.IsDigit(r[0])) ? ", " : "; ", rules);
    }

    static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    static DateTimeOffset InCity(string local) => InCity(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture));

    static DateTimeOffset InCity(DateTime local) => new(local, City.Zone.GetUtcOffset(local));
}
