using Npgsql;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>
/// A data folder's own PostgreSQL, shared by every process that uses the folder: the first one starts it, later ones adopt it,
/// the last to leave stops it. Who is there is known by a shared lock, which the kernel takes back from the killed, too.
/// </summary>
sealed class Cluster : IAsyncDisposable
{
    const string DatabaseName = "waystation";

    readonly ClusterSocket socket;
    readonly string membersFile;
    readonly FolderLock membership;
    readonly Postmaster postmaster;
    readonly PostgresPrograms programs;

    Cluster(ClusterSocket socket, string membersFile, FolderLock membership, Postmaster postmaster, PostgresPrograms programs) =>
        (this.socket, this.membersFile, this.membership, this.postmaster, this.programs) = (socket, membersFile, membership, postmaster, programs);

    public string ConnectionString => socket.ConnectionString(DatabaseName, pooling: true);

    /// <summary>Joins the folder's cluster, making and starting it where needed. Throws <see cref="Refusal"/> when that cannot be.</summary>
    public static async Task<Cluster> JoinAsync(DataFolder data, ClusterSettings settings, Action<string> tell, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows()) throw new Refusal(Say.NoPrivateClusterHere);
        Directory.CreateDirectory(data.Root);

        var membersFile = Path.Combine(data.Root, "cluster.lock");
        var membership = await FolderLock.SharedAsync(membersFile, ct);
        Cluster? joined = null;
        try
        {
            // A second lock for starting: the first one is shared, and only one process may start the server.
            using var starting = await FolderLock.AloneAsync(Path.Combine(data.Root, "cluster.starting"), ct);
            var home = await ClusterHome.OfAsync(data, tell);
            joined = new Cluster(ClusterSocket.Of(home), membersFile, membership, new Postmaster(home, settings), await PostgresPrograms.ForAsync(home));
            await joined.RunAsync(home, tell, ct);
            return joined;
        }
        catch
        {
            if (joined is null) membership.Dispose();
            else await joined.DisposeAsync();
            throw;
        }
    }

    /// <summary>Leaves; whoever then gets the lock alone was the last and stops the server. Two who leave at once cannot both fail.</summary>
    public async ValueTask DisposeAsync()
    {
        membership.Dispose();
        using var alone = FolderLock.TryAlone(membersFile);
        if (alone is not null) await postmaster.StopAsync(programs);
        socket.Dispose();
    }

    async Task RunAsync(ClusterHome home, Action<string> tell, CancellationToken ct)
    {
        var door = socket.ConnectionString("postgres", pooling: false);
        if (home.Major is null)
        {
            tell(Words.Say("data.making-cluster", home.Folder, programs.Major));
            await postmaster.MakeAsync(programs);
        }

        if (!await postmaster.AnswersAsync(door, ct)) await postmaster.StartAsync(programs, door, ct);
        await MakeDatabaseAsync(door, ct);
    }

    static async Task MakeDatabaseAsync(string door, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(door);
        await connection.OpenAsync(ct);
        await using var find = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{DatabaseName}'", connection);
        if (await find.ExecuteScalarAsync(ct) is not null) return;

        await using var make = new NpgsqlCommand($"CREATE DATABASE {DatabaseName}", connection);
        await make.ExecuteNonQueryAsync(ct);
    }
}
