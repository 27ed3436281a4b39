using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Claims;
using Waystation.Data;
using Waystation.Members;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.DemoCity;

/// <summary>A handful of claims of the shown unit, one at each place of the way. Passed over where it was done before.</summary>
sealed class FileClaims(House house, TimeProvider clock)
{
    const string Plan = "non-work-accident";

    static readonly string[] stops = ["identity", "review", "papers", "decide", "second", "paid", "failed", "returned", "payable"];

    readonly Rules rules = Rules.Read(house.Folder, Rooms.RuleKinds);

    public async Task RunAsync(CityPlan plan, CancellationToken ct)
    {
        await using (var any = house.Database.Source.CreateCommand("SELECT EXISTS (SELECT FROM claims)"))
            if (await any.ExecuteScalarAsync(ct) is true) return;

        var people = await PeopleAsync(plan.ShowcaseUnion.CreditCode!, ct);
        await RegisterAsync(people, ct);
        var room = new DemoClaims(house, rules);
        var (first, second) = (await DeskAsync("claims", ct), await DeskAsync("claims-second", ct));
        foreach (var (stop, person) in stops.Zip(people)) await MakeAsync(room, stop, person.Id, first, second, ct);
    }

    async Task MakeAsync(DemoClaims room, string stop, Guid member, Desk first, Desk second, CancellationToken ct)
    {
        var today = City.Today(clock);
        var form = stop is "second"
            ? new ClaimForm { Plan = Plan, Benefit = "death", HappenedOn = today.AddDays(-20), PayeeName = ["示意甲", "示意乙"], PayeeRelation = ["配偶", "子女"], PayeeAccount = ["6200000000000001", "6200000000000002"], PayeeShare = ["60", "40"] }
            : new ClaimForm { Plan = Plan, Benefit = stop is "returned" ? "fire" : "burst-pipe", HappenedOn = today.AddDays(-12), Amount = "8600", Account = "6200000000000000", Note = "示意：暖气管爆裂，地板和吊顶被泡" };
        var account = Account.OfWorker(clock.GetUtcNow().UtcDateTime);
        await using (var db = house.Database.NewContext())
        {
            db.Add(account);
            await db.SaveChangesAsync(ct);
        }

        var id = await room.File.RunAsync(new(Guid.CreateVersion7(), member, Actor.Account(account.Id, null), account.Id, ByApp: true, BypassesUnit: stop is not "identity", Consents: true, form, []), ct);
        if (stop is "identity" or "review") return;
        if (stop is "papers") await room.Check.AskAsync(first, id, [], ct);
        else await DecideAsync(room, stop, id, first, second, ct);
    }

    static async Task DecideAsync(DemoClaims room, string stop, Guid id, Desk first, Desk second, CancellationToken ct)
    {
        await room.Check.ForwardAsync(first, id, ct);
        if (stop is "decide") return;
        await room.Decide.RunAsync(first, id, new(Excluded: stop is "returned" ? [0] : null), ct);
        if (stop is not ("paid" or "failed")) return;
        var number = await room.Batches.PrepareAsync(first, Plan, ct);
        await room.Batches.ReleaseAsync(second, number, ct);
        var sheet = Path.Combine(Path.GetTempPath(), $"waystation-demo-{Guid.NewGuid():n}.csv");
        try
        {
            await File.WriteAllTextAsync(sheet, $"业务参考号,处理结果,失败原因\r\n{await room.LastReferenceAsync(ct)},{(stop is "paid" ? "成功," : "失败,账户不存在")}\r\n", ct);
            await room.Batches.AnswerAsync(first, number, sheet, ct);
        }
        finally
        {
            File.Delete(sheet);
        }
    }

    async Task<List<(Guid Id, string Name, string Number)>> PeopleAsync(string unit, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand(
            "SELECT m.id, m.name, m.secrets FROM members m JOIN unions u ON u.id = m.union_id WHERE u.credit_code = $1 AND m.state = 'member' AND (m.belongs_since IS NULL OR m.belongs_since < $3) ORDER BY m.id LIMIT $2").With(unit, stops.Length, City.Today(clock).AddDays(-60));
        await using var row = await ask.ExecuteReaderAsync(ct);
        List<(Guid, string, string)> people = [];
        while (await row.ReadAsync(ct)) people.Add((row.GetGuid(0), row.GetString(1), MemberSecrets.Open(row.GetFieldValue<byte[]>(2), house.Vault).Number));
        return people;
    }

    async Task RegisterAsync(List<(Guid Id, string Name, string Number)> people, CancellationToken ct)
    {
        var sheet = Path.Combine(Path.GetTempPath(), $"waystation-demo-{Guid.NewGuid():n}.csv");
        try
        {
            await Csv.WriteAsync(sheet, InsuredForm.Header, people.Select((p, i) => $"{p.Number},{p.Name},62000000000100{i:00},正常,示意单位,是,是,是"), ct);
            await new ImportInsured(house).RunAsync(sheet, dryRun: false, Actor.Command, (_, _) => { }, ct);
        }
        finally
        {
            File.Delete(sheet);
        }
    }

    async Task<Desk> DeskAsync(string name, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand("SELECT a.id, p.id, p.union_id FROM accounts a JOIN posts p ON p.account_id = a.id WHERE a.name = $1").With(name);
        await using var row = await ask.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        var caller = new Caller(Guid.CreateVersion7(), row.GetGuid(0), AccountKind.Staff, name, null, null, null, Guid.CreateVersion7(), new(row.GetGuid(1), Role.ClaimsOfficer, row.GetGuid(2), "", true, Reach.Everywhere));
        return new(caller, house.Database.NewContext(Reach.Everywhere, caller.Actor), clock);
    }

    /// <summary>What the acts share.</summary>
    sealed class DemoClaims
    {
        readonly House house;

        public DemoClaims(House house, Rules rules)
        {
            this.house = house;
            var (acts, plans, keys) = (new ClaimAct(house), new ClaimablePlans(rules), new PersonKeys(house.Vault, house.Clock));
            var (secrets, papers) = (new ClaimSecrets(keys), new ClaimPapers(keys));
            Decide = new(acts, plans, secrets, new GatherFacts(secrets), new PayClaim(plans, WorkingCalendar.China), WorkingCalendar.China);
            File = new(house, acts, plans, secrets, papers, Decide, WorkingCalendar.China);
            Check = new(acts, plans, papers, Decide);
            Batches = new(acts, house, secrets, new BankForms(rules, house.Clock));
        }

        public DecideClaim Decide { get; }
        public FileClaim File { get; }
        public CheckClaim Check { get; }
        public ClaimBatches Batches { get; }

        public async Task<long> LastReferenceAsync(CancellationToken ct)
        {
            await using var ask = house.Database.Source.CreateCommand("SELECT max(reference) FROM claim_payments");
            return (long)(await ask.ExecuteScalarAsync(ct))!;
        }
    }
}
