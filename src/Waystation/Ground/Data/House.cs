namespace Waystation.Data;

/// <summary>An installation with its door open: the folder, the running database, the vault and the clock.</summary>
public sealed class House : IAsyncDisposable
{
    House(DataFolder folder, Database database, Vault vault, TimeProvider clock) =>
        (Folder, Database, Vault, Clock) = (folder, database, vault, clock);

    public DataFolder Folder { get; }
    public Database Database { get; }
    public Vault Vault { get; }
    public TimeProvider Clock { get; }

    /// <summary>Starts or joins the folder's own cluster, or connects to <paramref name="db"/>, and brings the schema up to date.</summary>
    public static async Task<House> OpenAsync(DataFolder folder, string? db, Action<string>? tell = null, CancellationToken ct = default)
    {
        var database = await Database.OpenAsync(folder, db, tell, ct);
        try
        {
            return new House(folder, database, await Vault.OpenAsync(folder, database.Source, ct), TimeProvider.System);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
