using Npgsql;
using Waystation.Shared;

namespace Waystation.Data;

public class MigratorTests
{
    static readonly Migration first = Migration.Of(1, "first", "CREATE TABLE first (id int); SELECT pg_sleep(0.2);");
    static readonly Migration second = Migration.Of(7, "second", "CREATE TABLE second (id int)");

    [Fact]
    public async Task A_script_that_was_changed_after_it_ran_is_refused()
    {
        await using var database = await TestDatabase.NewEmptyAsync();
        await new Migrator([first]).RunAsync(database.Source);

        var changed = new Migrator([Migration.Of(1, "first", "CREATE TABLE first (id bigint)"), second]);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => changed.RunAsync(database.Source));
        Assert.Equal(Say.MigrationChanged("0001-first").In(Words.Chinese), refusal.Sentence.In(Words.Chinese));
        Assert.False(await ExistsAsync(database, "second"));
    }

    [Fact]
    public async Task A_database_that_a_newer_program_brought_up_is_refused()
    {
        await using var database = await TestDatabase.NewEmptyAsync();
        await new Migrator([first, second]).RunAsync(database.Source);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => new Migrator([first]).RunAsync(database.Source));

        Assert.Equal("data.database-is-newer", refusal.Sentence.Key);
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_of_itself_and_keeps_those_before()
    {
        await using var database = await TestDatabase.NewEmptyAsync();
        var broken = Migration.Of(8, "broken", "CREATE TABLE third (id int); SELECT 1 / 0;");

        await Assert.ThrowsAsync<PostgresException>(() => new Migrator([second, broken]).RunAsync(database.Source));

        Assert.True(await ExistsAsync(database, "second"));
        Assert.False(await ExistsAsync(database, "third"));
    }

    [Fact]
    public async Task Line_ends_of_another_system_are_the_same_script()
    {
        await using var database = await TestDatabase.NewEmptyAsync();
        await new Migrator([Migration.Of(1, "first", "CREATE TABLE\r\nfirst (id int)")]).RunAsync(database.Source);

        await new Migrator([Migration.Of(1, "first", "CREATE TABLE\nfirst (id int)")]).RunAsync(database.Source);
    }

    [Fact]
    public async Task A_lower_number_that_arrives_later_still_runs()
    {
        await using var database = await TestDatabase.NewEmptyAsync();
        await new Migrator([second]).RunAsync(database.Source);

        await new Migrator([first, second]).RunAsync(database.Source);

        Assert.True(await ExistsAsync(database, "first"));
    }

    [Fact]
    public async Task However_many_start_at_once_each_script_runs_once()
    {
        await using var database = await TestDatabase.NewEmptyAsync();

        // Each would fail on "CREATE TABLE" if it ran a second time.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new Migrator([first, second]).RunAsync(database.Source)));

        Assert.True(await ExistsAsync(database, "first"));
        Assert.True(await ExistsAsync(database, "second"));
    }

    static async Task<bool> ExistsAsync(TestDatabase database, string table)
    {
        await using var command = database.Source.CreateCommand("SELECT to_regclass($1) IS NOT NULL");
        command.Parameters.AddWithValue(table);
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
