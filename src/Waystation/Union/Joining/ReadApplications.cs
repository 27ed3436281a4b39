using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Organisations;
using Waystation.Places;

namespace Waystation.Joining;

/// <summary>Applications as pages show them: an officer's branch, a worker's own, or the one whose slip somebody holds.</summary>
public sealed class ReadApplications(WaystationDb db, House house, Applicants applicants, JoiningClocks clocks)
{
    const int MostOwn = 50;

    /// <summary>The worker's own, the newest first.</summary>
    public async Task<IReadOnlyList<ApplicationView>> OwnAsync(MyFile file, CancellationToken ct) =>
        await ViewAsync(await file.Mine<Application>().AsNoTracking().OrderByDescending(a => a.SubmittedAt).Take(MostOwn).ToListAsync(ct), ct);

    public async Task<Application?> OwnAsync(MyFile file, Guid id, CancellationToken ct) => await file.Mine<Application>().SingleOrDefaultAsync(a => a.Id == id, ct);

    /// <summary>The code on a slip shows one application, masked, to whoever holds it.</summary>
    public async Task<ApplicationView?> FollowedAsync(string code, CancellationToken ct)
    {
        if (JoinCode.Read(code) is not { } read) return null;

        var follow = applicants.FollowOf(read);
        // The slip is the key, whoever holds it and signed in or not.
        await using var all = house.Database.NewContext();
        return await all.Set<Application>().AsNoTracking().SingleOrDefaultAsync(a => a.Follow == follow, ct) is { } found ? await ViewAsync(found, ct) : null;
    }

    /// <param name="application">Already found by whoever may see it.</param>
    public async Task<ApplicationView> ViewAsync(Application application, CancellationToken ct) => (await ViewAsync([application], ct))[0];

    public async Task<IReadOnlyList<ApplicationView>> ViewAsync(IReadOnlyList<Application> applications, CancellationToken ct)
    {
        if (applications.Count == 0) return [];

        var transfers = await TransfersAsync([.. applications.Where(a => a.State is ApplicationState.Refused).Select(a => a.Id)], ct);
        var unions = await NamesAsync([.. applications.SelectMany(a => new[] { a.UnionId, a.HomeId ?? a.UnionId }), .. transfers.Values.Select(t => t.UnionId)], ct);
        var (streets, stations) = (await StreetsAsync(applications, ct), await StationsAsync(applications, ct));
        await db.Database.OpenConnectionAsync(ct);
        var who = await applicants.OpenAsync(db.Connection(), applications, ct);
        return [.. applications.Select(a => new ApplicationView(
            a, who.GetValueOrDefault(a.Id), unions[a.UnionId], a.HomeId is { } home ? unions[home] : null,
            a.StreetCode is { } street ? streets.GetValueOrDefault(street) : null, a.StationId is { } station ? stations.GetValueOrDefault(station) : null,
            a.Reason is { } reason ? clocks.Stamped(reason) : null,
            transfers.GetValueOrDefault(a.Id) is { } t ? new(t.State, unions[t.UnionId], t.DueOn) : null, clocks.Today))];
    }

    /// <summary>The latest of each application; whoever sees the application sees how its transfer stands.</summary>
    async Task<Dictionary<Guid, Transfer>> TransfersAsync(Guid[] applications, CancellationToken ct)
    {
        if (applications.Length == 0) return [];

        await using var all = house.Database.NewContext();
        var found = await all.Set<Transfer>().AsNoTracking().Where(t => applications.Contains(t.ApplicationId)).OrderBy(t => t.AskedAt).ToListAsync(ct);
        return found.GroupBy(t => t.ApplicationId).ToDictionary(g => g.Key, g => g.Last());
    }

    Task<Dictionary<Guid, string>> NamesAsync(Guid[] unions, CancellationToken ct) =>
        db.Set<Union>().Where(u => unions.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, ct);

    async Task<Dictionary<string, string>> StreetsAsync(IReadOnlyList<Application> applications, CancellationToken ct)
    {
        var codes = applications.Select(a => a.StreetCode).OfType<string>().ToArray();
        return codes.Length == 0 ? [] : await db.Set<Division>().Where(d => codes.Contains(d.Code)).ToDictionaryAsync(d => d.Code, d => d.Name, ct);
    }

    /// <summary>A station's name is public, whatever branch it stands in.</summary>
    async Task<Dictionary<Guid, string>> StationsAsync(IReadOnlyList<Application> applications, CancellationToken ct)
    {
        var ids = applications.Select(a => a.StationId).OfType<Guid>().ToArray();
        if (ids.Length == 0) return [];

        await using var all = house.Database.NewContext();
        return await all.Set<Station>().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
    }
}
