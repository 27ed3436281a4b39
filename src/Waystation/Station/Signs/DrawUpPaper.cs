using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Geography;
using Waystation.Paper;
using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Signs;

/// <summary>Which places a paper is for: a street or a whole district by its code, or those named.</summary>
/// <param name="Named">Numbers, or parts of names, parted by commas or spaces.</param>
public sealed record PaperChoice(PaperKind Kind, string? Area, string? Named)
{
    public bool IsEmpty => string.IsNullOrWhiteSpace(Area) && string.IsNullOrWhiteSpace(Named);
}

/// <summary>Puts signs and lists together, for places of the branch that everybody may know of.</summary>
public sealed class DrawUpPaper(Desk desk, StationIndex index, Rules rules, TimeProvider clock)
{
    /// <summary>A large district has some hundreds; what is more is printed street by street.</summary>
    public const int MostSigns = 600, MostListed = 300;
    const int MostNamed = 60;

    /// <param name="root">What comes before the paths of this house.</param>
    public async Task<PaperSheet> RunAsync(PaperChoice choice, string title, string root, CancellationToken ct)
    {
        var places = await PlacesAsync(choice, ct);
        Rule.Require(places.Count > 0, Say.NothingToPrint);
        var most = choice.Kind is PaperKind.List ? MostListed : MostSigns;
        Rule.Require(places.Count <= most, Say.TooMany(places.Count, most));
        return choice.Kind is PaperKind.List
            ? new(choice.Kind, title, [], Walked(places), desk.Today)
            : new(choice.Kind, title, [.. places.Select(place => SignOf(place.Place, place.Area, root))], [], desk.Today);
    }

    async Task<IReadOnlyList<(Place Place, string[] Area)>> PlacesAsync(PaperChoice choice, CancellationToken ct)
    {
        var ours = desk.All<Station>().AsNoTracking().Where(s => s.Status == StationStatus.Active || s.Status == StationStatus.Suspended);
        var chosen = string.IsNullOrWhiteSpace(choice.Named) ? ours.Where(s => s.StreetCode == choice.Area || s.DistrictCode == choice.Area) : Named(ours, choice.Named);
        var found = await chosen.OrderBy(s => s.StreetCode).ThenBy(s => s.Code).Take(MostSigns + 1).Select(s => new { s.Slug, s.StreetCode, s.DistrictCode }).ToListAsync(ct);
        return [.. found.Select(s => (Place: index.Find(s.Slug), Area: new[] { s.StreetCode, s.DistrictCode })).Where(one => one.Place is { IsPublic: true }).Select(one => (one.Place!, one.Area))];
    }

    static IQueryable<Station> Named(IQueryable<Station> ours, string typed)
    {
        string[] words = [.. typed.Split([',', '，', '、', ';', '；', ' ', '\u3000', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Take(MostNamed)];
        return ours.Where(s => words.Contains(s.Code) || words.Any(word => s.Name.Contains(word)));
    }

    PlaceSign SignOf(Place place, string[] area, string root)
    {
        var address = $"{root}/stations/{place.Slug}";
        return new(place, address, QrPicture.Of(address), AccessWay.IsWalkIn(place.Access) is true, NearestTo(place), rules.AllOn<PublicLine>(desk.Today, area).FirstOrDefault()?.Value.Number);
    }

    NextPlace? NearestTo(Place place)
    {
        if (!place.IsLocated) return null;

        Span<Hit> hits = stackalloc Hit[2];
        var map = index.Map;
        var found = map.Nearest(new NearbySearch(place.Position, Limit: 2, Kind: StationKind.Station), clock.GetUtcNow(), hits);
        foreach (var hit in hits[..found])
            if (map.Places[hit.Place].Id != place.Id) return new(map.Places[hit.Place].Name, Minutes(hit.Metres));
        return null;
    }

    /// <summary>In the order in which one would walk from the westernmost, always to the nearest that is left.</summary>
    static List<ListedPlace> Walked(IReadOnlyList<(Place Place, string[] Area)> chosen)
    {
        var left = chosen.Select(c => c.Place).OrderBy(p => p.IsLocated ? p.Position.Lon : double.MaxValue).ToList();
        List<ListedPlace> walked = [];
        for (Place? last = null; left.Count > 0;)
        {
            var next = last is { IsLocated: true } from ? left.MinBy(p => p.IsLocated ? Sphere.Metres(p.Position, from.Position) : double.MaxValue)! : left[0];
            walked.Add(new(next, next.StateOf(Facility.Toilet), last is { IsLocated: true } before && next.IsLocated ? Minutes(Sphere.Metres(next.Position, before.Position)) : null));
            left.Remove(next);
            last = next;
        }

        return walked;
    }

    static int Minutes(double metres) => (int)Math.Max(1, Math.Ceiling(metres * PlaceCard.Detour / PlaceCard.MetresAMinute));
}
