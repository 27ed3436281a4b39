using Waystation.Data;
using Waystation.Members;
using Waystation.MutualAid;
using static Waystation.Enrolment.EnrolWorld;

namespace Waystation.Enrolment;

[Trait("kind", "long")]
[Collection(nameof(Alone))]
public class LargeRollTests
{
    const int People = 100_000;

    /// <summary>Stopped at moments over the whole of it, as a killed program stops: its transaction is gone, and the next reads the list again.</summary>
    [Fact]
    public async Task A_hundred_thousand_are_read_in_bounded_memory_and_stopped_and_tried_again_are_enrolled_once()
    {
        await using var world = await NewAsync(people: 0);
        await JoinAsync(world);
        var year = world.Next("critical-illness");
        var file = world.FileOf(Enumerable.Range(1, People).Select(i => Row(i, NumberOf(i))));
        var id = await world.AnnounceAsync(year);
        var random = new Random(20_261_122);

        for (var stop = 0; stop < 4; stop++) await StoppedAsync(random.Next(100, 1_500), ct => new ReadRoll(world.House, world.Rules).RunAsync(id, file, ct));
        var before = await HeldAsync();
        var most = before;
        using (var watch = new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 20)) await new ReadRoll(world.House, world.Rules).RunAsync(id, file, default);
        Assert.Equal("ready 100000", await world.AskAsync<string>($"SELECT state || ' ' || rows FROM aid_rolls WHERE id = '{id}'"));
        for (var stop = 0; stop < 4; stop++) await StoppedAsync(random.Next(100, 1_500), ct => new TakeRoll(world.House, world.Rules).RunAsync(Actor.Command, id, ct));
        if (await world.AskAsync<string>($"SELECT state FROM aid_rolls WHERE id = '{id}'") == "ready") await world.TakeAsync(id);

        Assert.Equal("100000 400000000", await world.AskAsync<string>("SELECT count(DISTINCT person_id) || ' ' || sum(premium_fen) FROM aid_enrolments"));
        Assert.Equal(1L, await world.AskAsync<long>("SELECT count(*) FROM aid_premiums"));
        Assert.Empty(await new VerifyPremiums(world.House).RunAsync(default));
        TestContext.Current.TestOutputHelper?.WriteLine($"{People} rows read with {(most - before) >> 20} MB more than before");
        // The file alone has 4 MB as text; held as objects it would be several times this.
        Assert.InRange(most - before, 0, 64L << 20);
    }

    static async Task<long> HeldAsync()
    {
        await Task.Yield();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    static async Task StoppedAsync(int afterMs, Func<CancellationToken, Task> act)
    {
        using var stop = new CancellationTokenSource(afterMs);
        try
        {
            await act(stop.Token);
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or Shared.Refusal || stopped.InnerException is OperationCanceledException)
        {
            // Where it was quicker than the moment it was done, and says so the next time.
        }
    }

    static string NumberOf(int person)
    {
        var first = $"1{person / 1000 % 100 + 10000:D5}19850304{person % 1000:D3}";
        return first + IdentityDocument.CheckDigit(first);
    }

    static async Task JoinAsync(EnrolWorld world)
    {
        foreach (var some in Enumerable.Range(1, People).Chunk(20_000))
        {
            await using var join = world.House.Database.Source.CreateCommand(
                """
                INSERT INTO members (id, union_id, state, name, document_kind, document_index, secrets, joined_on, joined_on_stated, form_digest, reported_on)
                SELECT gen_random_uuid(), $1, 'member', '张三', 'resident-id', person, '\x00', '2010-01-01', true, gen_random_uuid(), '2010-01-01' FROM unnest($2::uuid[]) AS person
                """).With(world.Unit, some.Select(p => PersonIndex.Of(NumberOf(p), world.House.Vault)).ToArray());
            await join.ExecuteNonQueryAsync();
        }
    }
}
