using System.Text.RegularExpressions;

namespace Waystation.Browser;

/// <summary>Where things are in the working copy; <c>./test browser</c> names the program and the browser.</summary>
static partial class Checkout
{
    public static readonly string Root = FindRoot(AppContext.BaseDirectory);

    public static string Program => Named("WAYSTATION_PROGRAM") ?? Path.Combine(Root, "src/Waystation/bin/Debug/net10.0/Waystation.dll");

    public static string Chromium => Named("WAYSTATION_CHROMIUM") ?? "/usr/bin/chromium";

    /// <summary>The address on line 1 of every page in the source, and the class that says whom it is for: <c>Everyone</c>, <c>SignedIn</c>, <c>Workers</c> or a right of staff.</summary>
    public static IReadOnlyDictionary<string, string> Pages { get; } =
        (from file in Directory.EnumerateFiles(Path.Combine(Root, "src", "Waystation"), "*.cshtml", SearchOption.AllDirectories)
         where !Path.GetFileName(file).StartsWith('_')
         let first = File.ReadLines(file).First()
         select (Address: first[(first.IndexOf('"', StringComparison.Ordinal) + 1)..first.LastIndexOf('"')], Class: ClassOf(file)))
        .ToDictionary(page => page.Address, page => page.Class);

    public static bool WantsPictures { get; } = Environment.GetEnvironmentVariable("WAYSTATION_PICTURES") is { Length: > 0 };

    public static string Screenshot(string name) => Path.Combine(Root, "artifacts", "screenshots", $"{name}.png");

    static string ClassOf(string page)
    {
        var said = RouteClass().Match(File.ReadAllText(page) + ModelOf(page));
        return said.Groups[2] is { Success: true, Value: var right } ? right : said.Success ? said.Groups[1].Value : throw new InvalidDataException($"{page} says for nobody whom it is for");
    }

    /// <summary>What stands behind the page: in its own file, or from its attributes on in the one that it shares with another page.</summary>
    static string ModelOf(string page)
    {
        if (File.Exists($"{page}.cs")) return File.ReadAllText($"{page}.cs");
        if (File.ReadLines(page).FirstOrDefault(line => line.StartsWith("@model ", StringComparison.Ordinal)) is not { } named) return "";
        var model = named.Split('.', ' ')[^1];
        return string.Concat(Directory.EnumerateFiles(Path.GetDirectoryName(page)!, "*.cs").Select(File.ReadAllText).SelectMany(text => Regex.Split(text, @"(?<=^\})", RegexOptions.Multiline))
            .Where(part => part.Contains($"class {model}(", StringComparison.Ordinal) || part.Contains($"class {model} ", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"\[For(Everyone|SignedIn|Workers|Staff\(Right\.(\w+)(?:, toRead: Right\.(\w+))?\))\]")]
    private static partial Regex RouteClass();

    static string? Named(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    static string FindRoot(string from) =>
        File.Exists(Path.Combine(from, "Waystation.slnx")) ? from : FindRoot(Path.GetDirectoryName(from) ?? throw new DirectoryNotFoundException("Waystation.slnx"));
}
