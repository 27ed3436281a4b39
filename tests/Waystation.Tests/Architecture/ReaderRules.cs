using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Waystation.Architecture;

/// <summary>A right to see changes nothing.</summary>
static class ReaderRules
{
    /// <summary>They look for something that stands in no address, or hand out a file.</summary>
    static readonly string[] changeNothing = ["Union/Members/Pages/List.cshtml.cs", "Union/Members/Pages/Export.cshtml.cs", "Review/Indicators/Pages/Records.cshtml.cs"];

    /// <summary>Where the page's own right is one to see, each of its forms asks for another; a page named by the right to change (<c>toRead</c> beside it) is guarded as a whole.</summary>
    public static IEnumerable<string> FormsAskForMoreThanToSee(House house) =>
        from file in house.Files
        where file.IsPage && !changeNothing.Contains(file.Path)
        from page in file.Root.DescendantNodes().OfType<ClassDeclarationSyntax>()
        where page.AttributeLists.SelectMany(list => list.Attributes).Any(IsToSee)
        from form in page.Members.OfType<MethodDeclarationSyntax>()
        where form.Identifier.Text.StartsWith("OnPost", StringComparison.Ordinal) && !RightsIn(form).Any(right => !IsSeeing(right))
        select $"{file.At(form)}: {page.Identifier.Text}.{form.Identifier.Text}";

    static bool IsToSee(AttributeSyntax attribute) => attribute.Name.ToString() == "ForStaff" && RightsIn(attribute).First() is var own && IsSeeing(own);

    static IEnumerable<string> RightsIn(SyntaxNode node) =>
        node.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(name => name.Expression is IdentifierNameSyntax { Identifier.Text: "Right" }).Select(name => name.Name.Identifier.Text);

    static bool IsSeeing(string right) => right.StartsWith("See", StringComparison.Ordinal);
}
