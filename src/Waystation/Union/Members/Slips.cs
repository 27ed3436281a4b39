using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>One slip, to be cut out and handed over.</summary>
public sealed record Slip(string Name, string Union, string Code);

/// <summary>What a person sees of themselves, masked: the code proves the slip, not who holds it.</summary>
public sealed record ReportedMember(string Name, string Union, DateOnly ReportedOn, bool Applied, string Answer);

/// <summary>"Your union reported you as a member on …": shown by code, answered once.</summary>
public sealed class Slips(WaystationDb db, House house)
{
    public const int PerPage = 200;

    /// <summary>The people an import told us of for the first time, by union and name.</summary>
    public async Task<List<Slip>> OfRunAsync(Guid run, int page, CancellationToken ct)
    {
        var members = await (
            from m in db.Set<Member>().AsNoTracking()
            join u in db.Set<Union>() on m.UnionId equals u.Id
            where m.ReportedByRun == run
            orderby u.SortKey, m.Id
            select new { m.Id, m.Name, Union = u.Name }).Skip((page - 1) * PerPage).Take(PerPage).ToListAsync(ct);
        if (members.Count > 0) await new LogLine(db.By, Did.PrintedSlips, house.Clock.GetUtcNow(), run, members.Count).WriteAsync(house.Database.Source, ct);
        return [.. members.Select(m => new Slip(PersonName.Masked(m.Name), m.Union, MembershipSlip.CodeOf(m.Id, house.Vault)))];
    }

    public async Task<ReportedMember?> FindAsync(string code, CancellationToken ct)
    {
        if (MembershipSlip.MemberOf(code, house.Vault) is not { } id) return null;

        // The slip is the key, whoever holds it and signed in or not.
        await using var all = house.Database.NewContext();
        var found = await (
            from m in all.Set<Member>().AsNoTracking()
            join u in all.Set<Union>() on m.UnionId equals u.Id
            where m.Id == id
            select new { m.Name, Union = u.Name, m.ReportedOn, m.State, m.Answer }).SingleOrDefaultAsync(ct);
        return found is null ? null : new(PersonName.Masked(found.Name), found.Union, found.ReportedOn, found.State == MemberState.Applied, found.Answer);
    }

    public async Task AnswerAsync(string code, bool isCorrect, CancellationToken ct)
    {
        var id = MembershipSlip.MemberOf(code, house.Vault) ?? throw new Refusal(Say.SlipUnknown);
        await using var all = house.Database.NewContext();
        var member = await all.Set<Member>().SingleOrDefaultAsync(m => m.Id == id, ct) ?? throw new Refusal(Say.SlipUnknown);
        if (isCorrect) member.ConfirmReport(house.Clock.GetUtcNow().UtcDateTime);
        else member.DenyReport(house.Clock.GetUtcNow().UtcDateTime);
        await all.SaveChangesAsync(ct);
    }
}
