using Npgsql;
using Waystation.Data;
using Waystation.Organisations;
using Waystation.Shared;
using static Waystation.Organisations.TreeWorld;

namespace Waystation.Indicators;

/// <summary>Numbers of a month on the tree as it was; on 21 November 2026.</summary>
public class MonthNumbersTests
{
    static readonly Month october = new(2026, 10), november = new(2026, 11);

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026-12")]
    [InlineData("1999-12")]
    [InlineData("nonsense")]
    public async Task A_month_without_numbers_is_refused(string typed)
    {
        await using var world = await NewAsync();

        Assert.Equal("indicators.no-such-month", Assert.Throws<Refusal>(() => Month.Read(typed, world.Clock)).Sentence.Key);
    }

    [Fact]
    public async Task A_closed_month_is_changed_by_nobody()
    {
        await using var world = await NewAsync();
        await JoinAsync(world, world.Joint, Day(2026, 10, 5));
        await new CloseMonths(world.Database.Source, world.Clock).RunAsync();

        foreach (var change in new[] { "UPDATE month_numbers SET value = value + 1", "DELETE FROM month_numbers", "TRUNCATE closed_months CASCADE", "DELETE FROM closed_months" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => DoAsync(world, change));
            Assert.Equal("indicators.month-is-closed", DatabaseRule.Refusal(refused).Sentence.Key);
        }
    }

    [Fact]
    public async Task The_current_month_is_not_closed_and_a_past_one_only_once_however_many_close_it()
    {
        await using var world = await NewAsync();

        var closed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new CloseMonths(world.Database.Source, world.Clock).RunAsync()));

        var months = closed.SelectMany(c => c).ToList();
        Assert.Equal(24, months.Count);
        Assert.Equal(24, months.Distinct().Count());
        Assert.DoesNotContain(november, months);
        Assert.Empty(await new CloseMonths(world.Database.Source, world.Clock).RunAsync());
    }

    [Fact]
    public async Task A_house_in_its_first_week_closes_no_month_because_its_registers_are_still_coming_in()
    {
        await using var world = await NewAsync();
        await using var ask = world.Database.Source.CreateCommand("SELECT min(created_at) FROM unions");
        var began = new DateTimeOffset((DateTime)(await ask.ExecuteScalarAsync())!, TimeSpan.Zero);
        async Task<bool> IsSettledAfterAsync(TimeSpan time) => await new CloseMonths(world.Database.Source, new StoppedClock(began + time)).IsSettledAsync();

        Assert.False(await IsSettledAfterAsync(TimeSpan.FromDays(7)));
        Assert.True(await IsSettledAfterAsync(TimeSpan.FromDays(7.01)));

        await using var empty = await TestDatabase.NewAsync();
        Assert.False(await new CloseMonths(empty.Source, new StoppedClock(began + TimeSpan.FromDays(90))).IsSettledAsync());
    }

    [Fact]
    public async Task A_branch_is_the_sum_of_what_stands_below_it_and_joins_count_in_their_month()
    {
        await using var world = await NewAsync();
        foreach (var day in new[] { Day(2020, 1, 1), Day(2026, 10, 5), Day(2026, 11, 5) }) await JoinAsync(world, world.Joint, day);
        await new CloseMonths(world.Database.Source, world.Clock).RunAsync();

        var (then, now) = (await ReadAsync(world, world.City, october), await ReadAsync(world, world.City, november));

        Assert.True(then.IsFrozen);
        Assert.False(now.IsFrozen);
        Assert.Equal([2, 1, 0], then.Whole.Values);
        Assert.Equal([3, 1, 0], now.Whole.Values);
        Assert.Equal([3, 1, 0], now.Below.Single(b => b.UnionId == world.West).Values);
        Assert.Equal([0, 0, 0], now.Below.Single(b => b.UnionId == world.East).Values);
    }

    [Fact]
    public async Task A_past_month_stands_on_the_tree_as_it_was_also_after_a_union_moved()
    {
        await using var world = await NewAsync();
        await JoinAsync(world, world.Joint, Day(2020, 1, 1));
        await new CloseMonths(world.Database.Source, world.Clock).RunAsync();
        await world.Move(world.Desheng, world.East, Day(2026, 11, 2));

        Assert.Equal(1, (await ReadAsync(world, world.West, october)).Whole.Values[0]);
        Assert.Equal(0, (await ReadAsync(world, world.West, november)).Whole.Values[0]);
        Assert.Equal(1, (await ReadAsync(world, world.East, november)).Whole.Values[0]);
    }

    [Fact]
    public async Task What_is_corrected_after_the_close_leaves_the_number_and_shows_in_the_records()
    {
        await using var world = await NewAsync();
        await JoinAsync(world, world.Joint, Day(2026, 10, 5));
        await new CloseMonths(world.Database.Source, world.Clock).RunAsync();
        await JoinAsync(world, world.Joint, Day(2026, 10, 6));

        var numbers = new MonthNumbers(world.Database.Source, world.Clock);

        Assert.Equal(1, await numbers.FrozenAsync(Indicator.Joins, world.City, october, default));
        Assert.Equal(2, await new NumberRecords(world.Database.Source, world.Clock).CountAsync(Indicator.Joins, world.City, october, default));
        Assert.Null(await numbers.FrozenAsync(Indicator.Joins, world.City, november, default));
    }

    [Theory]
    [InlineData("members", 0)]
    [InlineData("joins", 1)]
    public async Task A_number_and_its_records_are_as_many_read_page_by_page(string code, int place)
    {
        await using var world = await NewAsync();
        for (var person = 0; person < 7; person++) await JoinAsync(world, world.Joint, Day(2026, 11, person + 1));
        var (indicator, records) = (Indicator.Find(code)!, new NumberRecords(world.Database.Source, world.Clock));

        List<NumberRecord> seen = [];
        for (int before = -1; before != seen.Count;)
        {
            before = seen.Count;
            await foreach (var record in records.AfterAsync(indicator, world.West, november, before == 0 ? null : seen[^1].Id, 3, default)) seen.Add(record);
        }

        Assert.Equal(7, seen.DistinctBy(r => r.Id).Count());
        Assert.Equal(7, await records.CountAsync(indicator, world.West, november, default));
        Assert.Equal(7, (await ReadAsync(world, world.West, november)).Whole.Values[place]);
        Assert.All(seen, record => Assert.Equal("李*", record.Cells[0]));
    }

    static Task<NumbersPage> ReadAsync(TreeWorld world, Guid union, Month month) => new MonthNumbers(world.Database.Source, world.Clock).ReadAsync(union, month, default);

    internal static async Task JoinAsync(TreeWorld world, Guid union, DateOnly on)
    {
        await using var command = world.Database.Source.CreateCommand(
            """
            INSERT INTO members (id, union_id, state, name, document_kind, document_index, secrets, joined_on, joined_on_stated, belongs_since, form_digest, reported_on)
            VALUES (gen_random_uuid(), $1, 'member', '李明', '居民身份证', gen_random_uuid(), '\x00', $2, true, $2, gen_random_uuid(), $2)
            """).With(union, on);
        await command.ExecuteNonQueryAsync();
    }

    static async Task DoAsync(TreeWorld world, string sql)
    {
        await using var command = world.Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
