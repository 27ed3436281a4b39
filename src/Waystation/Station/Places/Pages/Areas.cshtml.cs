using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Places.Pages;

/// <summary>Where to search from, without giving one's position: first the district, then the street.</summary>
[ForEveryone]
public sealed class AreasModel(Gazetteer gazetteer, StationIndex index) : PageModel
{
    public Locality? District { get; private set; }
    public IReadOnlyList<(Locality Locality, int Places)> Choices { get; private set; } = [];

    public void OnGet(string? district)
    {
        District = district is null ? null : gazetteer.Of(district);
        if (district is not null && District?.Level != "district")
        {
            (District, Response.StatusCode) = (null, StatusCodes.Status404NotFound);
        }

        var map = index.Map;
        Choices = [.. (District is { } chosen ? gazetteer.StreetsOf(chosen) : gazetteer.Districts).Select(l => (l, map.AreaOf(l.District, l.Street)?.Places ?? 0))];
    }
}
