using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Waystation.Shared;

/// <summary>
/// Every sentence the program says, from the <c>Words.resx</c> (zh-CN) and <c>Words.en.resx</c> of each room.
/// Keys are unique over all rooms; by custom they begin with the room: <c>members.id-length</c>. English may bear <see cref="Plural"/> forms.
/// </summary>
public static class Words
{
    public static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    static readonly FrozenDictionary<string, string> zh = Read(CultureInfo.InvariantCulture);
    static readonly FrozenDictionary<string, string> en = Read(English);

    /// <summary>The reader's language; whatever is not English is Chinese.</summary>
    public static bool IsEnglish => IsIn(CultureInfo.CurrentUICulture);

    public static string Say(string key, params object?[] parts) => Say(CultureInfo.CurrentUICulture, key, parts);

    public static string Say(CultureInfo language, string key, params object?[] parts)
    {
        var words = IsIn(language) ? en : zh;
        if (!words.TryGetValue(key, out var text) && !zh.TryGetValue(key, out text)) return key;

        return parts.Length == 0 ? text : string.Format(language, Plural.Choose(text, parts), [.. parts.Select(p => InLanguage(p, language))]);
    }

    /// <summary>All keys with their text, for the test that holds the two languages together.</summary>
    internal static IReadOnlyDictionary<string, string> All(CultureInfo language) => IsIn(language) ? en : zh;

    static bool IsIn(CultureInfo language) => language.TwoLetterISOLanguageName == "en";

    static object? InLanguage(object? part, CultureInfo language) => part is Sentence s ? s.In(language) : part;

    static FrozenDictionary<string, string> Read(CultureInfo language)
    {
        var assembly = typeof(Words).Assembly;
        var rooms = assembly.GetManifestResourceNames().Where(n => n.EndsWith("Words.resources", StringComparison.Ordinal));
        return rooms
            .Select(n => new ResourceManager(n[..^".resources".Length], assembly).GetResourceSet(language, true, false))
            .OfType<ResourceSet>()
            .SelectMany(set => set.Cast<DictionaryEntry>())
            .ToFrozenDictionary(e => (string)e.Key, e => (string)e.Value!);
    }
}
