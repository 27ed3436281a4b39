namespace Waystation.Architecture;

/// <summary>The working copy that the tests were built from.</summary>
static class Checkout
{
    public static readonly string Root = FindRoot(AppContext.BaseDirectory);

    public static readonly string Program = Path.Combine(Root, "src", "Waystation");

    /// <summary>Debug or Release, from …/bin/Release/net10.0/.</summary>
    public static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    static readonly string[] notOurs = ["bin", "obj", "artifacts", "node_modules", "data", ".git", "vendor"];

    public static string Relative(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');

    /// <summary>Everything people wrote, as (path from the root, lines); without what was built, fetched or vendored.</summary>
    public static IEnumerable<(string Path, string[] Lines)> Files(params string[] endings) =>
        Walk(Root)
            .Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)))
            .Select(f => (Relative(Root, f), File.ReadAllLines(f)));

    static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder).Where(d => !notOurs.Contains(Path.GetFileName(d))).SelectMany(Walk));

    static string FindRoot(string from) =>
        File.Exists(Path.Combine(from, "Waystation.slnx")) ? from : FindRoot(Path.GetDirectoryName(from) ?? throw new DirectoryNotFoundException("Waystation.slnx"));
}
