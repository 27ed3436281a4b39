using Waystation.Shared;
using static Waystation.Claims.ClaimWorld;

namespace Waystation.Claims;

/// <summary>Two claims decided together never pass one ceiling; without the guard they do, and are caught.</summary>
public sealed class ClaimRaceTests
{
    const long Most = 1_000_000;

    const string WithoutHolding =
        """
        CREATE OR REPLACE FUNCTION claim_hold(its_person uuid, its_plan text, ceilings text[], holders uuid[], years date[], mosts bigint[]) RETURNS TABLE (ceiling text, used_fen bigint) LANGUAGE plpgsql AS $$
        BEGIN
            RETURN QUERY SELECT t.c, coalesce(k.used_fen, 0) FROM unnest(ceilings, holders, years) AS t (c, h, y) LEFT JOIN claim_counters k ON (k.plan, k.ceiling, k.holder, k.year) = (its_plan, t.c, t.h, t.y);
        END $$
        """;

    [Fact]
    public async Task Claims_decided_together_share_what_is_left_of_the_ceiling()
    {
        await using var world = await NewAsync();
        var refused = await DecideTogetherAsync(world);

        Assert.Equal(0, refused);
        Assert.Equal(Most, await world.AskAsync<long>("SELECT sum(fen)::bigint FROM claim_payments"));
        Assert.Equal(Most, await world.AskAsync<long>("SELECT used_fen FROM claim_counters"));
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Without_the_lock_the_database_still_refuses_what_passes_the_ceiling()
    {
        await using var world = await NewAsync();
        await world.MemberAsync();
        await CounterAsync(world);
        await world.DoAsync(WithoutHolding);

        Assert.True(await DecideTogetherAsync(world, gated: true) > 0);
        Assert.InRange(await world.AskAsync<long>("SELECT sum(fen)::bigint FROM claim_payments"), 1, Most);
    }

    [Fact]
    public async Task With_every_guard_away_the_same_race_pays_too_much()
    {
        await using var world = await NewAsync();
        await world.MemberAsync();
        await CounterAsync(world);
        await world.DoAsync(WithoutHolding);
        await world.DoAsync("ALTER TABLE claim_counters DROP CONSTRAINT claim_counters_within");

        await DecideTogetherAsync(world, gated: true);

        Assert.True(await world.AskAsync<long>("SELECT sum(fen)::bigint FROM claim_payments") > Most);
    }

    /// <summary>Four claims of 6,000 each against a ceiling of 10,000.</summary>
    static async Task<int> DecideTogetherAsync(ClaimWorld world, bool gated = false)
    {
        const int Many = 4;
        var member = await world.AskAsync<long>("SELECT count(*) FROM members") == 0 ? await world.MemberAsync() : await world.AskAsync<Guid>("SELECT id FROM members");
        List<(Accounts.Desk Desk, Guid Claim)> all = [];
        for (var i = 0; i < Many; i++) all.Add((await world.DeskAsync(), await world.ForwardedAsync(member, world.Pipe(60_000))));
        await using var gate = gated ? await Barrier.BeforeInsertAsync(world.House.Database.Source, "claim_decisions") : null;
        var deciding = all.Select(one => Task.Run(() => world.Of<DecideClaim>().RunAsync(one.Desk, one.Claim, new(), default))).ToList();
        if (gate is not null) await gate.OpenWhenWaitingAsync(Many);
        var refused = 0;
        foreach (var one in deciding)
        {
            try
            {
                await one;
            }
            catch (Refusal refusal) when (refusal.Sentence.Key == "claims.ceiling-reached")
            {
                refused++;
            }
        }

        return refused;
    }

    static Task CounterAsync(ClaimWorld world) => world.DoAsync(
        $"INSERT INTO claim_counters (plan, ceiling, holder, year, most_fen) VALUES ('non-work-accident', 'year:burst-pipe', $1, '{world.Today.AddDays(-5).Year}-01-01', {Most})", MutualAid.PersonIndex.Of(Anna, world.House.Vault));
}
