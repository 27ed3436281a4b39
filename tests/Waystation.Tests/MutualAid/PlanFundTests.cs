using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MutualAid;

public sealed class PlanFundTests
{
    static readonly DateTime now = new(2026, 3, 1, 2, 0, 0, DateTimeKind.Utc);

    static FundEntry Premium(long yuan) => new("accident", FundAccount.Bank, FundAccount.Premiums, Money.Yuan(yuan), FundSource.Premium, Guid.CreateVersion7());

    static async Task EnterAsync(AidWorld world, FundEntry entry)
    {
        await using var connection = await world.House.Database.Source.OpenConnectionAsync();
        await PlanFund.EnterAsync(connection, entry, now, default);
    }

    static async Task<Money> BalanceAsync(AidWorld world, FundAccount account, FundEntity entity = FundEntity.MutualAidCentre)
    {
        await using var connection = await world.House.Database.Source.OpenConnectionAsync();
        return await PlanFund.BalanceAsync(connection, "accident", account, default, entity);
    }

    [Fact]
    public async Task No_entry_stands_over_two_entities_or_two_plans_and_none_is_changed()
    {
        await using var world = await AidWorld.NewAsync();
        await EnterAsync(world, Premium(100));
        await EnterAsync(world, Premium(40) with { Entity = FundEntity.FederationBudget });
        await EnterAsync(world, Premium(40) with { Plan = "inpatient" });

        foreach (var other in (string[])["fund_account('federation-budget', NULL, 'accident', 'bank')", "fund_account('mutual-aid-centre', NULL, 'inpatient', 'bank')"])
            Assert.Equal("WS001", (await Assert.ThrowsAsync<PostgresException>(() => world.AskAsync<int>(
                $"INSERT INTO fund_entries (debit, credit, fen, source, source_id, entered_at) VALUES ({other}, fund_account('mutual-aid-centre', NULL, 'accident', 'grants'), 1, 'grant', gen_random_uuid(), now()) RETURNING 1"))).SqlState);
        foreach (var change in (string[])["UPDATE fund_entries SET fen = 1", "DELETE FROM fund_entries", "UPDATE fund_accounts SET plan = 'x'"])
            Assert.Equal("aid.stays", (await Assert.ThrowsAsync<PostgresException>(() => world.AskAsync<int>($"WITH done AS ({change} RETURNING 1) SELECT count(*)::int FROM done"))).MessageText);

        Assert.Equal(Money.Yuan(100), await BalanceAsync(world, FundAccount.Bank));
        Assert.Equal(Money.Yuan(40), await BalanceAsync(world, FundAccount.Bank, FundEntity.FederationBudget));
    }

    [Fact]
    public async Task An_entry_is_taken_back_by_another()
    {
        await using var world = await AidWorld.NewAsync();
        var entry = Premium(100);
        await EnterAsync(world, entry);
        await EnterAsync(world, Premium(20));

        await EnterAsync(world, entry.Reversed);

        Assert.Equal(Money.Yuan(20), await BalanceAsync(world, FundAccount.Bank));
        Assert.Equal(Money.Zero - Money.Yuan(20), await BalanceAsync(world, FundAccount.Premiums));
        Assert.Equal(3L, await world.AskAsync<long>("SELECT count(*) FROM fund_entries"));
    }

    [Fact]
    public async Task Who_uses_an_account_first_at_the_same_time_opens_one()
    {
        await using var world = await AidWorld.NewAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => EnterAsync(world, Premium(1))));

        Assert.Equal(2L, await world.AskAsync<long>("SELECT count(*) FROM fund_accounts"));
        Assert.Equal(Money.Yuan(12), await BalanceAsync(world, FundAccount.Bank));
    }
}
