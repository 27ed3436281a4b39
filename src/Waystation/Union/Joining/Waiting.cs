using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Organisations;
using Waystation.Data;

namespace Waystation.Joining;

/// <summary>Which of those that wait: with their day or past it, with time left, or both.</summary>
public enum WaitingWhich { All, Now, Later }

/// <summary>How many wait in the branch.</summary>
public sealed record WaitingCounts(int All, int Overdue, int Today, int Transfers);

/// <summary>A transfer that waits for this branch's answer.</summary>
public sealed record WaitingTransfer(Guid Id, string Name, string From, string To, TransferState State, DateOnly DueOn);

/// <summary>What an officer has to do about joining: the oldest clock first.</summary>
public sealed class Waiting(Desk desk, WaystationDb db, ReadApplications read, Applicants applicants)
{
    public const int PageSize = 50;

    IQueryable<Application> Open => desk.All<Application>().Where(a => a.DueOn != null);

    public async Task<WaitingCounts> CountAsync(CancellationToken ct) => new(
        await Open.CountAsync(ct), await Open.CountAsync(a => a.DueOn < desk.Today, ct), await Open.CountAsync(a => a.DueOn == desk.Today, ct),
        await desk.All<Transfer>().CountAsync(t => t.DueOn != null, ct));

    IQueryable<Application> OpenOf(WaitingWhich which) => which switch
    {
        WaitingWhich.Now => Open.Where(a => a.DueOn <= desk.Today),
        WaitingWhich.Later => Open.Where(a => a.DueOn > desk.Today),
        _ => Open,
    };

    public Task<int> CountAsync(WaitingWhich which, CancellationToken ct) => OpenOf(which).CountAsync(ct);

    public Task<int> CountTransfersAsync(CancellationToken ct) => desk.All<Transfer>().CountAsync(t => t.DueOn != null, ct);

    /// <param name="after">The last one of the page before.</param>
    /// <returns>One more than a page where another follows.</returns>
    public async Task<IReadOnlyList<ApplicationView>> PageAsync(WaitingWhich which, Guid? after, CancellationToken ct)
    {
        var rest = OpenOf(which);
        if (after is { } last && await Open.Where(a => a.Id == last).Select(a => a.DueOn).SingleOrDefaultAsync(ct) is { } due)
            rest = rest.Where(a => a.DueOn > due || (a.DueOn == due && a.Id.CompareTo(last) > 0));
        return await read.ViewAsync(await rest.AsNoTracking().OrderBy(a => a.DueOn).ThenBy(a => a.Id).Take(PageSize + 1).ToListAsync(ct), ct);
    }

    public async Task<IReadOnlyList<WaitingTransfer>> TransfersAsync(CancellationToken ct)
    {
        var open = await desk.All<Transfer>().AsNoTracking().Where(t => t.DueOn != null).OrderBy(t => t.DueOn).ThenBy(t => t.Id).Take(PageSize).ToListAsync(ct);
        return await NamedAsync(open, ct);
    }

    public async Task<WaitingTransfer> NamedAsync(Transfer transfer, CancellationToken ct) => (await NamedAsync([transfer], ct))[0];

    async Task<IReadOnlyList<WaitingTransfer>> NamedAsync(IReadOnlyList<Transfer> transfers, CancellationToken ct)
    {
        if (transfers.Count == 0) return [];

        var unionIds = transfers.SelectMany(t => new[] { t.FromId, t.ToId }).ToArray();
        var unions = await db.Set<Union>().Where(u => unionIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        var names = await ApplicantNames.OfAsync(db, applicants, [.. transfers.Select(t => t.ApplicationId)], ct);
        return [.. transfers.Select(t => new WaitingTransfer(t.Id, names.GetValueOrDefault(t.ApplicationId, ""), unions[t.FromId], unions[t.ToId], t.State, t.DueOn ?? DateOnly.FromDateTime(t.EndedAt!.Value)))];
    }
}
