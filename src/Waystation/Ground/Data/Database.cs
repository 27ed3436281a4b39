using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>The open database of a house: its own cluster, or a server that somebody else runs.</summary>
public sealed class Database : IAsyncDisposable
{
    const int OldestMajor = 15;

    readonly Cluster? cluster;
    readonly DbContextOptions<WaystationDb> options;

    internal Database(string connectionString, Cluster? cluster = null)
    {
        (ConnectionString, this.cluster) = (connectionString, cluster);
        Source = NpgsqlDataSource.Create(connectionString);
        options = new DbContextOptionsBuilder<WaystationDb>().UseNpgsql(Source).Options;
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>May hold a password; never to be shown or logged.</summary>
    public string ConnectionString { get; }

    /// <summary>
    /// Starts or adopts the private cluster of <paramref name="folder"/>, or with <paramref name="db"/> (Npgsql's connection string)
    /// uses that server instead; then brings the schema up to this program. Throws <see cref="Refusal"/> with what stands in the way.
    /// </summary>
    public static async Task<Database> OpenAsync(DataFolder folder, string? db, Action<string>? tell = null, CancellationToken ct = default)
    {
        var database = await ConnectAsync(folder, db, tell, ct);
        try
        {
            await Migrator.OfThisProgram.RunAsync(database.Source, ct);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Shows everything: for commands and jobs.</summary>
    public WaystationDb NewContext() => new(options);

    /// <summary>Shows what lies within a reach, and knows who acts.</summary>
    public WaystationDb NewContext(Reach reach, Actor by) => new(options) { Reach = reach, By = by };

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (cluster is not null) await cluster.DisposeAsync();
    }

    /// <summary>As <see cref="OpenAsync"/>, with the schema left as it is found.</summary>
    internal static async Task<Database> ConnectAsync(DataFolder folder, string? db, Action<string>? tell, CancellationToken ct)
    {
        if (db is not null) return await ToServerAsync(db, ct);

        var cluster = await Cluster.JoinAsync(folder, ClusterSettings.OfAHouse, tell ?? (_ => { }), ct);
        return new Database(cluster.ConnectionString, cluster);
    }

    static async Task<Database> ToServerAsync(string db, CancellationToken ct)
    {
        var address = Address(db);
        var database = new Database(db);
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(ct);
            Rule.Require(connection.PostgreSqlVersion.Major >= OldestMajor, Say.ServerTooOld(connection.ServerVersion, OldestMajor));
            return database;
        }
        catch (NpgsqlException e)
        {
            await database.DisposeAsync();
            throw new Refusal(WhyNot(e, address), e);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Host, port and database: all of a connection string that may be said aloud.</summary>
    static string Address(string db)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(db);
            Rule.Require(parts.Host is { Length: > 0 }, Say.NotAConnectionString);
            return $"{parts.Host}:{parts.Port}/{parts.Database ?? parts.Username}";
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new Refusal(Say.NotAConnectionString, e);
        }
    }

    static Sentence WhyNot(NpgsqlException e, string address) => e.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => Say.ServerRefusesLogin(address),
        PostgresErrorCodes.InvalidCatalogName => Say.NoSuchDatabase(address),
        _ => Say.ServerAway(address, e.Message),
    };
}
