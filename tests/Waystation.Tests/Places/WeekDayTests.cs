using Waystation.Calendar;

namespace Waystation.Places;

public class WeekDayTests
{
    static readonly DateOnly monday = new(2026, 9, 28);

    [Fact]
    public void Unknown_hours_make_no_week() => Assert.Empty(WeekDay.Of(null, WorkingCalendar.China, monday));

    [Fact]
    public void A_holiday_and_the_day_worked_for_it_are_told()
    {
        var week = WeekDay.Of(OpeningHours.Read("Mo-Fr 09:00-11:30,13:30-17:30; PH off")!, WorkingCalendar.China, monday).ToList();

        Assert.Equal("9:00–11:30  13:30–17:30", week[0].Hours);
        Assert.True(week[0].IsToday);
        Assert.Equal(("不开放", true), (week[3].Hours, week[3].Note.Contains("国庆")));
    }

    [Theory]
    [InlineData("24/7", "全天")]
    [InlineData("Mo-Su 22:00-02:00", "0:00–2:00  22:00–24:00")]
    [InlineData("Tu 09:00-17:00", "不开放")]
    public void A_day_is_told_from_midnight_to_midnight(string hours, string told) =>
        Assert.Equal(told, WeekDay.Of(OpeningHours.Read(hours)!, WorkingCalendar.China, monday).First().Hours);

    [Theory]
    [InlineData("Mo-Fr 09:00-17:00; Sa 10:00-16:00; PH off")]
    [InlineData("Mo-Su 22:30-06:15")]
    [InlineData("Mo-Fr 09:00-12:00, We 14:00-20:00; Dec 24-Jan 02 off")]
    public void The_told_spans_are_the_minutes_at_which_it_is_open(string text)
    {
        var hours = OpeningHours.Read(text)!;
        for (var day = new DateOnly(2026, 12, 20); day < new DateOnly(2027, 1, 8); day = day.AddDays(1))
        {
            var spans = hours.OpenOn(day, WorkingCalendar.China);
            for (var minute = 0; minute < 1440; minute += 15)
            {
                var at = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute), TimeSpan.FromHours(8));
                Assert.Equal(hours.StateAt(at, WorkingCalendar.China) is OpenState.Open, spans.Any(s => minute >= s.From && minute < s.To));
            }
        }
    }
}
