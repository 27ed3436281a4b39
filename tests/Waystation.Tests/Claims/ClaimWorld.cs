using Waystation.Accounts;
using Waystation.Data;
using Waystation.Members;
using Waystation.MutualAid;
using Waystation.Organisations;
using Waystation.Pictures;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>A served house with a city, two districts, a unit in one of them, and its people.</summary>
sealed class ClaimWorld : IAsyncDisposable
{
    public const string Anna = "110101196506104988", Bo = "110101196910120883";

    readonly AidWorld aid;

    ClaimWorld(TestHouse served, AidWorld aid) => (Served, this.aid) = (served, aid);

    public TestHouse Served { get; }
    public House House => Served.House;
    public Guid City { get; private set; }
    public Guid District { get; private set; }
    public Guid Elsewhere { get; private set; }
    public Guid Unit { get; private set; }
    public DateOnly Today => Shared.City.Today(House.Clock);

    /// <param name="demo">A demonstration shows its messages.</param>
    public static async Task<ClaimWorld> NewAsync(bool demo = false)
    {
        var served = demo ? await TestHouse.NewDemoAsync() : await TestHouse.NewAsync();
        var world = new ClaimWorld(served, AidWorld.In(served)) { City = await served.CityAsync() };
        world.District = await Branch.UnionAsync(served.House, "district-federation", "东城区总工会", world.City);
        world.Elsewhere = await Branch.UnionAsync(served.House, "district-federation", "西城区总工会", world.City);
        var street = await Branch.UnionAsync(served.House, "subdistrict-federation", "东城区和平里街道总工会", world.District);
        world.Unit = await Branch.UnionAsync(served.House, "grassroots", "某厂工会", street);
        return world;
    }

    public T Of<T>() where T : notnull => Served.Services.GetRequiredService<T>();

    /// <summary>A member of the unit, in the register with a working card.</summary>
    public async Task<Guid> MemberAsync(string number = Anna, string sex = "female", string born = "1990-05-05")
    {
        await aid.RegisterAsync((number, "正常"));
        return await AskAsync<Guid>(
            $"""
            INSERT INTO members (id, union_id, state, name, sex, born_on, document_kind, document_index, secrets, joined_on, joined_on_stated, form_digest, reported_on)
            VALUES (gen_random_uuid(), '{Unit}', 'member', '王小芳', '{sex}', '{born}', 'resident-id', $1, $2, '2020-01-01', true, gen_random_uuid(), '2020-01-01') RETURNING id
            """, PersonIndex.Of(number, House.Vault), new MemberSecrets(number, "", "", "").Seal(House.Vault));
    }

    public Task TakesPartAsync(string plan, string number = Anna, int shares = 1, decimal price = 60, string? paidFrom = null) => DoAsync(
        $"""
        WITH bill AS (INSERT INTO aid_premiums (id, plan, rule, year_begins_on, union_id, person_id, member_id, shares, price_fen, months, people, fen, billed_at)
            VALUES (gen_random_uuid(), '{plan}', 'x', '{Today.Year - 1}-01-01', '{Unit}', $1, $1, {shares}, {price * 100:0}, 24, 1, {shares * price * 100:0}, now()) RETURNING id)
        INSERT INTO aid_enrolments (id, person_id, plan, rule, union_id, shares, most_shares, price_fen, year_begins_on, year_months, months, premium_fen, begins_on, ends_on, paid_from, is_renewal, premium_id, enrolled_at)
        SELECT gen_random_uuid(), $1, '{plan}', '{plan}/city/2011-01-01', '{Unit}'::uuid, {shares}, 9, {price * 100:0}, '{Today.Year - 1}-01-01'::date, 24, 24, {shares * price * 100:0}, '{Today.Year - 1}-01-01'::date, '{Today.Year}-12-31'::date, '{paidFrom ?? $"{Today.Year - 1}-01-01"}'::date, false, bill.id, now() FROM bill
        """, PersonIndex.Of(number, House.Vault));

    /// <summary>A stay as the medical insurance's data has it.</summary>
    public Task LineAsync(string serial, string number, DateOnly from, DateOnly to, decimal own, decimal aboveCap = 0) => DoAsync(
        $"INSERT INTO medical_lines (person_id, quarter, line_no, own_fen, above_cap_fen, visited_on, discharged_on, is_stay, serial) VALUES ($1, {from.Year * 10 + (from.Month + 2) / 3}, 1, {own * 100:0}, {aboveCap * 100:0}, '{from:yyyy-MM-dd}', '{to:yyyy-MM-dd}', true, '{serial}')",
        PersonIndex.Of(number, House.Vault));

