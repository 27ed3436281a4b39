using System.Globalization;
using Waystation.Rulebook;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Equipment;

/// <summary>A kind of thing as people name it.</summary>
/// <param name="Rule">None: it stands in the books, but no longer in the catalogue.</param>
public sealed record GoodsItem(string Code, string Name, string Unit, GoodsKind? Rule)
{
    public bool IsConsumable => Rule?.Nature is GoodsNature.Consumable;
    public bool NeedsName => Rule?.RealName is true;
    public int Least => Rule?.Least ?? 0;
}

/// <summary>The catalogue as it stands today.</summary>
public sealed class GoodsCatalogue(Rules rules, TimeProvider clock)
{
    static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public IReadOnlyList<GoodsItem> All => [.. Rules.Select(ItemOf)];

    /// <summary>Null: nothing of that code is bought any more.</summary>
    public GoodsItem? Find(string? code) => Rules.FirstOrDefault(rule => rule.Id == code) is { } rule ? ItemOf(rule) : null;

    public GoodsItem Of(string code) => Find(code) ?? new(code, code, "", null);

    /// <summary>By its code, its name or another spelling.</summary>
    public GoodsItem? Read(string typed)
    {
        var word = Plain.Compact(typed);
        return Rules.FirstOrDefault(rule => rule.Id == word || rule.Title.Zh == word || string.Equals(rule.Title.En, Plain.Text(typed), StringComparison.OrdinalIgnoreCase) || rule.Value.Spellings.Contains(word)) is { } rule ? ItemOf(rule) : null;
    }

    IReadOnlyList<RuleVersion<GoodsKind>> Rules => rules.AllOn<GoodsKind>(City.Today(clock));

    static GoodsItem ItemOf(RuleVersion<GoodsKind> rule) => new(rule.Id, rule.Title.In(English), rule.Value.Unit.In(English), rule.Value);
}
