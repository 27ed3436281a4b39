using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Lives;

/// <summary>One step decided twice at once.</summary>
public sealed class LivesRaceTests(BuildingCity city) : IClassFixture<BuildingCity>
{
    [Fact]
    public async Task Of_two_officers_who_decide_a_step_at_once_one_does_and_without_the_index_both_would()
    {
        var (guarded, unguarded) = (await city.ApplyAsync("两人同时暖心驿站"), await city.ApplyAsync("没有约束暖心驿站"));
        await city.TakeAsync(guarded, LifeStep.Visit);
        await city.TakeAsync(unguarded, LifeStep.Visit);

        Assert.Equal(["decided", "lives.decided-meanwhile"], (await RaceAsync(guarded)).Order());
        await ExecuteAsync("DROP INDEX station_steps_one_after_another");
        try
        {
            Assert.Equal(["decided", "decided"], await RaceAsync(unguarded));
        }
        finally
        {
            await ExecuteAsync($"ALTER TABLE station_steps DISABLE TRIGGER station_steps_stay; DELETE FROM station_steps WHERE station_id = '{unguarded}'; ALTER TABLE station_steps ENABLE TRIGGER station_steps_stay; CREATE UNIQUE INDEX station_steps_one_after_another ON station_steps (station_id, nth)");
        }
    }

    /// <summary>Two district officers who both have the page with the same next step before them.</summary>
    async Task<string[]> RaceAsync(Guid place)
    {
        await using var gate = await Barrier.BeforeInsertAsync(city.House.House.Database.Source, "station_steps");
        using var looking = new SemaphoreSlim(0);
        using var read = new CountdownEvent(2);
        var both = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => ApproveAsync(place, async () =>
        {
            if (read.Signal()) looking.Release(2);
            await looking.WaitAsync();
        }))));
        await gate.OpenWhenWaitingAsync(1);
        var decided = await both;
        await ExecuteAsync("DROP FUNCTION wait_at_the_gate CASCADE");
        return decided;
    }

    async Task<string> ApproveAsync(Guid place, Func<Task> untilBothHaveRead)
    {
        var house = city.House.House;
        await using var db = house.Database.NewContext();
        var account = Account.OfStaff($"二人 {Guid.NewGuid():N}", house.Clock.GetUtcNow().UtcDateTime);
        var post = Post.Give(account.Id, Role.DistrictOfficer, city.District, true, City.Today(house.Clock));
        db.AddRange(account, post);
        await db.SaveChangesAsync();
        var caller = new Caller(Guid.NewGuid(), account.Id, AccountKind.Staff, account.Name, null, null, null, Guid.NewGuid(), new(post.Id, post.Role, post.UnionId, "", true, Reach.Everywhere));
        var desk = new Desk(caller, db, house.Clock);
        var life = (await new ReadLives(desk, db).LifeAsync(place, default))!;
        await untilBothHaveRead();
        try
        {
            await new TakeStep(desk, db).RunAsync(life, life.Next, new(LifeStep.Approve, desk.Today, "东工发〔2026〕12号"), default);
            return "decided";
        }
        catch (Refusal refusal)
        {
            return refusal.Sentence.Key;
        }
    }

    async Task ExecuteAsync(string sql)
    {
        await using var command = city.House.House.Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
