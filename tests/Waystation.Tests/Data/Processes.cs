using System.Diagnostics;
using System.Globalization;

namespace Waystation.Data;

/// <summary>PostgreSQL's processes as Linux shows them.</summary>
static class Processes
{
    /// <summary>All that stand in the folder's cluster; dead ones that nobody has buried yet do not.</summary>
    public static IEnumerable<int> In(DataFolder folder)
    {
        var cluster = new DirectoryInfo(folder.Cluster).LinkTarget ?? folder.Cluster;
        return Directory.GetDirectories("/proc")
            .Where(process => new DirectoryInfo($"{process}/cwd").LinkTarget == cluster)
            .Select(process => int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture));
    }

    public static int? Postmaster(DataFolder folder)
    {
        var file = Path.Combine(folder.Cluster, "postmaster.pid");
        if (!File.Exists(file) || !int.TryParse(File.ReadLines(file).FirstOrDefault(), out var id)) return null;

        return In(folder).Contains(id) ? id : null;
    }

    public static int SessionOf(int id) =>
        int.Parse(File.ReadAllText($"/proc/{id}/stat").Split(") ")[1].Split(' ')[3], CultureInfo.InvariantCulture);

    /// <summary>kill -9.</summary>
    public static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }
}
