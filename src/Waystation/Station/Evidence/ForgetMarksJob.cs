using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Evidence;

/// <summary>Takes away, each hour and at midnight, the keys of days that are over and marks past their time.</summary>
sealed class ForgetMarksJob(VisitorMarks marks, Rules rules, TimeProvider clock, ILogger<ForgetMarksJob> log) : RepeatedJob(log)
{
    static readonly TimeSpan every = TimeSpan.FromHours(1);

    protected override string Trouble => "Marks of visitors could not be taken away";

    protected override TimeSpan Rest => every;

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        await marks.ForgetAsync(rules.On<Retention>(Retention.VisitorMarks, City.DayOf(now)).Value.Keep.EndedBefore(now), stopping);
        return RestFrom(now);
    }

    /// <summary>Each hour, and at midnight: the key of a day goes with it.</summary>
    internal static TimeSpan RestFrom(DateTimeOffset now)
    {
        var midnight = City.MidnightOf(City.DayOf(now).AddDays(1)) - now.UtcDateTime;
        return midnight < every ? midnight : every;
    }
}
