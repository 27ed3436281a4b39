using Npgsql;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>
/// Brings a schema up to the program, script by script, each in one transaction with its record. However many nodes start at once,
/// a transaction-level lock (which also holds behind a transaction-mode pooler) lets each script run once.
/// </summary>
sealed class Migrator(IReadOnlyList<Migration> scripts)
{
    const long Lock = 0x5741_5953_4D49_4752; // "WAYSMIGR": any number that nobody else locks

    public static readonly Migrator OfThisProgram = new(Migration.OfThisProgram);

    /// <summary>Refuses where the database knows a script that the program does not, or knows it with another text.</summary>
    public async Task RunAsync(NpgsqlDataSource source, CancellationToken ct = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var more = true;
        while (more)
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            more = await RunNextAsync(connection, ct);
            await transaction.CommitAsync(ct);
        }
    }

    /// <summary>Inside the caller's transaction: all scripts that <paramref name="wanted"/> allows and the database lacks.</summary>
    public async Task RunWithinAsync(NpgsqlConnection connection, Predicate<Migration> wanted, CancellationToken ct)
    {
        var chosen = new Migrator([.. scripts.Where(s => wanted(s))]);
        while (await chosen.RunNextAsync(connection, ct))
        {
        }
    }

    /// <summary>What the database says was run on it: number to name and hash.</summary>
    public static async Task<Dictionary<int, (string Name, string Sha256)>> AppliedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var applied = new Dictionary<int, (string, string)>();
        await using var ask = new NpgsqlCommand("SELECT number, name, sha256 FROM schema_migrations", connection);
        await using var rows = await ask.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) applied.Add(rows.GetInt32(0), (rows.GetString(1), rows.GetString(2)));
        return applied;
    }

    async Task<bool> RunNextAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({Lock})", ct);
        await ExecuteAsync(connection, """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                number int PRIMARY KEY,
                name text NOT NULL,
                sha256 text NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now())
            """, ct);
        var applied = await AppliedAsync(connection, ct);
        RequireKnown(applied);

        // Not "the ones after the last": while the house is built, a lower number may arrive later.
        if (scripts.FirstOrDefault(s => !applied.ContainsKey(s.Number)) is not { } next) return false;

        await ExecuteAsync(connection, next.Sql, ct);
        await RecordAsync(connection, next, ct);
        return true;
    }

    void RequireKnown(Dictionary<int, (string Name, string Sha256)> applied)
    {
        foreach (var (number, (name, sha256)) in applied)
        {
            var script = scripts.FirstOrDefault(s => s.Number == number);
            Rule.Require(script is not null, Say.DatabaseIsNewer($"{number:0000}-{name}"));
            Rule.Require(script!.Sha256 == sha256, Say.MigrationChanged($"{number:0000}-{name}"));
        }
    }

    static async Task RecordAsync(NpgsqlConnection connection, Migration done, CancellationToken ct)
    {
        await using var record = new NpgsqlCommand("INSERT INTO schema_migrations (number, name, sha256) VALUES ($1, $2, $3)", connection);
        foreach (object value in new object[] { done.Number, done.Name, done.Sha256 }) record.Parameters.Add(new() { Value = value });
        await record.ExecuteNonQueryAsync(ct);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        // Without a limit: a step over a million members may take minutes, and a second node waits for it here.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
