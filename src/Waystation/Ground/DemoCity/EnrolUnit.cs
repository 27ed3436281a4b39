using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Enrolment;
using Waystation.Members;
using Waystation.Rulebook;

namespace Waystation.DemoCity;

/// <summary>The chair's unit takes part: one plan for the year that runs, partly paid and waiting for the second officer; another list for the next year that waits to be confirmed. Passed over where it was done before.</summary>
sealed class EnrolUnit(House house, TimeProvider clock)
{
    readonly Rules rules = Rules.Read(house.Folder, Rooms.RuleKinds);

    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = house.Database.NewContext();
        var chair = await DeskAsync(db, Role.GrassrootsChair, ct);
        var rolls = new Rolls(house, rules);
        if ((await rolls.LatestAsync(chair, 1, ct)).Count > 0 || await RowsAsync(chair.Post.UnionId, ct) is not { Count: > 0 } people) return;

        var first = await HandInAsync(rolls, chair, "accident", people, next: false, "意外伤害参加名单.csv", ct);
        await new TakeRoll(house, rules).RunAsync(chair, first, ct);
        await HandInAsync(rolls, chair, "critical-illness", people, next: true, "重大疾病参加名单.csv", ct);
        await PayAsync(db, (await rolls.FindAsync(chair, first, ct))!.Bill!.Value, ct);
    }

    async Task<Guid> HandInAsync(Rolls rolls, Desk chair, string plan, List<string> people, bool next, string name, CancellationToken ct)
    {
        var years = PlanYear.Open(rules, chair.Today).Where(y => y.Rule.Id == plan).ToList();
        var year = next ? years[^1] : years[0];
        var price = year.Prices[^1];
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"姓名,证件号码,每份互助费\n{string.Concat(people.Select(p => $"{p},{price}\n"))}"));
        var roll = await rolls.HandInAsync(chair, file, name, plan, year.BeginsOn, null, ct);
        await new ReadRoll(house, rules).RunAsync(roll, rolls.PathOf(roll), ct);
        File.Delete(rolls.PathOf(roll));
        return roll;
    }

    async Task PayAsync(WaystationDb db, Guid bill, CancellationToken ct)
    {
        var officer = await DeskAsync(db, Role.ClaimsOfficer, ct);
        var owed = (await new PremiumBills(house, rules).FindAsync(bill, ct))!;
        await new PremiumPayments(house, rules).EnterAsync(officer, owed.Number, Math.Floor(owed.Owed.Fen / 200m), officer.Today, "DEMO-0001", ct);
    }

    async Task<List<string>> RowsAsync(Guid union, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand("SELECT name, secrets FROM members WHERE union_id = $1 AND state = 'member' AND born_on BETWEEN current_date - interval '60 years' AND current_date - interval '17 years' ORDER BY id").With(union);
        await using var row = await ask.ExecuteReaderAsync(ct);
        List<string> rows = [];
        while (await row.ReadAsync(ct)) rows.Add($"{row.GetString(0)},{MemberSecrets.Open(row.GetFieldValue<byte[]>(1), house.Vault).Number}");
        return rows;
    }

    async Task<Desk> DeskAsync(WaystationDb db, Role role, CancellationToken ct)
    {
        var found = await (from post in db.Set<Post>() join account in db.Set<Account>() on post.AccountId equals account.Id where post.Role == role orderby account.Name select new { account.Id, account.Name, Post = post }).FirstAsync(ct);
        var reach = role is Role.GrassrootsChair ? Reach.Of([found.Post.UnionId]) : Reach.Everywhere;
        return new(new(Guid.CreateVersion7(), found.Id, AccountKind.Staff, found.Name, null, null, null, Guid.CreateVersion7(), new(found.Post.Id, role, found.Post.UnionId, "", found.Post.Below, reach)), db, clock);
    }
}
