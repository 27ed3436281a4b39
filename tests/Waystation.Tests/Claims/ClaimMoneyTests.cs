using System.Text;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.MutualAid;
using Waystation.MyData;
using Waystation.Shared;
using static Waystation.Claims.ClaimWorld;
using static Waystation.Tried;

namespace Waystation.Claims;

public sealed class ClaimMoneyTests : IAsyncLifetime
{
    ClaimWorld world = null!;
    Guid claim;

    public async ValueTask InitializeAsync()
    {
        world = await NewAsync();
        claim = await world.ForwardedAsync(await world.MemberAsync(), world.Pipe(60_000));
        await world.Of<DecideClaim>().RunAsync(await world.DeskAsync(), claim, new(), default);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Who_prepares_a_batch_does_not_release_it_and_it_goes_once()
    {
        var (first, second, third, batches) = (await world.DeskAsync(), await world.DeskAsync(), await world.DeskAsync(), world.Of<ClaimBatches>());

        Assert.Equal("claims.nothing-due", (await RefusedAsync(() => batches.PrepareAsync(first, "inpatient", default))).Key);
        var number = await batches.PrepareAsync(first, "non-work-accident", default);
        Assert.Equal("claims.another-releases", (await RefusedAsync(() => batches.ReleaseAsync(first, number, default))).Key);
        var both = await Task.WhenAll(new[] { second, third }.Select(desk => TriedAsync(() => batches.ReleaseAsync(desk, number, default))));

        Assert.Equal(["", "claims.released-already"], both.Order(StringComparer.Ordinal));
        Assert.Equal(600_000, await BalanceAsync(FundAccount.Bank) * -1);
        Assert.Equal((0L, 600_000L), (await BalanceAsync(FundAccount.Payable), await BalanceAsync(FundAccount.Benefits)));
        Assert.Equal("23514", (await Assert.ThrowsAsync<PostgresException>(() => world.DoAsync("UPDATE claim_batches SET released_by = prepared_by"))).SqlState);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task The_bank_reads_account_name_and_amount_its_answer_is_booked_and_what_came_back_goes_again_once_mended()
    {
        var (first, second, batches) = (await world.DeskAsync(), await world.DeskAsync(), world.Of<ClaimBatches>());
        var number = await batches.PrepareAsync(first, "non-work-accident", default);
        await batches.ReleaseAsync(second, number, default);
        var (text, payment, reference) = (await FileAsync(number), await world.AskAsync<Guid>("SELECT id FROM claim_payments"), await world.AskAsync<long>("SELECT reference FROM claim_payments"));

        Assert.Equal($"{AidWorld.CardOf(Anna)}|王小芳|6000.00|{reference}\r\n", text);
        Assert.Equal(new BankAnswered(0, 1, 1), await AnswerAsync(first, number, $"{reference},失败,账户不存在\r\n999999,成功,"));
        Assert.Equal(new BankAnswered(0, 0, 1), await AnswerAsync(first, number, $"{reference},成功,"));
        Assert.Equal(("failed", -600_000L), (await world.AskAsync<string>("SELECT state FROM claim_payments"), await BalanceAsync(FundAccount.Suspense)));
        Assert.Empty(await world.VerifyAsync());

        Assert.Equal("claims.account-unreadable", (await RefusedAsync(() => batches.MendAsync(Actor.System, payment, "1", default))).Key);
        await batches.MendAsync(Actor.System, payment, "6222000011112222", default);
        Assert.Equal("claims.nothing-waits", (await RefusedAsync(() => batches.MendAsync(Actor.System, payment, "6222000011112222", default))).Key);
        var again = await batches.PrepareAsync(first, "non-work-accident", default);
        await batches.ReleaseAsync(second, again, default);
        Assert.StartsWith("6222000011112222|", await FileAsync(again));
        Assert.Equal(new BankAnswered(1, 0, 0), await AnswerAsync(first, again, $"{reference},成功,"));

        Assert.Equal(("paid", 0L, 1L), (await world.StateAsync(claim), await BalanceAsync(FundAccount.Suspense), await world.AskAsync<long>("SELECT count(*) FROM claim_decisions")));
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Five_years_after_the_end_papers_and_what_was_told_of_the_case_are_gone_and_the_money_still_adds_up()
    {
        var (first, second, batches, kept) = (await world.DeskAsync(), await world.DeskAsync(), world.Of<ClaimBatches>(), world.Of<CarryOutRetention>());
        var number = await batches.PrepareAsync(first, "non-work-accident", default);
        await batches.ReleaseAsync(second, number, default);
        await AnswerAsync(first, number, $"{await world.AskAsync<long>("SELECT reference FROM claim_payments")},成功,");
        var (before, fiveYearsOn) = (await HeldAsync(), world.House.Clock.GetUtcNow().AddYears(5));
        Assert.True(before is (1, > 0, 1), $"{before}");

        await kept.RunAsync(fiveYearsOn.AddDays(-2), dryRun: false, default);
        Assert.Equal(before, await HeldAsync());
        await kept.RunAsync(fiveYearsOn.AddDays(2), dryRun: false, default);

        Assert.Equal((0L, 0L, 0L), await HeldAsync());
        Assert.Equal(("paid", 1L, 600_000L), (await world.StateAsync(claim), await world.AskAsync<long>("SELECT count(*) FROM claim_decisions"), await BalanceAsync(FundAccount.Benefits)));
        Assert.Empty(await world.VerifyAsync());

        async Task<(long Told, long Papers, long WentBy)> HeldAsync() => (await world.AskAsync<long>("SELECT count(*) FROM claims WHERE details IS NOT NULL"),
            await world.AskAsync<long>("SELECT count(*) FROM claim_papers"), await world.AskAsync<long>("SELECT count(*) FROM claim_decisions WHERE facts IS NOT NULL"));
    }

    [Fact]
    public async Task A_difference_of_one_fen_is_found()
    {
        var payment = await world.AskAsync<Guid>("SELECT id FROM claim_payments");
        await using var connection = await world.House.Database.Source.OpenConnectionAsync();
        await PlanFund.EnterAsync(connection, new("non-work-accident", FundAccount.Benefits, FundAccount.Payable, new(1), FundSource.Claim, payment), DateTime.UtcNow, default);
        await PlanFund.EnterAsync(connection, new("non-work-accident", FundAccount.Benefits, FundAccount.Payable, new(1), FundSource.Claim, Guid.NewGuid()), DateTime.UtcNow, default);
        await world.DoAsync("UPDATE claim_counters SET used_fen = used_fen - 1");
        await world.DoAsync("INSERT INTO plan_grants (id, plan, entity, fen, paper, granted_at, granted_by) SELECT gen_random_uuid(), 'accident', 'federation-budget', 1, '1', now(), id FROM accounts LIMIT 1");

        Assert.Equal(["claims.ledger-payment-differs", "claims.ledger-entry-without-payment", "claims.ledger-counter-differs", "claims.ledger-grant-differs"], (await world.VerifyAsync()).Select(f => f.Key));
    }

    [Fact]
    public async Task A_grant_is_an_entry_in_each_ones_books_and_none_over_both()
    {
        var (desk, grants) = (await world.DeskAsync(), world.Of<PlanGrants>());

        Assert.Equal("claims.grant-paper-missing", (await RefusedAsync(() => grants.GrantAsync(desk, "accident", null, Money.Yuan(5), " ", default))).Key);
        await grants.GrantAsync(desk, "accident", null, Money.Yuan(50_000), "京工财 1 号", default);
        await grants.GrantAsync(desk, "accident", world.District, Money.Yuan(20_000), "东工财 2 号", default);

        Assert.Equal(7_000_000, await BalanceAsync(FundAccount.Bank, "accident"));
        Assert.Equal((-5_000_000L, -2_000_000L), (await BalanceAsync(FundAccount.Bank, "accident", FundEntity.FederationBudget), await BalanceAsync(FundAccount.Bank, "accident", FundEntity.DistrictFederation, world.District)));
        Assert.Equal(4, await world.AskAsync<long>("SELECT count(*) FROM fund_entries WHERE source = 'grant'"));
        Assert.Empty(await world.VerifyAsync());
        using var officer = await world.Served.StaffAsync(Role.ClaimsOfficer, world.City);
        var page = await officer.GetStringAsync("/aid/funds");
        foreach (var shown in new[] { "市职工互助保障服务中心", "市总工会本级经费", "东城区总工会", "70,000.00", "-50,000.00", "京工财 1 号" }) Assert.Contains(shown, page);
    }

    async Task<long> BalanceAsync(FundAccount account, string plan = "non-work-accident", FundEntity entity = FundEntity.MutualAidCentre, Guid? union = null)
    {
        await using var connection = await world.House.Database.Source.OpenConnectionAsync();
        return (await PlanFund.BalanceAsync(connection, plan, account, default, entity, union)).Fen;
    }

    async Task<string> FileAsync(int number)
    {
        using var to = new MemoryStream();
        await world.Of<ClaimBatches>().WriteFileAsync(await world.DeskAsync(), number, "bank-text", to, default);
        return CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetString(to.ToArray());
    }

    async Task<BankAnswered> AnswerAsync(Desk desk, int number, string rows)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(path, $"业务参考号,处理结果,失败原因\r\n{rows}\r\n");
        var answered = await world.Of<ClaimBatches>().AnswerAsync(desk, number, path, default);
        File.Delete(path);
        return answered;
    }

    static async Task<Sentence> RefusedAsync(Func<Task> act) => (await Assert.ThrowsAsync<Refusal>(act)).Sentence;
}
