using System.Text.RegularExpressions;

namespace Waystation.Architecture;

/// <summary>What a .cshtml file may hold: its address first, words by key, and nothing that a strict content security policy forbids.</summary>
static partial class MarkupRules
{
    public static IEnumerable<string> AddressOnLineOne(string path, string[] lines) =>
        Path.GetFileName(path).StartsWith('_') || (lines.Length > 0 && Address().IsMatch(lines[0].TrimStart('\uFEFF')))
            ? [] : [$"{path}:1 is not @page \"/…\""];

    public static IEnumerable<string> NothingInline(string path, string[] lines) =>
        lines.SelectMany((line, i) => Inline().Matches(line).Select(m => $"{path}:{i + 1}: {m.Value}"));

    /// <summary>The language switch names the other language in that language.</summary>
    public static IEnumerable<string> WordsByKey(string path, string[] lines) =>
        lines.SelectMany((line, i) => Chinese().Matches(RazorComment().Replace(line, ""))
            .Where(m => m.Value != "中文").Select(m => $"{path}:{i + 1}: {m.Value}"));

    /// <summary>A form that names its own address is given no token by itself, and whoever sends it is refused; to change the language none is needed.</summary>
    public static IEnumerable<string> FormsBearTheirToken(string path, string[] lines) =>
        lines.SelectMany((line, i) => OwnAddress().Matches(line)
            .Where(form => !form.Value.Contains("asp-antiforgery=\"true\"", StringComparison.Ordinal) && !form.Value.Contains("\"/language\"", StringComparison.Ordinal) && !line.Contains("@Html.AntiForgeryToken()", StringComparison.Ordinal))
            .Select(form => $"{path}:{i + 1}: {form.Value}"));

    /// <summary>Beside a form with a handler of its own a plain one names its address: sent from the answer to the other it would go to the other's handler again.</summary>
    public static IEnumerable<string> PlainFormsBesideOthersNameTheirAddress(string path, string[] lines)
    {
        var text = string.Join('\n', lines);
        return OtherHandler().IsMatch(text)
            ? PlainForm().Matches(text).Where(form => Button().Matches(form.Value).Any(button => !button.Value.Contains("asp-page-handler", StringComparison.Ordinal) && !button.Value.Contains("formaction", StringComparison.Ordinal))).Select(form => $"{path}: {form.Value.Split('\n')[0]}")
            : [];
    }

    [GeneratedRegex("""(asp-page-handler="\w|formaction="\?handler)""")]
    private static partial Regex OtherHandler();

    [GeneratedRegex("""<form(?=[^>]*\smethod="post")(?![^>]*\s(action|asp-page-handler)=)[^>]*>.*?</form>""", RegexOptions.Singleline)]
    private static partial Regex PlainForm();

    [GeneratedRegex("<button[^>]*>")]
    private static partial Regex Button();

    [GeneratedRegex("""^@page "/""")]
    private static partial Regex Address();

    [GeneratedRegex("""<form(?=[^>]*\smethod="post")(?=[^>]*\saction=)[^>]*>""")]
    private static partial Regex OwnAddress();

    [GeneratedRegex("""<script(?![^>]*\ssrc=)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["'@]|javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}]+")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"@\*.*?\*@")]
    private static partial Regex RazorComment();
}
