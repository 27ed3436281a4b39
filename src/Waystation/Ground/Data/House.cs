using Npgsql;

namespace Waystation.Data;

/// <summary>An installation with its door open: the folder, the running database, the vault and the clock.</summary>
public sealed class House : IAsyncDisposable
{
    House(DataFolder folder, Database database, Vault vault, TimeProvider clock, DemoMark? demo) =>
        (Folder, Database, Vault, Clock, Demo) = (folder, database, vault, clock, demo);

    public DataFolder Folder { get; }
    public Database Database { get; }
    public Vault Vault { get; }
    public TimeProvider Clock { get; }

    /// <summary>None in a real house.</summary>
    public DemoMark? Demo { get; private set; }

    /// <summary>Its people are invented. It stands in the database, so that no folder or flag can open a real house's messages.</summary>
    public bool IsDemo => Demo is not null;

    /// <summary>Starts or joins the folder's own cluster, or connects to <paramref name="db"/>, and brings the schema up to date.</summary>
    public static async Task<House> OpenAsync(DataFolder folder, string? db, Action<string>? tell = null, CancellationToken ct = default)
    {
        var database = await Database.OpenAsync(folder, db, tell, ct);
        try
        {
            return new House(folder, database, await Vault.OpenAsync(folder, database.Source, ct), TimeProvider.System, await DemoAsync(database.Source, ct));
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Before the first invented person is put in; a house keeps the mark, and one in which anything stands is refused it.</summary>
    /// <param name="beginsAt">None: now.</param>
    public async Task MarkAsDemoAsync(string size = "full", DateTimeOffset? beginsAt = null, CancellationToken ct = default)
    {
        try
        {
            await using var mark = Database.Source.CreateCommand("INSERT INTO demo_house (made_at, size) VALUES ($1, $2) ON CONFLICT DO NOTHING");
            mark.Parameters.AddWithValue((beginsAt ?? Clock.GetUtcNow()).UtcDateTime);
            mark.Parameters.AddWithValue(size);
            await mark.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException broken) when (DatabaseRule.IsBrokenBy(broken))
        {
            throw DatabaseRule.Refusal(broken);
        }

        await LookAgainAsync(ct);
    }

    /// <summary>Everything the demo is to hold stands: from now on it may be shown.</summary>
    public async Task FinishDemoAsync(CancellationToken ct = default)
    {
        await using var finish = Database.Source.CreateCommand("UPDATE demo_house SET finished_at = $1 WHERE finished_at IS NULL");
        finish.Parameters.AddWithValue(Clock.GetUtcNow().UtcDateTime);
        await finish.ExecuteNonQueryAsync(ct);
        await LookAgainAsync(ct);
    }

    /// <summary>Another program may have marked or finished it meanwhile.</summary>
    public async Task LookAgainAsync(CancellationToken ct = default) => Demo = await DemoAsync(Database.Source, ct);

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    static async Task<DemoMark?> DemoAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var ask = source.CreateCommand("SELECT made_at, size, finished_at IS NOT NULL FROM demo_house");
        await using var row = await ask.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? new DemoMark(row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), row.GetBoolean(2)) : null;
    }
}
