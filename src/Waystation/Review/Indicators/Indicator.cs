namespace Waystation.Indicators;

/// <summary>A named count over records, never a typed number. Numerator: the records its list shows. Excluded: what its sentence says.</summary>
/// <param name="Code">As frozen; it keeps its meaning.</param>
/// <param name="Function">The SQL function that counts for each union by itself, from a first to a last day.</param>
public sealed record Indicator(string Code, string Function)
{
    public static readonly Indicator Members = new("members", "members_on");
    public static readonly Indicator Joins = new("joins", "joins_in");
    public static readonly Indicator Stations = new("stations", "stations_on");

    public static readonly IReadOnlyList<Indicator> All = [Members, Joins, Stations];

    public static Indicator? Find(string? code) => All.SingleOrDefault(i => i.Code == code);

    /// <summary>The key of its name, and of the sentence that says what is counted and what is left out.</summary>
    public string Word => $"indicators.{Code}";

    public string Is => $"indicators.{Code}-is";
}
