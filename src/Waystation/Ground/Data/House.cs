namespace Waystation.Data;

/// <summary>An installation with its door open: the folder, the running database, the vault and the clock.</summary>
public sealed class House : IAsyncDisposable
{
    House(DataFolder folder, Database database, Vault vault, TimeProvider clock, bool isDemo) =>
        (Folder, Database, Vault, Clock, IsDemo) = (folder, database, vault, clock, isDemo);

    public DataFolder Folder { get; }
    public Database Database { get; }
    public Vault Vault { get; }
    public TimeProvider Clock { get; }

    /// <summary>It was filled with the demo city: its people are invented. It stands in the database, so that no folder or flag can open a real house's messages.</summary>
    public bool IsDemo { get; private set; }

    /// <summary>Starts or joins the folder's own cluster, or connects to <paramref name="db"/>, and brings the schema up to date.</summary>
    public static async Task<House> OpenAsync(DataFolder folder, string? db, Action<string>? tell = null, CancellationToken ct = default)
    {
        var database = await Database.OpenAsync(folder, db, tell, ct);
        try
        {
            return new House(folder, database, await Vault.OpenAsync(folder, database.Source, ct), TimeProvider.System, await IsDemoAsync(database, ct));
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Before the first invented person is put in; a house keeps the mark.</summary>
    public async Task MarkAsDemoAsync(CancellationToken ct = default)
    {
        await using var mark = Database.Source.CreateCommand("INSERT INTO demo_house (made_at) VALUES ($1) ON CONFLICT DO NOTHING");
        mark.Parameters.AddWithValue(Clock.GetUtcNow().UtcDateTime);
        await mark.ExecuteNonQueryAsync(ct);
        IsDemo = true;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    static async Task<bool> IsDemoAsync(Database database, CancellationToken ct)
    {
        await using var ask = database.Source.CreateCommand("SELECT EXISTS (SELECT FROM demo_house)");
        return (bool)(await ask.ExecuteScalarAsync(ct))!;
    }
}
