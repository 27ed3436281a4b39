namespace Waystation.DemoCity;

/// <summary>How a district differs from the others: so the demo's figures differ as a city's do.</summary>
/// <param name="Weight">About its inhabitants, in ten thousands (seventh census, 2020).</param>
/// <param name="HalfKm">Around the middle of its outline, so far there is something of it in each direction.</param>
sealed record DistrictProfile(string Code, double Weight, double HalfKm)
{
    static readonly Dictionary<string, DistrictProfile> all = new DistrictProfile[]
    {
        new("110101", 71, 7), new("110102", 111, 7), new("110105", 345, 20), new("110106", 202, 20), new("110107", 57, 9), new("110108", 313, 20),
        new("110109", 39, 35), new("110111", 131, 35), new("110112", 184, 26), new("110113", 132, 25), new("110114", 227, 28), new("110115", 199, 25),
        new("110116", 44, 45), new("110117", 46, 26), new("110118", 53, 38), new("110119", 35, 35),
    }.ToDictionary(profile => profile.Code);

    public static DistrictProfile Of(string code) => all.TryGetValue(code, out var profile) ? profile : new(code, 50, 20);
}
