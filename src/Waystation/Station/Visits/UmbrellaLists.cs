using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Places;

namespace Waystation.Visits;

/// <summary>An umbrella that is out, as a list shows it; whose phone it is is shown to nobody.</summary>
public sealed record LentUmbrella(UmbrellaLoan Loan, string Tag, string Station);

/// <summary>What a desk asks about its umbrellas.</summary>
public sealed class UmbrellaLists(Desk desk)
{
    const int Most = 300;

    /// <summary>Those that stand at a station or were lent from it.</summary>
    public async Task<IReadOnlyList<Umbrella>> OfAsync(Guid station, CancellationToken ct) =>
        await desk.All<Umbrella>().Where(u => u.StationId == station && u.GoneAt == null).OrderBy(u => u.Tag).ToListAsync(ct);

    /// <summary>What is out, the longest due first.</summary>
    /// <param name="station">None: of the whole branch.</param>
    /// <param name="dueBefore">None: also what is not due yet.</param>
    public async Task<IReadOnlyList<LentUmbrella>> OutAsync(Guid? station, DateOnly? dueBefore, CancellationToken ct) =>
        await (from loan in desk.All<UmbrellaLoan>().AsNoTracking()
               join umbrella in desk.All<Umbrella>() on loan.UmbrellaId equals umbrella.Id
               join at in desk.All<Station>() on loan.StationId equals at.Id
               where loan.EndedAt == null && (station == null || loan.StationId == station) && (dueBefore == null || loan.DueOn < dueBefore)
               orderby loan.DueOn, loan.LentAt
               select new LentUmbrella(loan, umbrella.Tag, at.Name)).Take(Most).ToListAsync(ct);
}
