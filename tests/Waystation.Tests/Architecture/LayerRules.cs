using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Waystation.Architecture;

/// <summary>What each kind of file in a room may touch.</summary>
static class LayerRules
{
    /// <summary>Pages that still hold the database themselves, until the desk of the accounts exists. It only gets shorter.</summary>
    static readonly string[] pagesAwaitingTheDesk = [];

    // NpgsqlTypes is not among them: a range of days is a value, whatever package it comes in.
    static readonly string[] storage = ["Microsoft.EntityFrameworkCore", "Npgsql."];
    static readonly string[] frameworks = [.. storage, "Microsoft.AspNetCore"];

    /// <summary>Some thousand types are named some hundred thousand times.</summary>
    static readonly ConcurrentDictionary<INamedTypeSymbol, string> told = new(SymbolEqualityComparer.Default);

    static readonly string[] membership = ["Waystation.Joining.", "Waystation.Members.", "Waystation.MembershipCodes."];

    public static IEnumerable<string> EntitiesKnowNoFramework(House house)
    {
        var entities = Entities(house).ToHashSet<ISymbol>(SymbolEqualityComparer.Default);
        return from file in house.Files
               where !file.Generated
               from type in file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>()
               where entities.Contains(house.Meaning(file).GetDeclaredSymbol(type)!)
               from finding in Touches(house, file, type, frameworks)
               select finding;
    }

    public static IEnumerable<string> PagesDoNotTouchTheDatabase(House house) =>
        from file in house.Files
        where file.IsPage && !pagesAwaitingTheDesk.Contains(file.Path)
        from finding in Touches(house, file, file.Root, storage)
        select finding;

    /// <summary>Nothing at a station depends on whether somebody joins, or is a member.</summary>
    public static IEnumerable<string> StationsDoNotKnowWhoIsAMember(House house) =>
        from file in house.Files
        where file.Path.StartsWith("Station/", StringComparison.Ordinal)
        from finding in Names(house, file, file.Root, type => IsIn(type, membership))
        select finding;

    static IEnumerable<string> Touches(House house, HouseFile file, SyntaxNode within, string[] spaces) =>
        Names(house, file, within, type => type.Name == "WaystationDb" || IsIn(type, spaces));

    static bool IsIn(INamedTypeSymbol type, string[] spaces) => told.GetOrAdd(type, one => one.ToDisplayString()) is var name && spaces.Any(space => name.StartsWith(space, StringComparison.Ordinal));

    static IEnumerable<string> Names(House house, HouseFile file, SyntaxNode within, Func<INamedTypeSymbol, bool> wrong) =>
        from named in house.NamesIn(file)
        where within.Span.Contains(named.Name.Span)
        let type = named.Symbol as INamedTypeSymbol ?? named.Symbol.ContainingType
        where type is not null && wrong(type)
        select $"{file.At(named.Name)}: {type.Name}.{named.Symbol.Name}";

    /// <summary>A class is an entity when something says how EF stores it.</summary>
    static IEnumerable<ISymbol> Entities(House house) =>
        from file in house.Files
        where !file.Generated
        from type in file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>()
        from stored in ((INamedTypeSymbol)house.Meaning(file).GetDeclaredSymbol(type)!).AllInterfaces
        where stored.Name == "IEntityTypeConfiguration"
        select stored.TypeArguments[0];
}
