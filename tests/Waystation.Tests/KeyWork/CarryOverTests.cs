using Npgsql;
using Waystation.Data;
using Waystation.Indicators;
using Waystation.Organisations;
using Waystation.Rulebook;

namespace Waystation.KeyWork;

/// <summary>上月结转: what was not finished stands on the next month's list, once; and a past list stays as it was.</summary>
public class CarryOverTests
{
    const string Entries = "SELECT count(*) FROM key_month_items WHERE carried_at IS NOT NULL";

    [Theory]
    [InlineData(true, 20)]
    [InlineData(false, 40)]
    public async Task Two_processes_at_once_carry_each_item_once_and_without_the_key_twice(bool guarded, long entries)
    {
        await using var world = await KeyWorld.NewAsync();
        for (var item = 0; item < 20; item++) await world.SetAsync(world.Tree.Desheng, new(2026, 10, 9), new(2026, 12, 31), $"第{item}件要紧的事");
        if (!guarded) await world.DoAsync("ALTER TABLE key_month_items DROP CONSTRAINT key_month_items_pkey");
        await using var barrier = await Barrier.BeforeInsertAsync(world.Source, "key_month_items");

        var both = Task.WhenAll(world.CarryAsync(), world.CarryAsync());
        await barrier.OpenWhenWaitingAsync(2);

        Assert.Equal(entries, (await both).Sum());
        Assert.Equal(entries, await world.AskAsync(Entries));
        Assert.Equal(guarded ? 1 : 2, await world.AskAsync("SELECT count(*) FROM logbook WHERE did = 'carried-key-work'"));
    }

    [Fact]
    public async Task Months_in_which_nothing_ran_are_made_up_for_and_what_ended_goes_no_further()
    {
        await using var world = await KeyWorld.NewAsync();
        var open = await world.SetAsync(world.Tree.Desheng, new(2026, 8, 9), new(2026, 12, 31));
        var done = await world.SetAsync(world.Tree.Desheng, new(2026, 8, 9), new(2026, 12, 31));
        await world.FinishAsync(done, new(2026, 9, 20));

        Assert.Equal(4, await world.CarryAsync());
        Assert.Equal(0, await world.CarryAsync());
        Assert.Equal(3, await world.AskAsync($"SELECT count(*) FROM key_month_items WHERE carried_at IS NOT NULL AND item_id = '{open}'"));
        Assert.Equal([done], (await world.ListAsync(world.Tree.West, new(2026, 9))).Where(row => row.State is KeyState.Done).Select(row => row.Id));
        Assert.Equal([open], (await world.ListAsync(world.Tree.West, new(2026, 10))).Select(row => row.Id));
    }

    [Fact]
    public async Task A_past_month_shows_the_list_as_it_was_at_its_close()
    {
        await using var world = await KeyWorld.NewAsync();
        var item = await world.SetAsync(world.Tree.Desheng, new(2026, 9, 9), new(2026, 10, 20));
        await world.CarryAsync();
        await world.FinishAsync(item, new(2026, 11, 3));
        await world.Tree.Move(world.Tree.Desheng, world.Tree.East, new(2026, 11, 2));

        var (september, october) = (Assert.Single(await world.ListAsync(world.Tree.West, new(2026, 9))), Assert.Single(await world.ListAsync(world.Tree.West, new(2026, 10))));
        var november = Assert.Single(await world.ListAsync(world.Tree.East, new(2026, 11)));

        Assert.Equal((Light.Grey, false), (september.Judged.Light, september.Carried));
        Assert.Equal(("keywork.why-overdue", true, KeyState.Open), (october.Judged.Why.Key, october.Carried, october.State));
        Assert.Equal(("keywork.why-done-late", true), (november.Judged.Why.Key, november.Carried));
        Assert.Empty(await world.ListAsync(world.Tree.West, new(2026, 11)));
    }

    [Fact]
    public async Task Nothing_falls_off_the_list_and_no_line_is_changed()
    {
        await using var world = await KeyWorld.NewAsync();
        await world.SetAsync(world.Tree.Desheng, new(2026, 9, 9), new(2026, 10, 20));

        foreach (var change in new[] { "DELETE FROM key_items", "UPDATE key_lines SET words = ''", "DELETE FROM key_lines", "DELETE FROM key_month_items", "TRUNCATE key_reports" })
            Assert.Equal("keywork.stays", DatabaseRule.Refusal(await Assert.ThrowsAsync<PostgresException>(() => world.DoAsync(change))).Sentence.Key);
    }
}

/// <summary>The small city of the tree, with posts to speak for it and items to speak of.</summary>
sealed class KeyWorld(TreeWorld tree, Guid post) : IAsyncDisposable
{
    public TreeWorld Tree => tree;
    public NpgsqlDataSource Source => tree.Database.Source;

    public static async Task<KeyWorld> NewAsync()
    {
        var tree = await TreeWorld.NewAsync();
        await using var db = tree.Database.NewContext();
        var account = Accounts.Account.OfStaff("赵敏", DateTime.UnixEpoch);
        var post = Accounts.Post.Give(account.Id, Accounts.Role.CityOfficer, tree.City, below: true, new(2020, 1, 1));
        db.AddRange(account, post);
        await db.SaveChangesAsync();
        return new(tree, post.Id);
    }

    public async Task<Guid> SetAsync(Guid union, DateOnly on, DateOnly due, string title = "新建户外劳动者驿站五个")
    {
        await using var db = tree.Database.NewContext();
        var (item, line) = KeyItem.Set(new(title, "", union, null, "李卫东", due), tree.City, Told(on, ""));
        db.AddRange(item, MonthEntry.Of(item), line);
        await db.SaveChangesAsync();
        return item.Id;
    }

    public async Task FinishAsync(Guid id, DateOnly on)
    {
        await using var db = tree.Database.NewContext();
        var item = (await db.FindAsync<KeyItem>(id))!;
        db.Add(item.Show(on, Told(on, "五个驿站全部开放")));
        db.Add(item.Finish(Told(on, "五个驿站全部开放")));
        await db.SaveChangesAsync();
    }

    public Task<int> CarryAsync() => new CarryOver(Source, tree.Clock).RunAsync();

    public Task<IReadOnlyList<KeyRow>> ListAsync(Guid union, Month month) => new KeyList(Source, Rules.Read(tree.Database.Folder, Rooms.RuleKinds), tree.Clock).ReadAsync(union, month, default);

    public async Task DoAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> AskAsync(string sql)
    {
        await using var ask = Source.CreateCommand(sql);
        return (long)(await ask.ExecuteScalarAsync())!;
    }

    Told Told(DateOnly on, string words) => KeyWork.Told.By(post, on.ToDateTime(new(4, 0), DateTimeKind.Utc), words);

    public ValueTask DisposeAsync() => tree.DisposeAsync();
}
