using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Calendar;
using Waystation.Geography;
using Waystation.Shared;

namespace Waystation.Places.Pages;

/// <summary>The first page: where can I go now. Answered from memory, so that it also works while the database is away.</summary>
[ForEveryone]
public sealed class NearbyModel(NearbyPlaces nearby, StationIndex index, TimeProvider clock) : PageModel
{
    const int Shown = 30;

    static readonly Position heartOfTheCity = new(39.9042, 116.4074);

    [BindProperty(SupportsGet = true)] public string? Lat { get; set; }
    [BindProperty(SupportsGet = true)] public string? Lon { get; set; }
    [BindProperty(SupportsGet = true)] public string? Area { get; set; }
    [BindProperty(SupportsGet = true)] public bool Open { get; set; }
    [BindProperty(SupportsGet = true)] public string?[] Facility { get; set; } = [];

    public IReadOnlyList<PlaceCard> Cards { get; private set; } = [];
    public IReadOnlyList<Area> Areas { get; private set; } = [];
    public IEnumerable<Facility> Offered { get; } = Places.Facility.All.Take(8);
    public string From { get; private set; } = "";
    public Sentence? Wrong { get; private set; }
    public bool IsEmpty => index.Map.Places.Count == 0;

    public void OnGet()
    {
        Areas = index.Map.Areas;
        if (Start() is not { } from) return;

        var now = clock.GetUtcNow();
        var cards = new List<PlaceCard>();
        nearby.Find(
            new NearbySearch(from, Limit: Shown, OpenOnly: Open, Facilities: Places.Facility.SetOf(Facility.OfType<string>())),
            (place, opening, metres) => cards.Add(new PlaceCard(place, opening, metres!.Value, now)));
        Cards = cards;
    }

    /// <summary>A position wins over a chosen street; with neither it is the middle of the city.</summary>
    Position? Start()
    {
        if (!string.IsNullOrEmpty(Lat) || !string.IsNullOrEmpty(Lon)) return Given();
        if (string.IsNullOrEmpty(Area))
        {
            From = Words.Say("places.from-the-city");
            return heartOfTheCity;
        }

        if (Areas.FirstOrDefault(a => a.Key == Area) is not { } area) return Refuse(Say.AreaUnknown);

        From = Words.Say("places.from-a-street", area.District, area.Street);
        return area.Middle;
    }

    Position? Given()
    {
        if (!Degrees(Lat, 90, out var lat) || !Degrees(Lon, 180, out var lon)) return Refuse(Say.PositionWrong);

        From = Words.Say("places.from-here", lat, lon);
        return new Position(lat, lon);
    }

    Position? Refuse(Sentence why)
    {
        Wrong = why;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return null;
    }

    static bool Degrees(string? text, double most, out double degrees) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out degrees) && Math.Abs(degrees) <= most;
}

/// <summary>A place as a searcher sees it.</summary>
public sealed record PlaceCard(Place Place, Opening Opening, double Metres, DateTimeOffset Now)
{
    public string StateClass => Opening.State switch { OpenState.Open => "open", OpenState.Closed => "closed", _ => "unknown" };

    public string State => Opening switch
    {
        { State: OpenState.Open, Until: { } until } => Words.Say("places.open-until", When.Said(until, Now)),
        { State: OpenState.Open } => Words.Say("places.open-always"),
        { State: OpenState.Closed, Until: { } until } => Words.Say("places.closed-until", When.Said(until, Now)),
        { State: OpenState.Closed } => Words.Say("places.closed"),
        _ => Words.Say("places.state-unknown"),
    };

    /// <summary>How we know it.</summary>
    public string Why => Place switch
    {
        { VerifiedAt: { } at } => Words.Say("places.why-verified", When.Said(new DateTimeOffset(at, TimeSpan.Zero), Now)),
        { HoursText.Length: 0 } => Words.Say("places.why-no-hours"),
        { Hours: null } => Words.Say("places.why-vague", Place.HoursText),
        _ => Words.Say("places.why-signed", Place.HoursText),
    };

    public string Distance => Metres < 1000 ? Words.Say("places.metres", Math.Round(Metres / 10) * 10) : Words.Say("places.kilometres", (Metres / 1000).ToString("0.0", CultureInfo.InvariantCulture));

    public string Facilities => string.Join(" · ", Places.Facility.In(Place.Facilities).Select(f => f.Name).Concat(Place.FacilityWords.Where(w => Places.Facility.Read(w) is null)));

    /// <summary>Opens 高德 at the place, in its own datum.</summary>
    public string Route
    {
        get
        {
            var at = Datum.Gcj02.FromWgs84(Place.Position);
            return string.Create(CultureInfo.InvariantCulture, $"https://uri.amap.com/marker?position={at.Lon:0.######},{at.Lat:0.######}&name={Uri.EscapeDataString(Place.Name)}&coordinate=gaode&src=waystation");
        }
    }
}
