using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Geography;
using Waystation.Places;
using Waystation.Rulebook;

namespace Waystation.Walks;

/// <summary>The stations of the branch that somebody should go and see: nobody has said where they stand, or what is known of them is old.</summary>
public sealed class FindStations(Desk desk)
{
    /// <summary>A street has some dozens; of a whole district those come first of which least is known.</summary>
    const int Most = 400;

    /// <param name="street">Only there; null: in the whole branch.</param>
    public async Task<IReadOnlyList<(Guid Id, string Street, Stop Stop)>> ToSeeAsync(WalkRule rule, string? street, CancellationToken ct)
    {
        var before = desk.Now.AddDays(-rule.SeeAfterDays);
        var found = await desk.All<Station>().AsNoTracking().Where(s => street == null || s.StreetCode == street).Where(s => (s.Status == StationStatus.Active || s.Status == StationStatus.Suspended) && (s.EndsOn == null || s.EndsOn > desk.Today) && (s.Lat == null || s.VerifiedAt == null || s.VerifiedAt < before))
            .OrderByDescending(s => s.Lat == null).ThenBy(s => s.VerifiedAt == null ? DateTime.MinValue : s.VerifiedAt).ThenBy(s => s.Id).Take(Most)
            .Select(s => new { s.Id, s.StreetCode, s.Name, s.Address, s.Lat, s.Lon, s.Slug, s.VerifiedAt }).ToListAsync(ct);
        return [.. found.Select(s => (s.Id, s.StreetCode, new Stop(s.Name, s.Address, s.Lat is { } lat ? new Position(lat, s.Lon!.Value) : null, [Task(s.Slug, s.Lat is null, s.VerifiedAt)], s.Slug)))];
    }

    WalkTask Task(string slug, bool isNowhere, DateTime? verifiedAt) => new(
        isNowhere ? new("walks.find-its-place") : verifiedAt is { } at ? new("walks.see-again", (int)(desk.Now - at).TotalDays) : new("walks.see-first"), $"/stations/{slug}");
}
