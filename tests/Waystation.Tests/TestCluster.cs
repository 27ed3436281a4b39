using Waystation.Data;

[assembly: AssemblyFixture(typeof(Waystation.TestCluster))]

namespace Waystation;

/// <summary>
/// The one PostgreSQL of a test run, started when the first test asks for it. Its disk may forget (nothing is synced): no test of it survives a crash.
/// <c>WAYSTATION_TEST_PG=15</c> takes Debian's version 15 instead of the embedded one.
/// </summary>
public sealed class TestCluster : IAsyncDisposable
{
    const string Prefix = "waystation-tests-";
    const long RoomNeeded = 3L << 30;

    internal static readonly ClusterSettings Forgetful = ClusterSettings.OfAHouse.But(
        ("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off"), ("shared_buffers", "128MB"), ("max_connections", "200"),
        ("autovacuum", "off"), ("logging_collector", "off")) with { InitDb = ["--no-sync"] };

    static readonly Lazy<Task<TestCluster>> shared = new(StartAsync);

    readonly DirectoryInfo folder;
    readonly Cluster cluster;

    // Made by xunit for the run's end; the cluster itself is made on first use.
    public TestCluster() => (folder, cluster) = (null!, null!);

    /// <summary>In memory where there is room: a new database, one for each test, is copied there in 15 ms instead of 100.</summary>
    static string Base { get; } =
        new DriveInfo("/dev/shm") is { IsReady: true, DriveFormat: "tmpfs", AvailableFreeSpace: > RoomNeeded } memory ? memory.Name : Path.GetTempPath();

    TestCluster(DirectoryInfo folder, Cluster cluster) => (this.folder, this.cluster) = (folder, cluster);

    internal static async Task<string> ConnectionStringAsync() => (await shared.Value).cluster.ConnectionString;

    /// <summary>Goes with the run, whatever the tests leave in it.</summary>
    internal static async Task<string> FolderAsync() => (await shared.Value).folder.FullName;

    /// <summary>The program finds PostgreSQL by this variable, in this process and in those that tests start.</summary>
    [System.Runtime.CompilerServices.ModuleInitializer]
    internal static void ChoosePostgres()
    {
        if (Environment.GetEnvironmentVariable("WAYSTATION_TEST_PG") is { Length: > 0 } version and not "embedded")
            Environment.SetEnvironmentVariable("WAYSTATION_PG_BIN", $"/usr/lib/postgresql/{version}/bin");
    }

    public async ValueTask DisposeAsync()
    {
        if (!shared.IsValueCreated) return;

        var started = await shared.Value;
        await started.cluster.DisposeAsync();
        started.folder.DeleteWithClusters();
    }

    static async Task<TestCluster> StartAsync()
    {
        foreach (var old in Directory.CreateDirectory(Base).GetDirectories(Prefix + "*")) await SweepAsync(old);

        var folder = Directory.CreateDirectory(Path.Combine(Base, Prefix + Path.GetRandomFileName()));
        var cluster = await Cluster.JoinAsync(DataFolder.At(folder.FullName), Forgetful, _ => { }, CancellationToken.None);
        return new TestCluster(folder, cluster);
    }

    /// <summary>A killed test run leaves its cluster behind; its lock tells that nobody is there.</summary>
    static async Task SweepAsync(DirectoryInfo old)
    {
        var membersFile = Path.Combine(old.FullName, "cluster.lock");
        if (!File.Exists(membersFile)) return;

        using (var alone = FolderLock.TryAlone(membersFile))
            if (alone is null) return;
        await (await Cluster.JoinAsync(DataFolder.At(old.FullName), Forgetful, _ => { }, CancellationToken.None)).DisposeAsync();
        old.Delete(recursive: true);
    }
}
