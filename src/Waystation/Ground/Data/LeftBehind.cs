using System.Globalization;

namespace Waystation.Data;

/// <summary>
/// What a killed postmaster can leave: backends still at work in the folder (one was seen to survive for 15 s), and a
/// <c>postmaster.pid</c> whose number now belongs to a zombie or to another program. Linux only, by /proc; elsewhere the start is retried.
/// </summary>
static class LeftBehind
{
    /// <summary>Only to be called by the one process that holds the start lock, after nobody answered on the socket.</summary>
    public static async Task ClearAsync(string clusterFolder)
    {
        if (!OperatingSystem.IsLinux()) return;

        var cluster = (await Ran.ToEndAsync("realpath", clusterFolder)).Output.TrimEnd('\n');
        if (PostmasterLives(cluster)) return;

        while (Orphans(cluster) is { Count: > 0 } orphans)
        {
            foreach (var orphan in orphans) End(orphan);
            await Task.Delay(20);
        }

        // The file is also PostgreSQL's own guard against surviving backends: it goes only now that none is left. The socket's
        // lock holds the same number, and a server that was killed may stay a zombie by that number.
        File.Delete(PidFile(cluster));
        File.Delete(Path.Combine(cluster, ClusterSocket.LockFileName));
    }

    static List<int> Orphans(string cluster) =>
        [.. Directory.GetDirectories("/proc").Where(process => WorksIn(process, cluster)).Select(process => int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture))];

    static bool PostmasterLives(string cluster) =>
        File.Exists(PidFile(cluster)) && File.ReadLines(PidFile(cluster)).FirstOrDefault() is { } pid && WorksIn($"/proc/{pid.Trim()}", cluster);

    static string PidFile(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>Every process of a cluster stands in its folder; a zombie stands nowhere.</summary>
    static bool WorksIn(string process, string cluster)
    {
        try
        {
            return new DirectoryInfo($"{process}/cwd").LinkTarget == cluster && File.ReadAllText($"{process}/comm").StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // ended meanwhile, or another user's: not of our cluster
        }
    }

    static void End(int id)
    {
        try
        {
            using var orphan = System.Diagnostics.Process.GetProcessById(id);
            orphan.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It ended by itself.
        }
    }
}
