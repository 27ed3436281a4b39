using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Standards;

/// <summary>What an item looks at besides facilities.</summary>
public enum PlaceField { Address, Sign, Keeper, Rules, Position, Hours, WalkIn, Facilities, GroundFloor, Area, Books, Nearest }

/// <summary>One item of a standard: any one of some facilities, or one field.</summary>
/// <param name="Must">False: wished for.</param>
/// <param name="Least">Of an area or a number of books.</param>
/// <param name="Most">Metres to the nearest other station.</param>
public sealed record StandardItem(string Id, InBoth Title, bool Must, IReadOnlyList<string>? AnyOf = null, PlaceField? Field = null, int? Least = null, int? Most = null)
{
    internal bool IsWhole =>
        Title.Zh.Length > 0 && Title.En.Length > 0 && (AnyOf is null) != (Field is null) && (AnyOf is null || (AnyOf.Count > 0 && AnyOf.All(code => Facility.Read(code)?.Code == code)))
        && (Least is > 0) == (Field is PlaceField.Area or PlaceField.Books) && (Most is > 0) == (Field is PlaceField.Nearest);
}

/// <summary>What a place of some kinds has to have (六有, 七个一 …): they differ from city to city and from year to year.</summary>
/// <param name="For">Kinds of place, by their codes.</param>
public sealed record PlaceStandard(IReadOnlyList<string> For, IReadOnlyList<StandardItem> Items) : IRuleValue
{
    public static readonly RuleKind Kind = RuleKind.Of<PlaceStandard>("place-standard");

    public IReadOnlyList<Sentence> InWords() => [new("standards.rule", string.Join('、', For.Select(code => StationKind.Of(code).Name)), Items.Count(i => i.Must), Items.Count(i => !i.Must))];

    public string? WrongField() =>
        For.Count == 0 || For.Any(code => StationKind.All.All(k => k.Code != code)) ? "for" :
        Items.Count == 0 || Items.Select(i => i.Id).Distinct().Count() != Items.Count || Items.Any(i => !i.IsWhole) ? "items" : null;
}
