using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Evidence;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Keepers;

/// <summary>A keeper as the officer of the branch sees them.</summary>
public sealed record KnownKeeper(StationKeeper Keeper, string Name);

/// <summary>What a desk asks about the keepers of a station, and a keeper's desk about its own.</summary>
public sealed class KeptStation(Desk desk, Vault vault)
{
    /// <summary>The one station of a keeper's post; on any other post there is none.</summary>
    public Task<Station?> OwnAsync(CancellationToken ct) =>
        desk.Post.StationId is { } own ? desk.FindAsync<Station>(own, ct) : Task.FromResult<Station?>(null);

    /// <summary>Who is signed in here.</summary>
    public async Task<StationKeeper> MeAsync(CancellationToken ct) =>
        await desk.All<StationKeeper>().SingleOrDefaultAsync(k => k.AccountId == desk.Caller.AccountId && k.WithdrawnAt == null, ct) ?? throw new Refusal(Say.NoSuchKeeper);

    public async Task<IReadOnlyList<KnownKeeper>> KeepersAsync(Guid station, CancellationToken ct)
    {
        var all = await desk.All<StationKeeper>().Where(k => k.StationId == station && k.WithdrawnAt == null).OrderBy(k => k.Number).ToListAsync(ct);
        return all.ConvertAll(k => new KnownKeeper(k, vault.Open(k.Name)));
    }

    /// <summary>What visitors say against what is posted and nobody has answered, the oldest clock first.</summary>
    public async Task<IReadOnlyList<StationQuestion>> QuestionsAsync(Guid station, CancellationToken ct) =>
        await desk.All<StationQuestion>().Where(q => q.StationId == station && q.AnsweredAt == null).OrderBy(q => q.DueOn).ThenBy(q => q.AskedAt).ToListAsync(ct);
}
