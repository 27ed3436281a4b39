using Waystation.Shared;

#pragma warning disable CA1416 // File modes: Cluster.JoinAsync has already turned Windows away.

namespace Waystation.Data;

/// <summary>Where a folder's cluster really lies, and who it belongs to.</summary>
/// <param name="Folder">PostgreSQL's data directory, the link followed.</param>
/// <param name="Beside">The folder it lies in; copied programs and the server's start log go there.</param>
sealed record ClusterHome(string Folder, string Beside, ClusterUser User)
{
    const string ForHiddenFolders = "/var/lib/waystation";

    /// <summary>The PostgreSQL version that made this cluster; null where there is none yet.</summary>
    public int? Major => File.Exists(VersionFile) ? int.Parse(File.ReadAllText(VersionFile)) : null;

    string VersionFile => Path.Combine(Folder, "PG_VERSION");

    public static async Task<ClusterHome> OfAsync(DataFolder data, Action<string> tell)
    {
        var user = await ClusterUser.OfAsync(data.Cluster);
        if (user.Uid is not null) await LetPassAsync(data, user, tell);

        var cluster = new DirectoryInfo(data.Cluster).LinkTarget ?? data.Cluster;
        var home = new ClusterHome(cluster, Path.GetDirectoryName(cluster)!, user);
        home.RequireOurs();
        return home;
    }

    /// <summary>
    /// PostgreSQL's user must be able to reach its folder. The data folder itself is opened for passing through (keys and uploads
    /// stay closed); the folders above it are not ours to open, so below a closed one (/root) the cluster moves out and a link stays.
    /// </summary>
    static async Task LetPassAsync(DataFolder data, ClusterUser user, Action<string> tell)
    {
        if (new DirectoryInfo(data.Cluster) is { LinkTarget: not null } or { Exists: true }) return;

        File.SetUnixFileMode(data.Root, File.GetUnixFileMode(data.Root) | UnixFileMode.OtherExecute);
        if (await user.CanPassThroughAsync(data.Root)) return;

        var outside = Path.Combine(ForHiddenFolders, Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(outside);
        Directory.CreateSymbolicLink(data.Cluster, Path.Combine(outside, "cluster"));
        tell(Words.Say("data.cluster-elsewhere", data.Root, outside));
    }

    void RequireOurs()
    {
        try
        {
            if (Directory.Exists(Folder)) _ = Major;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new Refusal(Say.ClusterOfAnotherUser(Folder), e);
        }
    }
}
