using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Places;

namespace Waystation.Hours;

/// <summary>A change with its station, and how many hours a week it makes more or less.</summary>
/// <param name="Longer">Null where one of the two was never understood.</param>
public sealed record ShownChange(HoursChange Change, string Station, double? Longer);

/// <summary>What a desk asks about hours that keepers changed.</summary>
public sealed class HoursChanges(Desk desk, WorkingCalendar calendar)
{
    const int Most = 300, MostOfOne = 10;

    /// <summary>Those that still stand on the door and nobody has agreed to.</summary>
    IQueryable<HoursChange> Open => desk.All<HoursChange>().Where(c => c.EndedAt == null && desk.All<Station>().Any(s => s.Id == c.StationId && s.Status != StationStatus.Retired && s.OpeningHoursText == c.PostedWords));

    public Task<int> CountAsync(CancellationToken ct) => Open.CountAsync(ct);

    /// <summary>What waits for the street first, of that what takes away the most hours.</summary>
    public async Task<IReadOnlyList<ShownChange>> AllAsync(CancellationToken ct)
    {
        var found = await (from change in Open join station in desk.All<Station>() on change.StationId equals station.Id orderby change.PostedAt select new { Change = change, station.Name }).Take(Most).ToListAsync(ct);
        return [.. found.Select(one => new ShownChange(one.Change, one.Name, Longer(one.Change))).OrderBy(one => one.Change.AskedAt is not null).ThenBy(one => one.Longer ?? 0)];
    }

    public Task<HoursChange?> OpenOfAsync(Guid station, CancellationToken ct) => Open.SingleOrDefaultAsync(c => c.StationId == station, ct);

    /// <summary>The last first.</summary>
    public async Task<IReadOnlyList<HoursChange>> OfAsync(Guid station, CancellationToken ct) =>
        await desk.All<HoursChange>().AsNoTracking().Where(c => c.StationId == station).OrderByDescending(c => c.PostedAt).Take(MostOfOne).ToListAsync(ct);

    public double? Longer(HoursChange change) => CompareHours.AWeek(change.Now, calendar) - CompareHours.AWeek(change.Before, calendar);
}
