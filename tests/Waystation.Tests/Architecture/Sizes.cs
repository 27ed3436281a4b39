using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Waystation.Architecture;

/// <summary>Lines per file and per method: what a reader must hold in the head at once.</summary>
static class Sizes
{
    public const int MostLinesOfAFile = 300;
    public const int MostLinesOfAMethod = 40;

    public static IEnumerable<(string Name, int Lines)> OfFiles(IEnumerable<(string Path, string[] Lines)> files) =>
        files.Select(f => (f.Path, f.Lines.Length));

    public static IEnumerable<(string Name, int Lines)> OfMethods(IEnumerable<(string Path, string[] Lines)> files) =>
        from file in files
        where file.Path.EndsWith(".cs", StringComparison.Ordinal)
        let tree = CSharpSyntaxTree.ParseText(string.Join('\n', file.Lines))
        from method in tree.GetRoot().DescendantNodes()
        where method is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax { Body: not null } or LocalFunctionStatementSyntax
        let span = tree.GetLineSpan(method.Span)
        select ($"{file.Path}:{span.StartLinePosition.Line + 1}", span.EndLinePosition.Line - span.StartLinePosition.Line + 1);

    public static IEnumerable<string> Above(int most, IEnumerable<(string Name, int Lines)> sizes) =>
        sizes.Where(s => s.Lines > most).Select(s => $"{s.Name} has {s.Lines} lines, at most {most}");

    /// <summary>median / 95th percentile / largest</summary>
    public static string Summary(IEnumerable<(string Name, int Lines)> sizes)
    {
        var lines = sizes.Select(s => s.Lines).Order().ToArray();
        return $"{lines[lines.Length / 2]}/{lines[lines.Length * 95 / 100]}/{lines[^1]} over {lines.Length}";
    }
}
