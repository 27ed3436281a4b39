namespace Waystation.DemoCity;

/// <summary>How much the demo city holds. All sizes have the same districts, streets and kinds of event.</summary>
/// <param name="Unions">Unions at the grassroots, standing today; groups within them are not counted.</param>
public sealed record CitySize(string Code, int Unions, int Members, int Stations)
{
    public static readonly CitySize Full = new("full", 2_400, 60_000, 1_600);

    /// <summary>For tests that need a city and not its size.</summary>
    public static readonly CitySize Small = new("small", 600, 3_000, 800);

    public static CitySize Of(string code) => code == Small.Code ? Small : Full;
}
