using Waystation.Calendar;
using Waystation.Geography;
using Waystation.Places;
using Route = Waystation.Walks.Route;

namespace Waystation.Rounds;

/// <summary>
/// Puts the stations of a round in an order to walk them: one short way through all, cut into a stretch for each team and each stretch into days.
/// Those that nobody has placed come last on a team's last day.
/// </summary>
static class PlanStops
{
    public static IReadOnlyList<RoundStop> Of(Round round, IReadOnlyList<Station> stations, WorkingCalendar calendar)
    {
        List<Station> placed = [.. stations.Where(s => s.Lat is not null).OrderBy(s => s.Code, StringComparer.Ordinal)];
        Position[] places = [.. placed.Select(s => new Position(s.Lat!.Value, s.Lon!.Value))];
        List<Station> order = [.. Route.Of(places).Select(i => placed[i]), .. stations.Where(s => s.Lat is null).OrderBy(s => s.Name, StringComparer.Ordinal)];
        var days = DaysOf(round, calendar);
        return [.. Cut(order, round.Teams).Index().SelectMany(team => Cut(team.Item, days.Count).Index().SelectMany(day => day.Item.Select(s => (s, days[day.Index]))).Index().Select(one => RoundStop.Of(round, one.Item.s, team.Index + 1, one.Item.Item2, one.Index + 1)))];
    }

    /// <summary>Working days, where there is one among them.</summary>
    static IReadOnlyList<DateOnly> DaysOf(Round round, WorkingCalendar calendar)
    {
        DateOnly[] all = [.. Enumerable.Range(0, round.UntilOn.DayNumber - round.FromOn.DayNumber + 1).Select(round.FromOn.AddDays)];
        DateOnly[] worked = [.. all.Where(calendar.IsWorkingDay)];
        return worked.Length > 0 ? worked : all;
    }

    /// <summary>Into stretches whose lengths differ by one at most, the longer ones first.</summary>
    static IEnumerable<IReadOnlyList<Station>> Cut(IReadOnlyList<Station> order, int parts)
    {
        for (int part = 0, from = 0; part < parts; part++)
        {
            var many = order.Count / parts + (part < order.Count % parts ? 1 : 0);
            yield return [.. order.Skip(from).Take(many)];
            from += many;
        }
    }
}
