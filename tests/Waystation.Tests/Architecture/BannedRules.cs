using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Waystation.Architecture;

/// <summary>What nobody writes here, and the few places that may.</summary>
static class BannedRules
{
    static readonly Dictionary<string, string> banned = new()
    {
        ["System.DateTime.Now"] = "take a TimeProvider",
        ["System.DateTime.UtcNow"] = "take a TimeProvider",
        ["System.DateTime.Today"] = "take a TimeProvider and City.Today",
        ["System.DateTimeOffset.Now"] = "take a TimeProvider",
        ["System.DateTimeOffset.UtcNow"] = "take a TimeProvider",
        ["System.Threading.Thread.Sleep"] = "await Task.Delay",
        ["System.Environment.Exit"] = "return an exit code",
        ["Waystation.Data.ReachQueries.PastReach"] = "take a Desk, a PublicDesk or MyFile",
        ["Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.IgnoreQueryFilters"] = "take a Desk, a PublicDesk or MyFile",
        ["System.Random.Shared"] = "ids are UUID v7, secrets come from RandomNumberGenerator",
    };

    static readonly HashSet<string> bannedWords = [.. banned.Keys.Select(name => name.Split('.')[^1])];

    /// <summary>Whoever uses the console names one of these.</summary>
    static readonly HashSet<string> consoleWords = [.. typeof(Console).GetMembers().Select(member => member.Name)];

    static readonly string[] interpolatedSql = ["NpgsqlCommand", "NpgsqlBatchCommand", "CreateCommand", "CommandText", "ExecuteSqlRaw", "ExecuteSqlRawAsync", "FromSqlRaw", "SqlQueryRaw"];

    public static IEnumerable<string> NoBannedSymbol(House house) =>
        from used in Named(house, bannedWords.Contains)
        let name = $"{used.Symbol.ContainingType?.ToDisplayString()}.{used.Symbol.Name}"
        where banned.ContainsKey(name) && used.File.Path != "Program.cs" && !MayPassTheReach(used.File, name)
        select $"{used.File.At(used.Node)}: {name}; {banned[name]}";

    /// <summary>The desks pass the reach by, each in its own way; nobody else.</summary>
    static bool MayPassTheReach(HouseFile file, string name) =>
        (name.EndsWith(".PastReach", StringComparison.Ordinal) && file.Path is "Ground/Accounts/MyFile.cs" or "Ground/Accounts/PublicDesk.cs")
        || (name.EndsWith(".IgnoreQueryFilters", StringComparison.Ordinal) && file.Path == "Ground/Data/ReachQueries.cs");

    /// <summary>Only the command line speaks to a console: elsewhere it is a log line, a sentence or a refusal.</summary>
    public static IEnumerable<string> OnlyCommandsSpeakToTheConsole(House house) =>
        from used in Named(house, consoleWords.Contains)
        where used.Symbol.ContainingType?.ToDisplayString() == "System.Console"
        where used.File.Path != "Program.cs" && used.File.Room != "Commands"
        select $"{used.File.At(used.Node)}: Console.{used.Symbol.Name}";

    public static IEnumerable<string> NoAsyncVoid(House house) =>
        from file in house.Files
        where !file.Generated
        from node in file.Root.DescendantNodes()
        let shape = node switch
        {
            MethodDeclarationSyntax m => (m.Modifiers, m.ReturnType),
            LocalFunctionStatementSyntax f => (f.Modifiers, f.ReturnType),
            _ => default((SyntaxTokenList Modifiers, TypeSyntax ReturnType)),
        }
        where shape.Modifiers.Any(SyntaxKind.AsyncKeyword) && shape.ReturnType.ToString() == "void"
        select $"{file.At(node)}: async void loses its errors";

    /// <summary>A caught error is told, translated or narrowed by <c>when</c>; an empty block says nothing happened.</summary>
    public static IEnumerable<string> NoSwallowedError(House house) =>
        from file in house.Files
        where !file.Generated
        from caught in file.Root.DescendantNodes().OfType<CatchClauseSyntax>()
        where caught.Block.Statements.Count == 0 && !caught.Block.DescendantTrivia().Any(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia))
        select $"{file.At(caught)}: an empty catch without a word why";

    /// <summary>Catching everything is allowed only to throw again, or for a background service that must outlive one failure.</summary>
    public static IEnumerable<string> NoCatchAll(House house) =>
        from file in house.Files
        where !file.Generated
        from caught in file.Root.DescendantNodes().OfType<CatchClauseSyntax>()
        where caught.Filter is null && caught.Declaration?.Type.ToString() is null or "Exception"
        where !caught.Block.DescendantNodes().Any(n => n is ThrowStatementSyntax or ThrowExpressionSyntax) && !IsInBackground(house, file, caught)
        select $"{file.At(caught)}: catches everything";

    /// <summary>Values go into SQL as parameters; only names known to the compiler or quoted as identifiers may be woven in.</summary>
    public static IEnumerable<string> NoInterpolatedSql(House house) =>
        from file in house.Files
        where !file.Generated
        let meaning = house.Meaning(file)
        from text in file.Root.DescendantNodes().OfType<InterpolatedStringExpressionSyntax>()
        where IsSql(text) && text.Contents.OfType<InterpolationSyntax>().Any(part => !IsSafe(part.Expression, meaning))
        select $"{file.At(text)}: a value woven into SQL";

    static bool IsSql(InterpolatedStringExpressionSyntax text) =>
        text.Ancestors().TakeWhile(a => a is not StatementSyntax and not MemberDeclarationSyntax).Any(a => a switch
        {
            ObjectCreationExpressionSyntax o => interpolatedSql.Contains(o.Type.ToString()),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax m } => interpolatedSql.Contains(m.Name.Identifier.Text),
            AssignmentExpressionSyntax s => interpolatedSql.Any(s.Left.ToString().EndsWith),
            _ => false,
        });

    static bool IsSafe(ExpressionSyntax part, SemanticModel meaning)
    {
        if (meaning.GetConstantValue(part).HasValue) return true;
        if (part is InvocationExpressionSyntax call) return call.Expression.ToString().Contains("Quote", StringComparison.Ordinal);

        return meaning.GetSymbolInfo(part).Symbol is IFieldSymbol { IsReadOnly: true, IsStatic: true };
    }

    static bool IsInBackground(House house, HouseFile file, SyntaxNode node)
    {
        var type = node.FirstAncestorOrSelf<TypeDeclarationSyntax>()!;
        return house.Meaning(file).GetDeclaredSymbol(type)!.BaseType?.Name == "BackgroundService";
    }

    static IEnumerable<(HouseFile File, SyntaxNode Node, ISymbol Symbol)> Named(House house, Func<string, bool> matters) =>
        from file in house.Files
        where !file.Generated
        from named in house.NamesIn(file)
        where matters(named.Name.Identifier.Text) && named.Symbol is (IPropertySymbol or IMethodSymbol or IFieldSymbol)
        select (file, (SyntaxNode)named.Name, named.Symbol);
}
