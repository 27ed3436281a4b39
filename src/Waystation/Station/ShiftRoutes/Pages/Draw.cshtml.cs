using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Geography;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.ShiftRoutes.Pages;

/// <summary>Draws a route, or one that is known anew: on the map, as points, or from a walk that a phone recorded.</summary>
[ForStaff(Right.KeepStations)]
[RequestSizeLimit(TrackFile.LargestUpload + Overhead)]
[RequestFormLimits(MultipartBodyLengthLimit = TrackFile.LargestUpload + Overhead)]
public sealed class DrawModel(RouteLists lists, DrawRoute draw, ReadLine read, MapSettings map) : PageModel
{
    const long Overhead = 1 << 18;
    const double Around = 0.004;

    [BindProperty] public string? Name { get; set; }
    [BindProperty] public int Within { get; set; } = ShiftRoute.Usual;
    [BindProperty] public string? Points { get; set; }
    [BindProperty] public string? DatumCode { get; set; }
    public ShiftRoute? Known { get; private set; }
    public MapSettings Map => map;

    /// <summary>Of the map, so that what is drawn stands where its tiles say; without a map that of most maps people copy from.</summary>
    public Datum Datum => Datums.TryRead(DatumCode ?? "", out var chosen) ? chosen : map.IsThere ? map.Datum : Datum.Gcj02;

    /// <summary>South, west, north, east of what the map begins with, in <see cref="Datum"/>.</summary>
    public string Box { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        if (Known is { } route) (Name, Within, Points) = (route.Name, route.Within, string.Join('\n', route.Line.Points.Select(Typed)));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, IFormFile? track, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        ModelState.Clear();
        try
        {
            var line = track is { Length: > 0 } ? ReadLine.Recorded(track.OpenReadStream()) : read.Typed(Points, Datum);
            return LocalRedirect($"/routes/{(await draw.RunAsync(Name, line, Within, Known, ct)).Id}");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }

    async Task<bool> FindAsync(Guid? id, CancellationToken ct)
    {
        if (id is { } known && (Known = await lists.FindAsync(known, ct)) is null) return false;

        IEnumerable<Position> shown = Known?.Line.Points ?? await lists.BranchAsync(ct);
        Position[] seen = [.. shown.DefaultIfEmpty(new(39.9087, 116.3975)).Select(p => Datum.FromWgs84(p))];
        Box = string.Create(CultureInfo.InvariantCulture, $"{seen.Min(p => p.Lat) - Around:0.######},{seen.Min(p => p.Lon) - Around:0.######},{seen.Max(p => p.Lat) + Around:0.######},{seen.Max(p => p.Lon) + Around:0.######}");
        return true;
    }

    string Typed(Position point)
    {
        var given = Datum.FromWgs84(point);
        return string.Create(CultureInfo.InvariantCulture, $"{given.Lon:0.000000},{given.Lat:0.000000}");
    }
}
