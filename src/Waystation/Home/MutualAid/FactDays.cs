using System.Globalization;

namespace Waystation.MutualAid;

/// <summary>From which day to which something held; open where the register says nothing.</summary>
public readonly record struct Held(DateOnly? From, DateOnly? To)
{
    public bool IsKnown => From is not null || To is not null;

    public bool On(DateOnly day) => (From is not { } from || from <= day) && (To is not { } to || day <= to);

    public bool IsInOrder => From is not { } from || To is not { } to || from <= to;
}

/// <summary>The days of the register's facts about somebody, for judging a visit by its own day.</summary>
public sealed record FactDays(Held InService, Held Remits, Held Cover, DateOnly? DiedOn)
{
    /// <summary>The facts that have days; of the others the register's word holds for the whole year.</summary>
    public InsuredFacts Known =>
        (InService.IsKnown ? InsuredFacts.InService : 0) | (Remits.IsKnown ? InsuredFacts.UnitRemits : 0) | (Cover.IsKnown ? InsuredFacts.MedicalInsurance : 0);

    public bool IsAny => Known != 0 || DiedOn is not null;

    /// <summary>Of the facts with days, those that held on that day.</summary>
    public InsuredFacts On(DateOnly day) => Known
        & ((InService.On(day) ? InsuredFacts.InService : 0) | (Remits.On(day) ? InsuredFacts.UnitRemits : 0) | (Cover.On(day) ? InsuredFacts.MedicalInsurance : 0));

    /// <summary>The lines of days on which all that is asked held; of the others it is told why they do not count.</summary>
    internal IReadOnlyList<MedicalLine> Covered(IReadOnlyList<MedicalLine> lines, InsuredFacts asked, List<DecisionLine> told)
    {
        List<MedicalLine> covered = new(lines.Count);
        foreach (var line in lines.OrderBy(line => line.On).ThenBy(line => line.Serial, StringComparer.Ordinal))
        {
            var missing = asked & Known & ~On(line.On);
            if (missing == 0 && !(line.On > DiedOn)) covered.Add(line);
            if (missing.HasFlag(InsuredFacts.InService)) told.Add(new(DecisionLineKind.NotInServiceThen, line.On, new(line.OwnFen)));
            if (missing.HasFlag(InsuredFacts.UnitRemits)) told.Add(new(DecisionLineKind.NotRemittedThen, line.On, new(line.OwnFen)));
            if (missing.HasFlag(InsuredFacts.MedicalInsurance)) told.Add(new(DecisionLineKind.NotInsuredThen, line.On, new(line.OwnFen)));
            if (line.On > DiedOn) told.Add(new(DecisionLineKind.AfterDeath, line.On, new(line.OwnFen)));
        }

        return covered;
    }

    public IReadOnlyList<DateOnly?> InOrder => [InService.From, InService.To, Remits.From, Remits.To, Cover.From, Cover.To, DiedOn];

    public static FactDays Of(IReadOnlyList<DateOnly?> days) => new(new(days[0], days[1]), new(days[2], days[3]), new(days[4], days[5]), days[6]);

    /// <summary>As a decision stores them: seven days, the unknown ones empty.</summary>
    public string Stored => string.Join(',', InOrder.Select(day => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    public static FactDays Read(string stored) =>
        Of([.. stored.Split(',').Select(day => day.Length == 0 ? (DateOnly?)null : DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))]);
}
