using Npgsql;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>A server that somebody else runs, named with --db.</summary>
public sealed class DatabaseServerTests
{
    static readonly DataFolder nowhere = DataFolder.At("/nonexistent");

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=waystation;Password=geheim", "data.server-away")]
    [InlineData("Host=/nonexistent;Username=waystation", "data.server-away")]
    [InlineData("postgres://localhost/waystation", "data.not-a-connection-string")]
    [InlineData("Database=waystation", "data.not-a-connection-string")]
    [InlineData("Host=localhost;Port=many", "data.not-a-connection-string")]
    public async Task A_server_that_cannot_be_reached_is_named_without_its_password(string db, string key)
    {
        var refusal = await Assert.ThrowsAsync<Refusal>(() => Database.OpenAsync(nowhere, db));

        Assert.Equal(key, refusal.Sentence.Key);
        Assert.DoesNotContain("geheim", refusal.Sentence.In(Words.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_the_server_does_not_have_is_named()
    {
        await using var database = await TestDatabase.NewEmptyAsync();
        var missing = new NpgsqlConnectionStringBuilder(database.Database.ConnectionString) { Database = "missing" }.ConnectionString;

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Database.OpenAsync(nowhere, missing));

        Assert.Equal("data.no-such-database", refusal.Sentence.Key);
        Assert.Contains("/missing", refusal.Sentence.In(Words.English), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_database_of_a_server_gets_the_whole_schema()
    {
        await using var empty = await TestDatabase.NewEmptyAsync();

        await using var database = await Database.OpenAsync(nowhere, empty.Database.ConnectionString);

        await using var connection = await database.Source.OpenConnectionAsync();
        Assert.Equal(Migration.OfThisProgram.Select(m => m.Number), (await Migrator.AppliedAsync(connection, default)).Keys.Order());
    }
}
