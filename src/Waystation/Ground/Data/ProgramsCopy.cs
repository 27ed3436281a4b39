using System.Text.Json;

#pragma warning disable CA1416 // File modes: Cluster.JoinAsync has already turned Windows away.

namespace Waystation.Data;

/// <summary>
/// npm's PostgreSQL made ready to run: packages cannot hold links, so they come as a list that an install script would follow.
/// We install without scripts and follow it here; a folder that is read-only, or closed to PostgreSQL's user, is copied first.
/// </summary>
static class ProgramsCopy
{
    sealed record Link(string Source, string Target);

    /// <summary>Makes the links that are missing; false where the folder does not let us.</summary>
    public static bool LinksStand(string bin)
    {
        var native = Path.GetDirectoryName(bin)!;
        try
        {
            foreach (var link in LinksOf(native)) Make(Path.Combine(Path.GetDirectoryName(native)!, link.Target), Path.GetFileName(link.Source));
            return true;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    /// <summary>The <c>bin</c> of a copy beside the cluster, made anew when the original has changed.</summary>
    public static string Beside(ClusterHome home, string bin)
    {
        var copy = Path.Combine(home.Beside, "postgres", "native");
        var (server, copied) = (new FileInfo(Path.Combine(bin, "postgres")), new FileInfo(Path.Combine(copy, "bin", "postgres")));
        if (!copied.Exists || copied.Length != server.Length || copied.LastWriteTimeUtc != server.LastWriteTimeUtc)
        {
            if (Directory.Exists(copy)) Directory.Delete(copy, recursive: true);
            Copy(Path.GetDirectoryName(bin)!, copy);
        }

        var copiedBin = Path.Combine(copy, "bin");
        LinksStand(copiedBin);
        return copiedBin;
    }

    static Link[] LinksOf(string native)
    {
        var list = Path.Combine(native, "pg-symlinks.json");
        return File.Exists(list) ? JsonSerializer.Deserialize<Link[]>(File.ReadAllText(list), JsonSerializerOptions.Web)! : [];
    }

    static void Make(string path, string pointsTo)
    {
        if (File.Exists(path)) return;

        try
        {
            File.CreateSymbolicLink(path, pointsTo);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another start made the same link between our look and our try.
        }
    }

    static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        File.SetUnixFileMode(Path.GetDirectoryName(to)!, (UnixFileMode)0b111_101_101);
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, folder));
            Directory.CreateDirectory(target);
            File.SetUnixFileMode(target, (UnixFileMode)0b111_101_101);
            foreach (var file in Directory.GetFiles(folder).Where(f => new FileInfo(f).LinkTarget is null))
            {
                var copied = Path.Combine(target, Path.GetFileName(file));
                File.Copy(file, copied, overwrite: true);
                File.SetUnixFileMode(copied, File.GetUnixFileMode(file) | (UnixFileMode)0b100_100_100);
            }
        }
    }
}
