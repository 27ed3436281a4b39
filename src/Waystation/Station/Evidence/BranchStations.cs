using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Places;

namespace Waystation.Evidence;

/// <summary>A question of the branch with its station's name, and how many that station had in a quarter of a year.</summary>
public sealed record AskedOf(StationQuestion Question, string Name, int Asked);

/// <summary>What a desk asks about its stations.</summary>
public sealed class BranchStations(Desk desk)
{
    const int Days = 90, MostFound = 20;

    /// <summary>Those of the last quarter of a year, and whatever still waits; the oldest clock first.</summary>
    public async Task<IReadOnlyList<AskedOf>> QuestionsAsync(CancellationToken ct)
    {
        var since = desk.Now.AddDays(-Days);
        var all = await (from question in desk.All<StationQuestion>()
                         join station in desk.All<Station>() on question.StationId equals station.Id
                         where question.AskedAt > since || question.AnsweredAt == null
                         orderby question.DueOn, question.AskedAt
                         select new { Question = question, station.Name }).AsNoTracking().ToListAsync(ct);
        var of = all.CountBy(one => one.Question.StationId).ToDictionary();
        return [.. all.Select(one => new AskedOf(one.Question, one.Name, of[one.Question.StationId]))];
    }

    /// <summary>The slowest first.</summary>
    public static IReadOnlyList<(string Name, int Answered, string Hours)> TimesOf(IEnumerable<AskedOf> all) =>
    [
        .. from one in all
           where one.Question.AnsweredAt is not null
           group (one.Question.AnsweredAt!.Value - one.Question.AskedAt).TotalHours by one.Name into station
           let hours = station.Order().ToArray()
           let middle = hours[hours.Length / 2]
           orderby middle descending
           select (station.Key, hours.Length, middle.ToString("0.#", CultureInfo.InvariantCulture)),
    ];

    /// <summary>By a part of the name, or the whole number.</summary>
    public async Task<IReadOnlyList<Station>> FindAsync(string typed, CancellationToken ct) =>
        await desk.All<Station>().AsNoTracking().Where(s => s.Status != StationStatus.Preparing && (s.Name.Contains(typed) || s.Code == typed)).OrderBy(s => s.Code).Take(MostFound).ToListAsync(ct);

    /// <summary>That hold now or later; one ended before it began never does.</summary>
    public async Task<IReadOnlyList<StationException>> ChangesAsync(Guid station, CancellationToken ct) =>
        await desk.All<StationException>().Where(c => c.StationId == station && c.UntilAt > desk.Now && c.UntilAt > c.FromAt).OrderBy(c => c.FromAt).ToListAsync(ct);
}
