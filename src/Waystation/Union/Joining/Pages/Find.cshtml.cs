using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Geography;
using Waystation.Shared;

namespace Waystation.Joining.Pages;

/// <summary>Without a code: which union is mine? By its name, or for an individual by street, address or position.</summary>
[ForEveryone]
public sealed class FindModel(FindUnions find) : PageModel
{
    /// <summary>An edge of the city lies within reach of whoever works there.</summary>
    const double FarthestMetres = 2_000;
    const int LongestText = 100;

    [BindProperty(SupportsGet = true)] public string? Name { get; set; }
    [BindProperty(SupportsGet = true)] public string? Street { get; set; }
    [BindProperty(SupportsGet = true)] public string? Address { get; set; }
    [BindProperty(SupportsGet = true)] public string? Lat { get; set; }
    [BindProperty(SupportsGet = true)] public string? Lon { get; set; }

    public IReadOnlyList<JoinableUnion> Unions { get; private set; } = [];
    public IReadOnlyList<JoinableStreet> Found { get; private set; } = [];
    public IReadOnlyList<(string Code, string Name, string District)> Streets { get; private set; } = [];
    public Sentence? Wrong { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Streets = await find.StreetsAsync(ct);
        if (Short(Name) is { } name) await ByNameAsync(name, ct);
        else if (!string.IsNullOrEmpty(Lat) || !string.IsNullOrEmpty(Lon)) await ByPositionAsync(ct);
        else if (Short(Address) is { } address) await ByAddressAsync(address, ct);
        else if (Short(Street) is { } street) Found = await find.StreetAsync(street, ct) is { } one ? [one] : [];
    }

    async Task ByNameAsync(string name, CancellationToken ct)
    {
        if (JoinCode.Read(name) is { } code && code.Any(char.IsAsciiDigit)) Response.Redirect($"/join/{code}");
        Unions = await find.NamedAsync(name, ct);
        if (Unions.Count == 0) Wrong = Say.NameUnknown;
    }

    async Task ByAddressAsync(string address, CancellationToken ct)
    {
        Found = await find.OfAddressAsync(address, ct);
        if (Found.Count == 0) Wrong = Say.AddressUnknown;
    }

    async Task ByPositionAsync(CancellationToken ct)
    {
        if (!Degrees(Lat, 90, out var lat) || !Degrees(Lon, 180, out var lon))
        {
            Wrong = Say.PositionWrong;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var here = new Position(lat, lon);
        if (CityOutline.Beijing.MetresOutside(here) <= FarthestMetres) Found = await find.NearAsync(here, ct);
        if (Found.Count == 0) Wrong = Say.OutsideTheCity;
    }

    static string? Short(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var trimmed && trimmed.Length <= LongestText ? trimmed : trimmed[..LongestText];

    static bool Degrees(string? text, double most, out double degrees) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out degrees) && Math.Abs(degrees) <= most;
}
