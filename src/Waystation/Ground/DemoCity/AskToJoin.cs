using System.Globalization;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Joining;
using Waystation.Members;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.DemoCity;

/// <summary>
/// People who asked to join in the last days and wait for an answer, in the branch on which the demo's colleagues have their
/// posts: some with the unit, most with the street's union for individuals. Whoever asked before is passed over.
/// </summary>
sealed class AskToJoin(House house, TimeProvider clock)
{
    /// <summary>The first few ask the unit; one asks each day, the last today.</summary>
    const int ToTheUnit = 4, People = 12;

    readonly Rules rules = Rules.Read(house.Folder, Rooms.RuleKinds);
    readonly EnrolMember enrol = new(house.Vault);

    public async Task RunAsync(CityPlan plan, CancellationToken ct)
    {
        var find = new FindTarget(house.Database.Source, clock);
        var (unit, street) = await KeysAsync(plan.ShowcaseUnion, ct);
        var dice = Dice.For("applications");
        for (var i = 0; i < People; i++)
        {
            var who = Person(dice, i, i < ToTheUnit ? plan.ShowcaseUnion.Unit! : null);
            if (await AskedAsync(who, ct)) continue;

            await AskAsync((await find.RunAsync(i < ToTheUnit ? unit : street, ct))!, who, TimeSpan.FromDays(People - 1 - i), ct);
        }
    }

    /// <summary>As <see cref="Population"/> makes them, from a row of numbers that it does not use.</summary>
    static Applicant Person(Dice dice, int i, string? unit)
    {
        var man = dice.Happens(0.7);
        var born = new DateOnly(1975 + dice.Below(28), 1 + dice.Below(12), 1 + dice.Below(28));
        var first = string.Create(CultureInfo.InvariantCulture, $"320199{born:yyyyMMdd}{i * 2 + (man ? 1 : 0):000}");
        var works = KindOfWork.All.Where(work => work is not "other").ToList();
        return new(PersonNames.Next(dice, man), DocumentKind.ResidentId, first + IdentityDocument.CheckDigit(first), string.Create(CultureInfo.InvariantCulture, $"1990{9_000_000 + i}"),
            unit ?? "望京一带的门店", unit is null ? dice.One(works) : "employee", born, Words.Chinese.Name);
    }

    async Task AskAsync(JoinTarget target, Applicant who, TimeSpan ago, CancellationToken ct)
    {
        var then = new Earlier(clock, ago);
        await using var db = house.Database.NewContext();
        var account = Account.OfWorker(then.GetUtcNow().UtcDateTime);
        db.Add(account);
        await db.SaveChangesAsync(ct);
        var phone = new Caller(Guid.Empty, account.Id, AccountKind.Worker, "", null, null, house.Vault.Index(BlindIndex.Phone, who.Phone), Guid.CreateVersion7(), null);
        var clocks = new JoiningClocks(rules, WorkingCalendar.China, then);
        await new SubmitApplication(db, new Applicants(new PersonKeys(house.Vault, then), house.Vault, enrol), enrol, clocks, new Limits(house.Database.Source, clock))
            .ByPhoneAsync(target, who, phone, ct);
    }

    async Task<bool> AskedAsync(Applicant who, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand("SELECT EXISTS (SELECT FROM applications WHERE document = $1)").With(enrol.IndexOf(who.Document));
        return await ask.ExecuteScalarAsync(ct) is true;
    }

    async Task<(string Unit, string Street)> KeysAsync(PlannedUnion shown, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand("SELECT u.id, (SELECT id FROM street_homes($2, $3) LIMIT 1) FROM unions u WHERE u.credit_code = $1")
            .With(shown.CreditCode, shown.Street.Code, City.Today(clock));
        await using var row = await ask.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return ($"{row.GetGuid(0):n}", $"{row.GetGuid(1):n}");
    }

    /// <summary>The clock as it stood some days ago.</summary>
    sealed class Earlier(TimeProvider clock, TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() - by;
    }
}
