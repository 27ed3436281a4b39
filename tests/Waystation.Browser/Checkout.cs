namespace Waystation.Browser;

/// <summary>Where things are in the working copy; <c>./test browser</c> names the program and the browser.</summary>
static class Checkout
{
    public static readonly string Root = FindRoot(AppContext.BaseDirectory);

    public static string Program => Named("WAYSTATION_PROGRAM") ?? Path.Combine(Root, "src/Waystation/bin/Debug/net10.0/Waystation.dll");

    public static string Chromium => Named("WAYSTATION_CHROMIUM") ?? "/usr/bin/chromium";

    /// <summary>The address on line 1 of every page in the source.</summary>
    public static IEnumerable<string> Addresses() =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, "src", "Waystation"), "*.cshtml", SearchOption.AllDirectories)
        where !Path.GetFileName(file).StartsWith('_')
        let first = File.ReadLines(file).First()
        select first[(first.IndexOf('"', StringComparison.Ordinal) + 1)..first.LastIndexOf('"')];

    public static string Screenshot(string name) => Path.Combine(Root, "artifacts", "screenshots", $"{name}.png");

    static string? Named(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    static string FindRoot(string from) =>
        File.Exists(Path.Combine(from, "Waystation.slnx")) ? from : FindRoot(Path.GetDirectoryName(from) ?? throw new DirectoryNotFoundException("Waystation.slnx"));
}
