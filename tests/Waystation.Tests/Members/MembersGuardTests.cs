using Npgsql;
using static Waystation.Members.MemberWorld;

namespace Waystation.Members;

/// <summary>What a foreign key would do for the union and the import that members name, done once a statement.</summary>
public class MembersGuardTests
{
    [Theory]
    [InlineData("UPDATE members SET union_id = gen_random_uuid()")]
    [InlineData("UPDATE members SET reported_by_run = gen_random_uuid()")]
    [InlineData("DELETE FROM import_runs")]
    [InlineData("UPDATE import_runs SET id = gen_random_uuid()")]
    [InlineData("DELETE FROM unions WHERE kind = 'unit-shell'")]
    [InlineData("UPDATE unions SET id = gen_random_uuid() WHERE kind = 'unit-shell'")]
    [InlineData("INSERT INTO members (id, union_id, state, name, document_kind, document_index, secrets, joined_on, joined_on_stated, form_digest, reported_on) SELECT gen_random_uuid(), gen_random_uuid(), 'member', '李明', 'passport', gen_random_uuid(), '', '2026-01-01', true, gen_random_uuid(), '2026-01-01'")]
    public async Task Nobody_names_what_is_not_there(string sql)
    {
        await using var world = await NewAsync();
        await world.ImportAsync(Row(1), Row(2));

        var broken = await Assert.ThrowsAsync<PostgresException>(() => world.ExecuteAsync(sql));

        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, broken.SqlState);
        Assert.Equal(2, await world.CountAsync("members JOIN unions u ON u.id = union_id JOIN import_runs r ON r.id = reported_by_run"));
    }

    /// <summary>Whoever deletes a union waits for the import that is placing people there, and then finds them.</summary>
    [Fact]
    public async Task A_union_is_not_deleted_under_an_import()
    {
        await using var world = await NewAsync();
        await world.ImportAsync(Row(1));
        var empty = await world.UnionAsync("grassroots", "空工会", await world.IdOfAsync(Spring));

        await SecondWaitsAndIsRefusedAsync(world, $"UPDATE members SET union_id = '{empty}'", $"DELETE FROM unions WHERE id = '{empty}'");
    }

    /// <summary>The other order: whoever would name it waits for the deletion, and then finds nothing.</summary>
    [Fact]
    public async Task Nobody_names_an_import_that_is_being_deleted()
    {
        await using var world = await NewAsync();
        await world.ImportAsync(Row(1));
        var empty = Guid.CreateVersion7();
        await world.ExecuteAsync("INSERT INTO import_runs (id, kind, file_name, file_hash, workbook, started_at) VALUES ($1, 'existing', '', decode(repeat('00', 32), 'hex'), false, now())", empty);

        await SecondWaitsAndIsRefusedAsync(world, $"DELETE FROM import_runs WHERE id = '{empty}'", $"UPDATE members SET reported_by_run = '{empty}'");
    }

    static async Task SecondWaitsAndIsRefusedAsync(MemberWorld world, string first, string second)
    {
        await using var connection = await world.Database.Source.OpenConnectionAsync();
        await using var begun = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand(first, connection)) await command.ExecuteNonQueryAsync();

        var waiting = world.ExecuteAsync(second);
        await Task.WhenAny(waiting, Task.Delay(300));
        Assert.False(waiting.IsCompleted);
        await begun.CommitAsync();

        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, (await Assert.ThrowsAsync<PostgresException>(() => waiting)).SqlState);
    }
}
