using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Waystation.Architecture;

/// <summary>
/// The production source as the compiler sees it, with what Razor and the other generators wrote: every file under
/// <c>src/Waystation</c>, and one compilation that knows what each name in them means.
/// </summary>
sealed class House
{
    static readonly string[] floors = ["Ground", "Union", "Station", "Home", "Review"];
    // The web SDK lets its generators stand in for calls in these namespaces; so must we, or the house does not compile here.
    static readonly CSharpParseOptions language = new CSharpParseOptions(LanguageVersion.CSharp13)
        .WithFeatures([new("InterceptorsNamespaces", "Microsoft.AspNetCore.OpenApi.Generated;Microsoft.AspNetCore.Http.Generated")]);
    static readonly Lazy<House> standing = new(Read);

    /// <summary>What looks like a name and is a word of the language.</summary>
    static readonly string[] words = ["var", "_", "nameof", "notnull"];

    readonly Dictionary<SyntaxTree, HouseFile> byTree;
    readonly ConcurrentDictionary<HouseFile, SemanticModel> meanings = new(ReferenceEqualityComparer.Instance);
    readonly ConcurrentDictionary<HouseFile, Lazy<LookedUp>> named = new(ReferenceEqualityComparer.Instance);

    House(CSharpCompilation compilation, IReadOnlyList<HouseFile> all, IReadOnlyList<HouseFile> examined)
    {
        (Compilation, Files) = (compilation, examined);
        byTree = all.ToDictionary(f => f.Tree);
    }

    /// <summary>The house as it stands in this checkout.</summary>
    public static House Standing => standing.Value;

    public static IReadOnlyList<string> Floors => floors;

    public CSharpCompilation Compilation { get; }

    /// <summary>The files that a rule looks at.</summary>
    public IReadOnlyList<HouseFile> Files { get; }

    /// <summary>The same house with one more file, which alone is looked at: how a rule is seen failing.</summary>
    public House With(string path, string code)
    {
        var planted = new HouseFile(path, CSharpSyntaxTree.ParseText(code, language, path), false);
        return new House(Compilation.AddSyntaxTrees(planted.Tree), [.. byTree.Values, planted], [planted]);
    }

    public SemanticModel Meaning(HouseFile file) => meanings.GetOrAdd(file, f => Compilation.GetSemanticModel(f.Tree));

    /// <summary>Every name in a file that means something, looked up once for all rules: to know what names mean is most of what they cost.</summary>
    public IReadOnlyList<Named> NamesIn(HouseFile file) => In(file).Named;

    /// <summary>Names that mean nothing, or no one thing: the compiler would refuse them, and the rules would pass them over.</summary>
    public IEnumerable<string> Meaningless(HouseFile file) => In(file).Meaningless.Select(name => $"{file.At(name)} {name}");

    /// <summary>The room whose source declares this, or null for what comes from a library or stands outside the rooms.</summary>
    public string? RoomOf(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences is [var first, ..] && byTree.TryGetValue(first.SyntaxTree, out var file) ? file.Room : null;

    LookedUp In(HouseFile file) => named.GetOrAdd(file, f => new(() => LookUp(f))).Value;

    LookedUp LookUp(HouseFile file)
    {
        var meaning = Meaning(file);
        // The left of `using Route = …` is no name but gives one.
        var all = file.Root.DescendantNodes().OfType<SimpleNameSyntax>().Where(name => name.Parent is not NameEqualsSyntax)
            .Select(name => (Name: name, Symbol: Of(meaning.GetSymbolInfo(name)))).ToList();
        return new LookedUp(
            [.. from one in all where one.Symbol is not null and not INamespaceSymbol select new Named(one.Name, one.Symbol)],
            [.. from one in all where one.Symbol is null && !words.Contains(one.Name.Identifier.Text) select one.Name]);
    }

    /// <summary>A method handed on as any delegate (<c>MapGet("/", Answer)</c>) is only a candidate, and is what it is all the same.</summary>
    static ISymbol? Of(SymbolInfo info) => info.Symbol ?? info.CandidateSymbols.FirstOrDefault();

    static House Read()
    {
        var files = WrittenFiles().Concat(GeneratedFiles()).ToList();
        var trees = files.Select(f => f.Tree).Append(Parse(Path.Combine(Built, "Waystation.GlobalUsings.g.cs"), "GlobalUsings.cs"));
        var compilation = CSharpCompilation.Create("Waystation", trees, References(), new(OutputKind.ConsoleApplication, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        return new House(compilation, files, files);
    }

    static IEnumerable<HouseFile> WrittenFiles() =>
        Directory.EnumerateFiles(Checkout.Program, "*.cs", SearchOption.AllDirectories)
            .Select(f => (File: f, Path: Checkout.Relative(Checkout.Program, f)))
            .Where(f => !f.Path.StartsWith("obj/", StringComparison.Ordinal) && !f.Path.StartsWith("bin/", StringComparison.Ordinal))
            .Select(f => new HouseFile(f.Path, Parse(f.File, f.Path), false));

    /// <summary>A page that was deleted leaves its generated file behind, which is passed over.</summary>
    static IEnumerable<HouseFile> GeneratedFiles()
    {
        // generated/<assembly>/<generator>/…
        foreach (var generator in Directory.EnumerateDirectories(Path.Combine(Built, "generated")).SelectMany(Directory.EnumerateDirectories))
        {
            foreach (var file in Directory.EnumerateFiles(generator, "*.cs", SearchOption.AllDirectories))
            {
                var path = Checkout.Relative(generator, file).Replace("_cshtml.g.cs", ".cshtml", StringComparison.Ordinal);
                var isPage = path.EndsWith(".cshtml", StringComparison.Ordinal);
                if (!isPage || File.Exists(Path.Combine(Checkout.Program, path))) yield return new HouseFile(path, Parse(file, path), true);
            }
        }
    }

    /// <summary>Where this very build of the program left its intermediate files.</summary>
    static string Built => Path.Combine(Checkout.Program, "obj", Checkout.Configuration, "net10.0");

    static SyntaxTree Parse(string file, string path) => CSharpSyntaxTree.ParseText(File.ReadAllText(file), language, path);

    static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(f => Path.GetFileName(f) is not ("Waystation.dll" or "Waystation.Tests.dll"))
            .Select(f => MetadataReference.CreateFromFile(f));
}

sealed record LookedUp(IReadOnlyList<Named> Named, IReadOnlyList<SimpleNameSyntax> Meaningless);

/// <summary>A name in the source, and what it means; never a namespace.</summary>
sealed record Named(SimpleNameSyntax Name, ISymbol Symbol);

/// <summary>One source file; its path is relative to <c>src/Waystation</c>, with forward slashes.</summary>
sealed record HouseFile(string Path, SyntaxTree Tree, bool Generated)
{
    readonly string[] parts = Path.Split('/');

    /// <summary>Union/Members/Member.cs stands in Members; Program.cs stands in none.</summary>
    public string? Room => parts.Length > 2 && House.Floors.Contains(parts[0]) ? parts[1] : null;

    public string? Floor => Room is null ? null : parts[0];

    public bool IsPage => parts.Contains("Pages");

    public SyntaxNode Root => Tree.GetRoot();

    public string At(SyntaxNode node) => $"{Path}:{Tree.GetLineSpan(node.Span).StartLinePosition.Line + 1}";
}
