using System.Globalization;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Equipment;

/// <summary>What becomes of a thing: used up by those who come, or staying at the station.</summary>
public enum GoodsNature { Consumable, Durable }

/// <summary>A kind of thing that is bought for places. The catalogue is a rule of the rulebook, so that a city names its own.</summary>
/// <param name="Spellings">What purchase lists write instead of the title.</param>
/// <param name="Facility">The facility that a place has by it, where it makes one.</param>
/// <param name="RealName">Each time it is handed out, who took it is written down.</param>
/// <param name="Least">Fewer than this at a station: more is to be asked for.</param>
public sealed record GoodsKind(InBoth Unit, GoodsNature Nature, IReadOnlyList<string> Spellings, string? Facility = null, bool RealName = false, int Least = 0) : IRuleValue
{
    public static readonly RuleKind Kind = RuleKind.Of<GoodsKind>("goods");

    public IReadOnlyList<Sentence> InWords() => [new(Nature is GoodsNature.Consumable ? "equipment.rule-consumable" : "equipment.rule-durable", Unit.In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en")), .. RealName ? [new Sentence("equipment.rule-real-name")] : Array.Empty<Sentence>()];

    public string? WrongField() =>
        Unit.Zh.Length == 0 || Unit.En.Length == 0 ? "unit" : Facility is { } code && Places.Facility.Read(code)?.Code != code ? "facility" : Least is < 0 or > 100_000 ? "least" : null;
}
