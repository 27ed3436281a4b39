using Waystation.Accounts;

namespace Waystation.Indicators;

/// <summary>The districts' outlines for the map of numbers: not an approved map, so only behind a desk, and marked as a sketch there.</summary>
public static class OutlinesApi
{
    public static void MapIndicators(this WebApplication app) =>
        app.MapGet("/districts.geojson", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "private, max-age=86400";
            return Results.Stream(typeof(OutlinesApi).Assembly.GetManifestResourceStream("geography/beijing-districts.geojson")!, "application/geo+json");
        }).ExcludeFromDescription().WithMetadata(new ForStaffAttribute(Right.SeeNumbers));
}
