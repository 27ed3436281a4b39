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
    readonly CancellationTokenSource leaving = new();
    Task watch = Task.CompletedTask;

    Cluster(ClusterSocket socket, string membersFile, FolderLock membership, Postmaster postmaster, PostgresPrograms programs) =>
        (this.socket, this.membersFile, this.membership, this.postmaster, this.programs) = (socket, membersFile, membership, postmaster, programs);

    public string ConnectionString => socket.ConnectionString(DatabaseName, pooling: true);

    string Door => socket.ConnectionString("postgres", pooling: false);

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
            using (await StartingAsync(membersFile, ct))
            {
                var home = await ClusterHome.OfAsync(data, tell);
                joined = new Cluster(ClusterSocket.Of(home), membersFile, membership, new Postmaster(home, settings), await PostgresPrograms.ForAsync(home));
                await joined.RunAsync(home, tell, ct);
            }

            joined.watch = joined.WatchAsync(tell);
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
        await leaving.CancelAsync();
        await watch;
        membership.Dispose();
        using var alone = FolderLock.TryAlone(membersFile);
        if (alone is not null) await postmaster.StopAsync(programs);
        socket.Dispose();
    }

    // A second lock for starting: the first one is shared, and only one process may start the server.
    static Task<FolderLock> StartingAsync(string membersFile, CancellationToken ct) =>
        FolderLock.AloneAsync(Path.ChangeExtension(membersFile, "starting"), ct);

    async Task RunAsync(ClusterHome home, Action<string> tell, CancellationToken ct)
    {
        if (home.Major is null)
        {
            tell(Words.Say("data.making-cluster", home.Folder, programs.Major));
            await postmaster.MakeAsync(programs);
        }

        if (!await postmaster.AnswersAsync(Door, ct)) await postmaster.StartAsync(programs, Door, ct);
        await MakeDatabaseAsync(ct);
    }

    /// <summary>A server that was killed while we live (out of memory, say) is started again; until then pages say that the database is away.</summary>
    async Task WatchAsync(Action<string> tell)
    {
        using var glances = new PeriodicTimer(TimeSpan.FromSeconds(2));
        try
        {
            while (await glances.WaitForNextTickAsync(leaving.Token))
                if (!await socket.IsOpenAsync(leaving.Token)) await StartAgainAsync(tell, leaving.Token);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // We leave: the watch is over.
        }
    }

    async Task StartAgainAsync(Action<string> tell, CancellationToken ct)
    {
        try
        {
            using var starting = await StartingAsync(membersFile, ct);
            if (await postmaster.AnswersAsync(Door, ct)) return;

            tell(Words.Say("data.starting-again"));
            await postmaster.StartAsync(programs, Door, ct);
        }
        catch (Refusal refusal)
        {
            tell(refusal.Sentence.ToString()); // and the next glance tries again
        }
    }

    async Task MakeDatabaseAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(Door);
        await connection.OpenAsync(ct);
        await using var find = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{DatabaseName}'", connection);
        if (await find.ExecuteScalarAsync(ct) is not null) return;

        await using var make = new NpgsqlCommand($"CREATE DATABASE {DatabaseName}", connection);
        await make.ExecuteNonQueryAsync(ct);
    }
}
