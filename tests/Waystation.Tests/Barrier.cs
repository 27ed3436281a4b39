using Npgsql;

namespace Waystation;

/// <summary>Holds statements on one table until as many wait as a race needs: each of them has looked already, none has written yet.</summary>
sealed class Barrier(NpgsqlDataSource source, NpgsqlConnection holding) : IAsyncDisposable
{
    const int Gate = 4_711;

    public static async Task<Barrier> BeforeInsertAsync(NpgsqlDataSource source, string table)
    {
        var holding = await source.OpenConnectionAsync();
        await DoAsync(holding, $"SELECT pg_advisory_lock({Gate})");
        await DoAsync(holding,
            $"""
            CREATE FUNCTION wait_at_the_gate() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock_shared({Gate}); RETURN NULL; END';
            CREATE TRIGGER wait_at_the_gate BEFORE INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION wait_at_the_gate();
            """);
        return new(source, holding);
    }

    public async Task OpenWhenWaitingAsync(int many)
    {
        for (var look = 0; look < 600; look++)
        {
            await using var ask = source.CreateCommand($"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = {Gate} AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
            if ((long)(await ask.ExecuteScalarAsync())! >= many) break;

            await Task.Delay(20);
        }

        await DoAsync(holding, $"SELECT pg_advisory_unlock({Gate})");
    }

    static async Task DoAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => holding.DisposeAsync();
}
