namespace Waystation.MutualAid;

/// <summary>
/// Which stays count as one and which as several. All off until a city has verified them: the sources that tell of them are questions and answers on the web.
/// </summary>
/// <param name="LongStayDays">A stay that lasts longer counts anew after so many days: a later stay's deductible is taken once more for each time begun.</param>
/// <param name="TransferDays">A stay that begins so many days after the last one's discharge, or sooner, is one stay with it: one deductible.</param>
/// <param name="ObservationDays">急诊留观 of so many days at most is one stay with the admission that follows it; without it such lines are of an unknown kind.</param>
public sealed record StayRules(int? LongStayDays = null, int? TransferDays = null, int? ObservationDays = null)
{
    public bool IsOn => LongStayDays is not null || TransferDays is not null || ObservationDays is not null;

    public string? WrongField() =>
        LongStayDays is < 1 or > 366 ? "longStayDays" : TransferDays is < 0 or > 31 ? "transferDays" : ObservationDays is < 1 or > 31 ? "observationDays" : null;

    /// <param name="ordered">By day of admission, then serial number.</param>
    internal List<CountedStay> Count(List<MedicalLine> ordered)
    {
        List<CountedStay> counted = [];
        foreach (var line in ordered)
        {
            var one = new CountedStay(line.On, line.Left ?? line.On, line.OwnFen, 0, line.IsObservation);
            if (counted.Count > 0 && AreOne(counted[^1], one)) counted[^1] = counted[^1].With(one);
            else counted.Add(one);
        }

        return LongStayDays is not { } days ? counted : [.. counted.Select(stay => stay with { More = (stay.Left.DayNumber - stay.On.DayNumber) / days })];
    }

    bool AreOne(CountedStay before, CountedStay next)
    {
        var between = next.On.DayNumber - before.Left.DayNumber;
        if (before.IsObservation && !next.IsObservation) return ObservationDays is { } most && before.Left.DayNumber - before.On.DayNumber <= most && between <= 1;
        return !before.IsObservation && !next.IsObservation && TransferDays is { } near && between <= near;
    }
}

/// <summary>What counts as one stay.</summary>
/// <param name="More">How often it counts anew.</param>
readonly record struct CountedStay(DateOnly On, DateOnly Left, long OwnFen, int More, bool IsObservation)
{
    public CountedStay With(CountedStay next) => this with { Left = next.Left > Left ? next.Left : Left, OwnFen = OwnFen + next.OwnFen, IsObservation = false };
}
