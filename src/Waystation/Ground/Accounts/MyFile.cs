using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>
/// What a worker's page has before it: the worker's own things and nobody else's. Pages of <see cref="ForWorkersAttribute"/>
/// get one. Without a bound record there is no <see cref="MemberId"/>, and nothing of any record is shown.
/// </summary>
public sealed class MyFile(Caller caller, WaystationDb db, TimeProvider clock)
{
    public Caller Caller => caller;

    public Guid AccountId => caller.AccountId;

    /// <summary>The bound record; null while none is bound.</summary>
    public Guid? MemberId => caller.MemberId;

    /// <summary>This phone joined the record less than three days ago: names and numbers are shown masked, and nothing is handed out.</summary>
    public bool IsMasked => caller.SeesMaskedOnly(Now);

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public DateOnly Today => City.Today(clock);

    /// <summary>What this account itself made (applications, requests), tracked.</summary>
    public IQueryable<T> Mine<T>() where T : class, IOfAccount => db.Set<T>().PastReach().Where(thing => thing.AccountId == caller.AccountId);

    /// <summary>The entity whose id is the bound record's, tracked; null where none is bound.</summary>
    public async Task<T?> OwnRecordAsync<T>(CancellationToken ct) where T : class =>
        caller.MemberId is { } id ? await db.Set<T>().PastReach().SingleOrDefaultAsync(thing => EF.Property<Guid>(thing, "Id") == id, ct) : null;

    public void Add<T>(T thing) where T : class, IOfAccount => db.Add(thing);

    /// <summary>What was changed, and the line that tells it, in one transaction.</summary>
    public Task SaveAsync(Did did, Guid about, long? amount = null, CancellationToken ct = default) =>
        db.SaveAsync(new LogLine(caller.Actor, did, clock.GetUtcNow(), about, amount), ct);
}
