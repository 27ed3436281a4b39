using System.Text.RegularExpressions;

namespace Waystation.Architecture;

/// <summary>A page of documentation that points at nothing is worse than none.</summary>
public partial class DocsTests
{
    static readonly (string Path, string[] Lines)[] docs = [.. Checkout.Files(".md")];

    [Fact]
    public void Every_link_in_the_documents_leads_somewhere()
    {
        Law.None(docs.SelectMany(d => Broken(d.Path, d.Lines, Link())));
        Assert.NotEmpty(Broken("docs/planted.md", ["see [there](not-there.md)"], Link()));
    }

    [Fact]
    public void Every_file_that_the_map_names_exists()
    {
        Law.None(docs.Where(d => d.Path == "docs/map.md").SelectMany(d => Broken("map.md", d.Lines, Named())));
        Assert.NotEmpty(Broken("map.md", ["`src/Waystation/NotThere.cs`"], Named()));
    }

    /// <summary>The names that lead nowhere, taken relative to the document.</summary>
    static IEnumerable<string> Broken(string document, string[] lines, Regex pattern) =>
        from line in lines
        from Match match in pattern.Matches(line)
        let target = Uri.UnescapeDataString(match.Groups[1].Value.Split('#')[0])
        where target.Length > 0 && !target.Contains(':')
        where !Path.Exists(Path.Combine(Checkout.Root, Path.GetDirectoryName(document)!, target))
        select $"{document}: {target}";

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:src|tests|docs|scripts|bench|benchmarks|examples)/[^`\s*…{]+)`")]
    private static partial Regex Named();
}
