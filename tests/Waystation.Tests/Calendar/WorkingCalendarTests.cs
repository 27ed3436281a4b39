using Waystation.Shared;

namespace Waystation.Calendar;

public class WorkingCalendarTests
{
    static readonly WorkingCalendar calendar = WorkingCalendar.China;

    [Theory]
    [InlineData(2026, 10, 1, false)]
    [InlineData(2026, 10, 10, true)]
    [InlineData(2026, 11, 21, false)]
    [InlineData(2026, 11, 23, true)]
    [InlineData(2004, 1, 17, true)]
    public void It_knows_holidays_weekends_and_weekend_days_worked_instead(int year, int month, int day, bool worked) =>
        Assert.Equal(worked, calendar.IsWorkingDay(new DateOnly(year, month, day)));

    [Fact]
    public void Five_working_days_from_the_eve_of_the_national_holiday_end_with_the_Saturday_worked_instead() =>
        Assert.Equal(new DateOnly(2026, 10, 13), calendar.AddWorkingDays(new DateOnly(2026, 9, 30), 5));

    [Fact]
    public void It_says_which_years_it_knows()
    {
        Assert.True(calendar.Knows(2026));
        Assert.False(calendar.Knows(2003));
        Assert.False(calendar.Knows(2035));
    }

    [Fact]
    public void Later_lines_lie_over_the_table()
    {
        var city = calendar.With(new StringReader("day,kind,name\n2035-01-01,holiday,元旦\n2026-10-10,ordinary,\n"));

        Assert.True(city.IsHoliday(new DateOnly(2035, 1, 1)));
        Assert.True(city.Knows(2035));
        Assert.False(city.IsWorkingDay(new DateOnly(2026, 10, 10)));
        Assert.True(calendar.IsWorkingDay(new DateOnly(2026, 10, 10)));
    }

    [Fact]
    public void A_house_lays_the_lines_of_its_own_file_over_the_table()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "2027-01-01,holiday,元旦\n2027-01-03,working,元旦\n");

        var own = WorkingCalendar.Of(file);
        File.Delete(file);

        Assert.True(own.IsHoliday(new DateOnly(2027, 1, 1)) && own.IsMakeUpDay(new DateOnly(2027, 1, 3)) && own.IsHoliday(new DateOnly(2026, 10, 1)));
        Assert.Equal(OpenState.Closed, OpeningHours.Read("Mo-Fr 09:00-17:00; PH off")!.StateAt(new(2027, 1, 1, 12, 0, 0, TimeSpan.FromHours(8)), own));
        Assert.Same(WorkingCalendar.China, WorkingCalendar.Of(file));
    }

    [Theory]
    [InlineData("day,kind,note\n2027-01-01,holiday,元旦")]
    [InlineData("day,kind,name\n2027-13-01,holiday,元旦")]
    [InlineData("day,kind,name\n2027-01-01,feast,元旦")]
    [InlineData("day,kind,name\n2027-01-01")]
    public void A_line_that_cannot_be_read_is_refused_by_its_number(string lines) =>
        Assert.Equal("calendar.line-unreadable", Assert.Throws<Refusal>(() => calendar.With(new StringReader(lines))).Sentence.Key);
}
