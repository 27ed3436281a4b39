using Npgsql;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Pictures;
using Waystation.Shared;
using static Waystation.Claims.ClaimWorld;

namespace Waystation.Claims;

/// <summary>The way of a claim: what is refused when it is filed, who may do what with it, and what the database holds.</summary>
public sealed class ClaimWayTests : IAsyncLifetime
{
    ClaimWorld world = null!;
    Guid anna;

    public async ValueTask InitializeAsync()
    {
        world = await NewAsync();
        anna = await world.MemberAsync();
        await world.TakesPartAsync("inpatient");
        await world.TakesPartAsync("inpatient-allowance");
        await world.TakesPartAsync("critical-illness", shares: 2, price: 40);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task What_cannot_be_is_refused_with_a_sentence()
    {
        await world.MemberAsync(Bo);
        await world.LineAsync("B1", Bo, world.Today.AddDays(-12), world.Today.AddDays(-3), 3000);
        ClaimForm With(Action<ClaimForm> change)
        {
            var form = world.Stay();
            change(form);
            return form;
        }

        foreach (var (form, sentence) in new (ClaimForm, string)[]
        {
            (With(f => f.HappenedOn = null), "claims.day-missing"), (With(f => f.HappenedOn = world.Today.AddDays(1)), "claims.day-ahead"), (With(f => f.EndedOn = world.Today.AddDays(1)), "claims.day-ahead"),
            (With(f => f.EndedOn = f.HappenedOn!.Value.AddDays(-1)), "claims.left-before-came"), (With(f => f.Amount = "三千"), "claims.amount-unreadable"), (With(f => f.Amount = "-5"), "claims.amount-unreadable"), (With(f => f.Amount = "12,5"), "claims.amount-unreadable"),
            (With(f => f.Amount = ""), "claims.amount-missing"), (With(f => f.Serial = " "), "claims.serial-missing"), (With(f => f.Serial = "B1"), "claims.serial-of-another"), (With(f => f.Account = "12"), "claims.account-unreadable"),
            (With(f => (f.HappenedOn, f.EndedOn) = (world.Today.AddDays(-90), world.Today.AddDays(-80))), "claims.too-late-by-app"), (With(f => (f.HappenedOn, f.EndedOn) = (world.Today.AddYears(-3), world.Today.AddYears(-3).AddDays(4))), "claims.too-late"),
            (With(f => f.Plan = "outpatient"), "claims.no-such-plan"), (With(f => f.Note = new string('长', 501)), "claims.note-too-long"),
            (new() { Plan = "nuan-huzhu", Benefit = "inpatient", HappenedOn = world.Today }, "claims.no-such-plan"), (new() { Plan = "nuan-huzhu", Benefit = "above-cap", HappenedOn = world.Today, Amount = "5" }, "claims.too-early"),
            (new() { Plan = "non-work-accident", Benefit = "death", HappenedOn = world.Today }, "claims.payees-missing"),
            (new() { Plan = "non-work-accident", Benefit = "death", HappenedOn = world.Today, PayeeName = ["王一", "王二"], PayeeRelation = ["子", "女"], PayeeAccount = ["62220000111", "62220000222"], PayeeShare = ["50", "49.99"] }, "claims.shares-make-a-whole"),
        })
            Assert.Equal(sentence, (await RefusedAsync(() => FileAsync(form))).Key);

        Assert.Equal("claims.paper-too-large", Assert.Throws<Refusal>(() => ClaimPapers.Cut(Guid.NewGuid(), 0, new byte[ClaimPapers.MostSent + 1])).Sentence.Key);
        Assert.StartsWith("pictures.", Assert.Throws<Refusal>(() => ClaimPapers.Cut(Guid.NewGuid(), 0, "%PDF-1.7"u8)).Sentence.Key);
        Assert.Equal(0, await world.AskAsync<long>("SELECT count(*) FROM claims"));

        Task<Guid> FileAsync(ClaimForm form) => world.Of<FileClaim>().RunAsync(new(Guid.NewGuid(), anna, Actor.System, Guid.NewGuid(), true, true, true, form, []), default);
    }

    [Fact]
    public async Task The_same_filing_sent_again_by_many_at_once_is_one_claim_and_a_stay_is_claimed_once_of_a_plan()
    {
        var (id, account, bo) = (Guid.CreateVersion7(), await world.AccountAsync(anna), await world.MemberAsync(Bo));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.FileAsync(anna, world.Stay(), id, account)));

