using Npgsql;

namespace Waystation.Data;

/// <summary>A backup of one PostgreSQL version read by another.</summary>
[Trait("kind", "long")]
public sealed class BackupVersionsTests : IDisposable
{
    const string Older = "/usr/lib/postgresql/15/bin";

    readonly DirectoryInfo temp = Directory.CreateTempSubdirectory("waystation-versions-");

    public void Dispose() => temp.DeleteWithClusters();

    [Fact]
    public async Task A_house_goes_from_18_to_15_and_back_unchanged()
    {
        Assert.SkipUnless(Directory.Exists(Older), "needs PostgreSQL 15");
        Assert.SkipWhen(Environment.GetEnvironmentVariable("WAYSTATION_PG_BIN") is not null, "needs the embedded PostgreSQL as the first of two");
        await using var house = await ArchiveHouse.WithSomethingInItAsync();
        var clock = new StoppedClock(DateTimeOffset.UnixEpoch);
        await Backup.WriteAsync(house.Database, house.Folder, house.File, clock);

        await using var older = await OlderServer.StartAsync(DataFolder.At(Path.Combine(temp.FullName, "15")));
        await Restore.ReadAsync(DataFolder.At(Path.Combine(temp.FullName, "a")), older.Empty, house.File);
        await using var at15 = new Database(older.Empty);
        await Backup.WriteAsync(at15, DataFolder.At(Path.Combine(temp.FullName, "a")), Path.Combine(temp.FullName, "15.zip"), clock);
        await using var back = await TestDatabase.NewEmptyAsync();
        await Restore.ReadAsync(back.Folder, back.Database.ConnectionString, Path.Combine(temp.FullName, "15.zip"));

        Assert.Equal(await ArchiveHouse.ContentAsync(house.Database), await ArchiveHouse.ContentAsync(at15));
        Assert.Equal(await ArchiveHouse.ContentAsync(house.Database), await ArchiveHouse.ContentAsync(back.Database));
    }

    /// <summary>A private cluster of version 15, held by another process, because which PostgreSQL runs is a matter of the process.</summary>
    sealed class OlderServer(Companion holder, string empty) : IAsyncDisposable
    {
        public string Empty { get; } = empty;

        public static async Task<OlderServer> StartAsync(DataFolder folder)
        {
            Directory.CreateDirectory(folder.Root);
            if (Environment.IsPrivilegedProcess) await Ran.ToEndAsync("chmod", "o+x", Path.GetDirectoryName(folder.Root)!);
            var holder = await Companion.OpenAsync(folder, postgres: Older);
            var door = new NpgsqlConnectionStringBuilder { Host = folder.Cluster, Username = Postmaster.Superuser, Database = "waystation" };
            await using var server = new Database(door.ConnectionString);
            await using var make = server.Source.CreateCommand("CREATE DATABASE restored");
            await make.ExecuteNonQueryAsync();
            door.Database = "restored";
            return new OlderServer(holder, door.ConnectionString);
        }

        public async ValueTask DisposeAsync()
        {
            await holder.LeaveAsync();
            await holder.DisposeAsync();
        }
    }
}
