namespace Waystation.Indicators;

/// <summary>A count about mutual aid. It is made once, at the month's close: four million people are not counted anew for each look.</summary>
/// <param name="HasDays">Its records say on which day they were so; else only the month just over is counted, because the register says how it is today and nothing of a month long past.</param>
public sealed record AidIndicator(string Code, string Function, bool HasDays)
{
    public static readonly AidIndicator Insured = new("aid-insured", "aid_insured_on", HasDays: false);
    public static readonly AidIndicator Helped = new("aid-helped", "aid_helped_in_year", HasDays: true);

    /// <summary>In fen.</summary>
    public static readonly AidIndicator Money = new("aid-money", "aid_money_in", HasDays: true);

    public static readonly IReadOnlyList<AidIndicator> All = [Insured, Helped, Money];

    public static AidIndicator? Find(string? code) => All.SingleOrDefault(i => i.Code == code);

    /// <summary>As many people, or yuan of the money.</summary>
    public string InWords(long value) => this == Money ? new Shared.Money(value).Shown : value.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    public string Word => $"indicators.{Code}";

    public string Is => $"indicators.{Code}-is";
}