        Assert.Equal(1, await world.AskAsync<long>("SELECT count(*) FROM claims"));
        Assert.Equal(1, await world.AskAsync<long>("SELECT count(*) FROM claim_steps"));
        Assert.Equal("claims.serial-taken", (await RefusedAsync(() => world.FileAsync(anna, world.Stay(), account: account))).Key);
        Assert.Equal("claims.id-taken", (await RefusedAsync(() => world.FileAsync(bo, world.Stay("T2"), id))).Key);
        await world.FileAsync(anna, world.Stay(plan: "inpatient-allowance", benefit: "daily"), account: account);
    }

    [Fact]
    public async Task A_stay_that_the_insurances_data_confirms_is_decided_at_once_and_another_amount_waits_for_people()
    {
        await world.LineAsync("T100", Anna, world.Today.AddDays(-12), world.Today.AddDays(-3), 3000);

        var plain = await world.FileAsync(anna, world.Stay());
        var other = await world.FileAsync(anna, world.Stay("T101"));
        var missing = await world.FileAsync(anna, world.Stay(plan: "inpatient-allowance", benefit: "daily"), withPapers: false);

        Assert.Equal(("payable", "review", "review"), (await world.StateAsync(plain), await world.StateAsync(other), await world.StateAsync(missing)));
        Assert.Equal(102_000, await world.AskAsync<long>($"SELECT pay_fen FROM claim_decisions WHERE claim_id = '{plain}' AND decided_by IS NULL"));
        Assert.Equal(WorkingCalendar.China.AddWorkingDays(world.Today, 10), await world.AskAsync<DateOnly>("SELECT due_on FROM claim_payments"));
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task What_is_missing_is_asked_for_once_and_completely()
    {
        var id = await world.FileAsync(anna, world.Stay(), withPapers: false);
        var (check, district) = (world.Of<CheckClaim>(), await world.DeskAsync(world.District));

        var asked = await check.AskAsync(district, id, [], default);
        Assert.Equal([0, 1], asked);
        Assert.False(await check.BringAsync(id, Actor.System, [ClaimPapers.Cut(Guid.NewGuid(), 1, HandMade.Photo())], default));
        Assert.True(await check.BringAsync(id, Actor.System, [ClaimPapers.Cut(Guid.NewGuid(), 0, HandMade.Photo())], default));

        Assert.Equal("review", await world.StateAsync(id));
        Assert.Equal("claims.nothing-missing", (await RefusedAsync(() => check.AskAsync(district, id, [], default))).Key);
        Assert.Equal("claims.asked-once", (await RefusedAsync(() => check.AskAsync(district, id, [0], default))).Key);
        Assert.Equal("claim_asks_pkey", (await Assert.ThrowsAsync<PostgresException>(() => world.DoAsync($"INSERT INTO claim_asks SELECT * FROM claim_asks WHERE claim_id = '{id}'"))).ConstraintName);
    }

    [Fact]
    public async Task Above_the_rules_sum_two_officers_decide_and_the_database_holds_it()
    {
        var id = await world.ForwardedAsync(anna, world.Illness());
        var (first, second, decide) = (await world.DeskAsync(), await world.DeskAsync(), world.Of<DecideClaim>());

        var district = await world.DeskAsync(world.District);
        Assert.Equal("claims.centre-decides", (await RefusedAsync(() => decide.RunAsync(district, id, new(), default))).Key);
        await decide.RunAsync(first, id, new(), default);
        Assert.Equal("second", await world.StateAsync(id));
        Assert.Equal(0, await world.AskAsync<long>("SELECT count(*) FROM claim_payments"));
        Assert.Equal("claims.second-officer", (await RefusedAsync(() => decide.SecondAsync(first, id, true, default))).Key);
        Assert.Equal("WS001", (await Assert.ThrowsAsync<PostgresException>(() => world.DoAsync($"INSERT INTO claim_payments (id, claim_id, round, place, plan, fen, state, due_on) VALUES (gen_random_uuid(), '{id}', 1, 0, 'critical-illness', 1, 'due', current_date)"))).SqlState);

        await decide.SecondAsync(second, id, true, default);

        Assert.Equal(("payable", 2_000_000L), (await world.StateAsync(id), await world.AskAsync<long>("SELECT sum(fen)::bigint FROM claim_payments")));
        Assert.Equal("WS001", (await Assert.ThrowsAsync<PostgresException>(() => world.DoAsync("UPDATE claim_decisions SET pay_fen = 1"))).SqlState);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task An_objection_goes_to_an_officer_who_had_no_part_in_it()
    {
        var id = await world.ForwardedAsync(anna, world.Stay(own: 3000));
        var (first, second, decide) = (await world.DeskAsync(), await world.DeskAsync(), world.Of<DecideClaim>());
        await decide.RunAsync(first, id, new(Excluded: [0]), default);
        Assert.Equal("returned", await world.StateAsync(id));

        var account = await world.AskAsync<Guid>($"SELECT account_id FROM claims WHERE id = '{id}'");
        await world.Of<ObjectToDecision>().RunAsync(id, Actor.System, account, "转诊单当时就交了", default);
        Assert.Equal("claims.another-officer-decides", (await RefusedAsync(() => decide.RunAsync(first, id, new(), default))).Key);
        await decide.RunAsync(second, id, new(), default);

        Assert.Equal(("payable", 2L), (await world.StateAsync(id), await world.AskAsync<long>("SELECT count(*) FROM claim_decisions")));
        Assert.Equal(102_000, await world.AskAsync<long>("SELECT pay_fen FROM claim_decisions WHERE round = 2"));
        // With the guard away the first officer could have done it: it is the guard that refused.
        await world.DoAsync("ALTER TABLE claim_decisions DISABLE TRIGGER claim_decisions_guard");
        await world.DoAsync($"UPDATE claims SET state = 'decide' WHERE id = '{id}'");
        await decide.RunAsync(first, id, new(), default);
    }

    [Fact]
    public async Task A_death_is_paid_to_those_left_behind_by_shares_that_make_a_whole()
    {
        var form = new ClaimForm { Plan = "non-work-accident", Benefit = "death", HappenedOn = world.Today.AddDays(-4), PayeeName = ["王一", "王二", "王三"], PayeeRelation = ["配偶", "子", "女"], PayeeAccount = ["62220000111", "62220000222", "62220000333"], PayeeShare = ["33.34", "33.33", "33.33"] };
        var id = await world.ForwardedAsync(anna, form);
        await world.Of<DecideClaim>().RunAsync(await world.DeskAsync(), id, new(), default);
        await world.Of<DecideClaim>().SecondAsync(await world.DeskAsync(), id, true, default);

        Assert.Equal("666800,666600,666600", await world.AskAsync<string>("SELECT string_agg(fen::text, ',' ORDER BY place) FROM claim_payments"));
        Assert.Equal("WS001", (await Assert.ThrowsAsync<PostgresException>(() => world.DoAsync($"UPDATE claim_payees SET share = 1 WHERE claim_id = '{id}' AND place = 0"))).SqlState);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task A_stored_decision_is_made_again_and_another_rule_shows_what_would_change()
    {
        await world.LineAsync("T100", Anna, world.Today.AddDays(-12), world.Today.AddDays(-3), 3000);
        await world.FileAsync(anna, world.Stay());
        var id = await world.ForwardedAsync(anna, world.Illness());
        await world.Of<DecideClaim>().RunAsync(await world.DeskAsync(), id, new(), default);
        var rules = world.Of<Rulebook.Rules>();

        var same = await world.Of<ClaimReplay>().RunAsync(null, default).ToListAsync();
        var other = await world.Of<ClaimReplay>().RunAsync((stamp, _) => stamp.StartsWith("inpatient/", StringComparison.Ordinal) ? Higher(rules.Stamped<MutualAid.AidPlan>(stamp)) : null, default).ToListAsync();

        Assert.Equal(2, same.Count);
        Assert.All(same, one => Assert.True(one.IsSame));
        Assert.Equal((102_000L, 119_000L, false), (other.Single().Stored.Pay.Fen, other.Single().Anew.Pay.Fen, other.Single().IsSame));
        var preview = Assert.Single(await world.Of<ClaimPreview>().RunAsync(MutualAid.AidWorld.WithShare(world.House, "inpatient", "inpatient", 70), default));
        Assert.Equal((1, 1, 17_000L, 0L), (preview.Claims, preview.Changed, preview.More.Fen, preview.Less.Fen));
        Assert.Empty(await world.Of<ClaimPreview>().RunAsync(rules, default));
    }

    static Rulebook.RuleVersion<MutualAid.AidPlan> Higher(Rulebook.RuleVersion<MutualAid.AidPlan> rule) => new()
    {
        Id = rule.Id, Title = rule.Title, EffectiveFrom = rule.EffectiveFrom, EffectiveTo = rule.EffectiveTo, Scope = rule.Scope, Source = rule.Source, Reliability = rule.Reliability,
        Value = rule.Value with { Benefits = [rule.Value["inpatient"] with { Percent = 70 }] },
    };

    static async Task<Sentence> RefusedAsync(Func<Task> act) => (await Assert.ThrowsAsync<Refusal>(act)).Sentence;
}
