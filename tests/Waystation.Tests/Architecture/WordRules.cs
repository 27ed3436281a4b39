using System.Globalization;
using System.Text.RegularExpressions;
using Waystation.Shared;

namespace Waystation.Architecture;

/// <summary>Every sentence exists in both languages, with the same parts, is said somewhere, and keeps to the union's words.</summary>
static partial class WordRules
{
    /// <summary>Mutual aid is not insurance, and pages must not make it look so.</summary>
    static readonly string[] neverSaid = ["保险", "保费", "保单", "理赔", "投保", "参保"];

    static readonly string[] fileEndings = [".xlsx", ".xls", ".csv", ".json", ".geojson", ".txt", ".sql", ".zip", ".css", ".js", ".svg"];

    public static IEnumerable<string> BothLanguages(IReadOnlyDictionary<string, string> zh, IReadOnlyDictionary<string, string> en) =>
        zh.Keys.Except(en.Keys).Select(k => $"{k} has no English")
            .Concat(en.Keys.Except(zh.Keys).Select(k => $"{k} has no Chinese"))
            .Concat(zh.Keys.Intersect(en.Keys).Where(k => !Parts(zh[k]).SetEquals(Parts(en[k]))).Select(k => $"{k} has other parts in English"));

    public static IEnumerable<string> OnlyTheUnionsWords(IReadOnlyDictionary<string, string> zh) =>
        from word in zh
        from never in neverSaid
        where word.Value.Contains(never, StringComparison.Ordinal)
        select $"{word.Key} says {never}";

    /// <summary>A text in quotes that looks like <c>room.key</c> is taken for a key.</summary>
    public static IEnumerable<string> SaidWordsExist(IEnumerable<(string Path, string[] Lines)> files, IReadOnlyDictionary<string, string> zh)
    {
        var rooms = zh.Keys.Select(k => k.Split('.')[0]).ToHashSet();
        return from file in files
               from line in file.Lines.Index()
               from Match said in Quoted().Matches(line.Item)
               let key = said.Groups[1].Value
               where rooms.Contains(key.Split('.')[0]) && !zh.ContainsKey(key) && !fileEndings.Any(key.EndsWith)
               select $"{file.Path}:{line.Index + 1}: {key} does not exist";
    }

    /// <summary>A key is said when it stands whole in quotes, or when an interpolated text begins it: <c>$"shared.trouble-{status}"</c>.</summary>
    public static IEnumerable<string> NothingIsUnsaid(IEnumerable<(string Path, string[] Lines)> files, IReadOnlyDictionary<string, string> zh)
    {
        var code = string.Join('\n', files.SelectMany(f => f.Lines));
        var whole = Quoted().Matches(code).Select(m => m.Groups[1].Value).ToHashSet();
        var begun = Begun().Matches(code).Select(m => m.Groups[1].Value).Distinct().ToArray();
        return zh.Keys.Where(k => !whole.Contains(k) && !begun.Any(k.StartsWith)).Select(k => $"{k} is said nowhere");
    }

    /// <summary>A form of one and many that is written wrongly would break the page that says it.</summary>
    public static IEnumerable<string> CannotBeSaid(IReadOnlyDictionary<string, string> words)
    {
        foreach (var (key, text) in words.Where(word => Filled().IsMatch(word.Value)))
            foreach (var count in new[] { 1, 2 })
                if (!IsSaid(text, Enumerable.Repeat<object?>(count, 10).ToArray()))
                {
                    yield return $"{key} cannot be said: {text}";
                    break;
                }
    }

    static bool IsSaid(string text, object?[] parts)
    {
        try
        {
            return !string.Format(CultureInfo.InvariantCulture, Plural.Choose(text, parts), parts).Contains('|');
        }
        catch (FormatException)
        {
            return false;
        }
    }

    static HashSet<string> Parts(string text) => [.. Part().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"\{\d|\|")]
    private static partial Regex Filled();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Part();

    [GeneratedRegex("""["']([a-z]+(?:-[a-z]+)*\.[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*)["']""")]
    private static partial Regex Quoted();

    [GeneratedRegex("""\$"([a-z]+\.[a-z0-9-]*)\{""")]
    private static partial Regex Begun();
}
