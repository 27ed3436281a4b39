using Waystation.Calendar;
using Waystation.Shared;

namespace Waystation.Hours;

/// <summary>A week as a form has it, and what becomes of it.</summary>
public class StationWeekTests
{
    static readonly OpenSpan office = new(540, 1020);

    static StationWeek Week(OnHolidays holidays, params OpenSpan[][] days) => new(false, [.. days], holidays, holidays is OnHolidays.Own ? [new(600, 960)] : []);

    [Fact]
    public void What_makes_no_week_is_refused_with_the_day_named()
    {
        Assert.Equal("hours.never-open", RefusedFor(Week(OnHolidays.AsEver, [], [], [], [], [], [], [])));
        Assert.Equal("hours.times-overlap", RefusedFor(Week(OnHolidays.AsEver, [office, new(1000, 1100)], [], [], [], [], [], [])));
        Assert.Equal("hours.times-overlap", RefusedFor(Week(OnHolidays.AsEver, [new(600, 620), office], [], [], [], [], [], [])));
        // Sunday's night runs into Monday's morning.
        Assert.Equal("hours.times-overlap", RefusedFor(Week(OnHolidays.AsEver, [new(60, 120)], [], [], [], [], [], [new(1200, 90)])));
        Assert.Equal("hours.holiday-times", RefusedFor(Week(OnHolidays.Own, [office], [], [], [], [], [], []) with { Holiday = [] }));
        Assert.Equal("hours.holiday-times", RefusedFor(Week(OnHolidays.Own, [office], [], [], [], [], [], []) with { Holiday = [new(1200, 60)] }));
        Assert.Equal("hours.same-time", RefusedFor(Week(OnHolidays.AsEver, [office], [new(540, 540)], [], [], [], [], [])));
        Assert.Null(RefusedFor(Week(OnHolidays.AsEver, [new(0, OpenSpan.Day)], [], [], [], [], [], [])));
        StationWeek.Always.Require();
    }

    [Fact]
    public void A_week_is_written_for_the_door_and_as_opening_hours()
    {
        var bank = Week(OnHolidays.Closed, [office], [office], [office], [office], [office], [], []);
        var shop = Week(OnHolidays.Own, [new(480, 720), new(780, 60)], [office], [office], [office], [office], [office], [office]);

        Assert.Equal(("Mo-Fr 09:00-17:00; PH off", "周一至周五 9:00–17:00；周六、周日休息；节假日休息"), (bank.Syntax(), bank.InWords()));
        Assert.Equal(("Mo 08:00-12:00,13:00-01:00, Tu-Su 09:00-17:00; PH 10:00-16:00", "周一 8:00–12:00、13:00–1:00；周二至周日 9:00–17:00；节假日 10:00–16:00"), (shop.Syntax(), shop.InWords()));
        Assert.Equal(("24/7", "24小时"), (StationWeek.Always.Syntax(), StationWeek.Always.InWords()));
    }

    /// <summary>The form's week, put into words for the machine and read back by the rules, is the same week, on each of 500 days.</summary>
    [Fact]
    public void A_week_read_back_from_what_is_stored_is_the_same_week()
    {
        var random = new Random(20261122);
        for (var tries = 0; tries < 400;)
        {
            var week = new StationWeek(false, [.. Enumerable.Range(0, 7).Select(_ => Day(random))], (OnHolidays)random.Next(3), []);
            if (week.Holidays is OnHolidays.Own) week = week with { Holiday = [new(random.Next(0, 12) * 60, random.Next(13, 24) * 60)] };
            if (RefusedFor(week) is not null) continue;

            tries++;
            var (stored, calendar) = (OpeningHours.Read(week.Syntax()), WorkingCalendar.China);
            Assert.True(stored is not null, week.Syntax());
            var again = ReadWeek.Of(week.Syntax(), calendar);
            Assert.True(again is not null, week.Syntax());
            again.Require();
            var read = OpeningHours.Read(again.Syntax())!;
            for (var day = new DateOnly(2025, 1, 1); day < new DateOnly(2026, 5, 16); day = day.AddDays(1))
                Assert.True(stored.OpenOn(day, calendar).SequenceEqual(read.OpenOn(day, calendar)), $"{day}: {week.Syntax()} became {again.Syntax()}");
        }
    }

    [Theory]
    [InlineData("24/7", "24/7")]
    [InlineData("Mo-Fr 09:00-17:00; PH off", "Mo-Fr 09:00-17:00; PH off")]
    [InlineData("Mo-Su 18:00-02:00", "Mo-Su 18:00-02:00")]
    [InlineData("Mo-Su,PH 08:00-20:00", "Mo-Su 08:00-20:00; PH 08:00-20:00")]
    [InlineData("May-Oct Mo-Su 08:00-22:00; Nov-Apr Mo-Su 09:00-17:00", null)]
    [InlineData("随网点开放", null)]
    [InlineData(null, null)]
    public void Hours_that_stand_already_are_put_into_the_form_where_they_are_a_week(string? syntax, string? week) => Assert.Equal(week, ReadWeek.Of(syntax, WorkingCalendar.China)?.Syntax());

    static IReadOnlyList<OpenSpan> Day(Random random) => random.Next(4) switch
    {
        0 => [],
        1 => [new(random.Next(1, 12) * 60, random.Next(12, 25) * 60)],
        2 => [new(random.Next(300, 660), random.Next(670, 750)), new(random.Next(760, 1000), random.Next(1010, 1440))],
        _ => [new(random.Next(720, 1400), random.Next(1, 360))],
    };

    static string? RefusedFor(StationWeek week)
    {
        try
        {
            week.Require();
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Sentence.Key;
        }
    }
}