    /// <summary>An officer at their desk: with the city's union, one of the centre.</summary>
    public async Task<Desk> DeskAsync(Guid? union = null, Role role = Role.ClaimsOfficer)
    {
        var at = union ?? City;
        var account = Account.OfStaff($"{role} {Guid.NewGuid():N}", House.Clock.GetUtcNow().UtcDateTime);
        var post = Post.Give(account.Id, role, at, true, Today);
        await using (var db = House.Database.NewContext())
        {
            db.AddRange(account, post);
            await db.SaveChangesAsync();
        }

        var reach = at == City ? Reach.Everywhere : Reach.Below(at, Today);
        var caller = new Caller(Guid.CreateVersion7(), account.Id, AccountKind.Staff, account.Name, null, null, null, Guid.CreateVersion7(), new(post.Id, role, at, "", true, reach));
        return new(caller, House.Database.NewContext(reach, caller.Actor), House.Clock);
    }

    /// <summary>One record is bound to one account.</summary>
    public async Task<Guid> AccountAsync(Guid member)
    {
        await using var db = House.Database.NewContext();
        if (await AskAsync<Guid>($"SELECT coalesce((SELECT id FROM accounts WHERE member_id = '{member}'), '{Guid.Empty}')") is var known && known != Guid.Empty) return known;

        var account = Account.OfWorker(House.Clock.GetUtcNow().UtcDateTime);
        account.Bind(member, House.Clock.GetUtcNow().UtcDateTime);
        db.Add(account);
        await db.SaveChangesAsync();
        return account.Id;
    }

    /// <summary>Filed by phone, past the unit, with every paper that the benefit needs.</summary>
    public async Task<Guid> FileAsync(Guid member, ClaimForm form, Guid? id = null, Guid? account = null, bool bypasses = true, bool withPapers = true)
    {
        var by = account ?? await AccountAsync(member);
        var what = Of<ClaimablePlans>().Find(form.Plan, form.Benefit, Today)!;
        return await Of<FileClaim>().RunAsync(new(id ?? Guid.CreateVersion7(), member, Actor.Account(by, null), by, true, bypasses, true, form,
            withPapers ? [.. what.Needed.Select(place => ClaimPapers.Cut(Guid.CreateVersion7(), place, HandMade.Photo()))] : []), default);
    }

    public ClaimForm Stay(string serial = "T100", decimal own = 3000, int days = 9, string plan = "inpatient", string benefit = "inpatient") =>
        new() { Plan = plan, Benefit = benefit, HappenedOn = Today.AddDays(-days - 3), EndedOn = Today.AddDays(-3), Amount = plan == "inpatient" ? $"{own}" : null, Serial = serial };

    public ClaimForm Illness(string illness = "肝癌") => new() { Plan = "critical-illness", Benefit = "diagnosis", HappenedOn = Today.AddDays(-5), Case = illness, Note = "住院后确诊" };

    public ClaimForm Pipe(decimal loss = 90_000) => new() { Plan = "non-work-accident", Benefit = "burst-pipe", HappenedOn = Today.AddDays(-5), Amount = $"{loss}" };

    /// <summary>Through the district to the centre.</summary>
    public async Task<Guid> ForwardedAsync(Guid member, ClaimForm form, Guid? account = null)
    {
        var id = await FileAsync(member, form, account: account);
        await Of<CheckClaim>().ForwardAsync(await DeskAsync(District), id, default);
        return id;
    }

    public Task<string> StateAsync(Guid claim) => AskAsync<string>($"SELECT state FROM claims WHERE id = '{claim}'");

    public async Task<T> AskAsync<T>(string sql, params object[] values)
    {
        await using var command = House.Database.Source.CreateCommand(sql);
        return (T)(await command.With(values).ExecuteScalarAsync())!;
    }

    public async Task DoAsync(string sql, params object[] values)
    {
        await using var command = House.Database.Source.CreateCommand(sql);
        await command.With(values).ExecuteNonQueryAsync();
    }

    public Task<IReadOnlyList<Sentence>> VerifyAsync() => VerifyClaims.RunAsync(House.Database.Source, default);

    public async ValueTask DisposeAsync()
    {
        await aid.DisposeAsync();
        await Served.DisposeAsync();
    }
}
