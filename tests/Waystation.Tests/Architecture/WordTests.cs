using Waystation.Shared;

namespace Waystation.Architecture;

public class WordTests
{
    static readonly IReadOnlyDictionary<string, string> zh = Words.All(Words.Chinese);
    static readonly IReadOnlyDictionary<string, string> en = Words.All(Words.English);
    static readonly (string Path, string[] Lines)[] code =
        [.. Checkout.Files(".cs", ".cshtml", ".sql").Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal))];

    [Fact]
    public void Every_sentence_exists_in_both_languages_with_the_same_parts()
    {
        Law.None(WordRules.BothLanguages(zh, en));
        Assert.Equal(3, WordRules.BothLanguages(Of("a.b", "1"), Of("a.c", "1")).Concat(WordRules.BothLanguages(Of("a.b", "{0}"), Of("a.b", "{1}"))).Count());
    }

    [Fact]
    public void Mutual_aid_is_never_called_insurance()
    {
        Law.None(WordRules.OnlyTheUnionsWords(zh));
        Assert.NotEmpty(WordRules.OnlyTheUnionsWords(Of("a.b", "保险理赔")));
    }

    [Fact]
    public void Every_sentence_that_is_said_exists()
    {
        Law.None(WordRules.SaidWordsExist(code, zh));
        Assert.NotEmpty(WordRules.SaidWordsExist([("Planted.cs", ["Words.Say(\"shared.not-there\")"])], zh));
    }

    [Fact]
    public void Every_sentence_is_said_somewhere()
    {
        Law.None(WordRules.NothingIsUnsaid(code, zh));
        Assert.NotEmpty(WordRules.NothingIsUnsaid([("Planted.cs", ["$\"a.x-{status}\""])], Of("a.b", "1")));
        Law.None(WordRules.NothingIsUnsaid([("Planted.cs", ["$\"a.x-{status}\""])], Of("a.x-1", "1")));
    }

    [Fact]
    public void English_tells_one_from_many()
    {
        Assert.Equal(("1 day ago", "2 days ago", "0 days ago"), (Ago(1), Ago(2), Ago(0)));
        Assert.Equal("1 fault is mended and waits for the re-check.", Words.Say(Words.English, "rounds.waits-for-recheck", 1));
        Assert.Equal("1 天前", Words.Say(Words.Chinese, "places.days-ago", 1));
        static string Ago(int days) => Words.Say(Words.English, "places.days-ago", days);
    }

    [Fact]
    public void Every_sentence_can_be_said_of_one_and_of_many()
    {
        Law.None(WordRules.CannotBeSaid(zh).Concat(WordRules.CannotBeSaid(en)));
        Assert.Equal(3, WordRules.CannotBeSaid(new Dictionary<string, string> { ["a.b"] = "{0|day}", ["a.c"] = "{0|a|b|c}", ["a.d"] = "{0", ["a.e"] = "{0} {0|day|days}" }).Count());
    }

    static Dictionary<string, string> Of(string key, string text) => new() { [key] = text };
}
