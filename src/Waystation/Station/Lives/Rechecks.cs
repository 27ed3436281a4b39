using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Lives;

/// <summary>A place whose re-check is due.</summary>
/// <param name="Last">Its sign, its last passed re-check, or the day it came with a register.</param>
public sealed record DueRecheck(Guid Id, string Name, string Address, DateOnly Last, DateOnly DueOn);

/// <summary>The re-check clock of places: which are due soon, and which are overdue.</summary>
public sealed class Rechecks(Desk desk, WaystationDb db, Rules rules)
{
    const int Most = 300;

    RecheckRule Rule => rules.On<RecheckRule>(RecheckRule.Place, desk.Today).Value;

    /// <summary>Those nearest to the place are reminded; above them nobody waits for one place.</summary>
    public async Task<long> CountAsync(bool overdue, CancellationToken ct) =>
        desk.Post.Role is Role.SubdistrictOfficer or Role.DistrictOfficer ? await Due(overdue).LongCountAsync(ct) : 0;

    /// <summary>The longest overdue first.</summary>
    public async Task<IReadOnlyList<DueRecheck>> ListAsync(bool overdue, CancellationToken ct)
    {
        var found = await Due(overdue).OrderBy(one => one.Last).ThenBy(one => one.Name).Take(Most).ToListAsync(ct);
        return found.ConvertAll(one => new DueRecheck(one.Id, one.Name, one.Address, one.Last, one.Last.AddMonths(Rule.Months)));
    }

    /// <summary>A place of a register was checked by whoever put it there, on a day nobody knows: its time begins when it came here.</summary>
    IQueryable<Counted> Due(bool overdue)
    {
        // Due on a day means its last check was so many months before; overdue from the day after.
        var (passed, latest) = (desk.Today.AddMonths(-Rule.Months), desk.Today.AddDays(Rule.RemindDaysBefore).AddMonths(-Rule.Months));
        var counted =
            from station in desk.All<Station>()
            where station.Status == StationStatus.Active && (station.EndsOn == null || station.EndsOn > desk.Today)
            let checkedOn = db.Set<StationStep>().Where(s => s.StationId == station.Id && (s.Step == LifeStep.Sign || (s.Step == LifeStep.Recheck && s.Passed == true))).Max(s => (DateOnly?)s.OnDay)
            let came = DateOnly.FromDateTime(station.CreatedAt)
            select new Counted { Id = station.Id, Name = station.Name, Address = station.Address, Last = checkedOn ?? (station.OpenedOn > came ? station.OpenedOn.Value : came) };
        return overdue ? counted.Where(one => one.Last < passed) : counted.Where(one => one.Last >= passed && one.Last <= latest);
    }

    sealed class Counted
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Address { get; init; } = "";
        public DateOnly Last { get; init; }
    }
}
