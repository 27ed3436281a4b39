using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Geography;
using Waystation.Shared;

namespace Waystation.Places.Pages;

/// <summary>The first page: where can I go now. Answered from memory, so that it also works while the database is away.</summary>
[ForEveryone]
public sealed class NearbyModel(NearbyPlaces nearby, StationIndex index, Gazetteer gazetteer, MapSettings map, TimeProvider clock) : PageModel
{
    /// <summary>So long as a screenful of scrolling; whoever wants more wants another place.</summary>
    const int Shown = 20, LongestName = 50, Offered = 8;

    /// <summary>Nobody walks so far: either there is nothing of the kind near, or the position is not where they stand.</summary>
    const double FarMetres = 20_000;

    /// <summary>What people ask for first; the rest stand behind "more".</summary>
    static readonly string[] first = ["water", "microwave", "phone-charging", "toilet"];
    static readonly string[] further = ["seats", "air-conditioning", "e-bike-charging", "battery-swap", "first-aid", "aed", "umbrella", "raincoat", "pump", "heating", "nursing"];

    [BindProperty(SupportsGet = true)] public string? Lat { get; set; }
    [BindProperty(SupportsGet = true)] public string? Lon { get; set; }
    [BindProperty(SupportsGet = true)] public string? Area { get; set; }
    [BindProperty(SupportsGet = true)] public string? Open { get; set; }
    [BindProperty(SupportsGet = true)] public string? Kind { get; set; }
    [BindProperty(SupportsGet = true)] public string?[] Facility { get; set; } = [];
    [BindProperty(SupportsGet = true, Name = "q")] public string? Typed { get; set; }
    [BindProperty(SupportsGet = true)] public bool Forget { get; set; }

    public StartAddress Asked { get; private set; } = new();
    public StartPoint Start { get; private set; } = StartPoint.TheCity;
    public OnlyHere Here { get; private set; } = OnlyHere.Of(StartPoint.TheCity.At, null, []);
    public bool HasFound { get; private set; }

    /// <summary>Kilometres to the nearest found, where that is too far to walk.</summary>
    public double? FarOff { get; private set; }
    public IReadOnlyList<Locality> Localities { get; private set; } = [];
    public IReadOnlyList<Place> Named { get; private set; } = [];
    public Sentence? Wrong { get; private set; }
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public bool IsRemembered { get; private set; }
    public bool HasTyped => Request.Query.ContainsKey("q");
    public bool IsEmpty => index.IsReady && index.Map.Places.Count == 0;
    public bool IsLoading => !index.IsReady;
    public MapSettings Map => map;

    /// <summary>What the phone keeps for where there is no signal.</summary>
    public string WeekAhead
    {
        get
        {
            var (lat, lon) = Asked.From ?? (Asked with { Here = Start.At }).From!.Value;
            return $"/api/stations/week-ahead?lat={lat}&lon={lon}";
        }
    }

    public string MapDatum => map.Datum.Code();

    public static IEnumerable<Facility> First => first.Select(code => Places.Facility.Read(code)!);
    public static IEnumerable<Facility> Further => further.Select(code => Places.Facility.Read(code)!);

    public IActionResult OnGet()
    {
        if (Forget)
        {
            ChosenArea.Forget(HttpContext);
            return LocalRedirect("/");
        }

        try
        {
            Read();
            if (HasTyped && Seek() is { } only) return LocalRedirect((Asked with { Here = null, Area = only.Code }).ToString());
        }
        catch (Refusal refusal)
        {
            (Wrong, Response.StatusCode) = (refusal.Sentence, StatusCodes.Status400BadRequest);
            return Page();
        }

        List();
        // A frame has no room for anybody's name, and what is said of another time grows old.
        return Asked is { From: { } from, At: null } && HasFound && FarOff is null && Here.Sketch is not null && User.Identity?.IsAuthenticated is not true && !HasTyped
            ? new FramedPage(new(Asked.Wishes, CultureInfo.CurrentUICulture.Name, LargeType.IsChosen(Request)), from, Here, LeaveGaps)
            : Page();
    }

    void LeaveGaps() => (Asked, Here) = (Asked with { Gap = StartFrame.From }, StartFrame.Here);

    void Read()
    {
        var wish = PlaceWish.Read(Open, Facility, Kind, out var wrong);
        if (wrong is not null) throw new Refusal(wrong.Why);

        Asked = new StartAddress { All = wish.All, At = wish.At, Kind = wish.Kind, Wanted = wish.Facilities };
        if (!string.IsNullOrEmpty(Lat) || !string.IsNullOrEmpty(Lon))
        {
            Asked = Asked with { Here = Given() };
            Start = StartPoint.Here(Asked.Here!.Value);
            return;
        }

        var chosen = string.IsNullOrEmpty(Area) ? null : gazetteer.Of(Area);
        Rule.Require(string.IsNullOrEmpty(Area) || chosen is not null, Say.AreaUnknown);
        if (chosen is not null) ChosenArea.Remember(HttpContext, chosen.Code, clock);
        // What was remembered may be gone by now; then the city is where it starts.
        if ((chosen ?? gazetteer.Of(ChosenArea.Of(Request) ?? "")) is not { } from) return;

        (IsRemembered, Start) = (true, StartPoint.Of(from, index.Map));
        if (chosen is not null) Asked = Asked with { Area = chosen.Code };
    }

    Position Given()
    {
        var isPosition = Degrees(Lat, 90, out var lat) & Degrees(Lon, 180, out var lon);
        Rule.Require(isPosition, Say.PositionWrong);
        // The browser has rounded; whoever writes the address by hand is not held more precisely either.
        return new Position(Math.Round(lat, 3), Math.Round(lon, 3));
    }

    /// <summary>What the typed name may mean; the only place that bears it exactly is gone to at once.</summary>
    Locality? Seek()
    {
        var typed = gazetteer.Typed(Typed ?? "");
        Rule.Require(typed.Length > 0, Say.TypeAName);
        Rule.Require(typed.Length <= LongestName, Say.NameTooLong(LongestName));

        var found = gazetteer.Find(typed, Offered);
        Localities = [.. found.Select(f => f.Locality)];
        Named = [.. index.Map.Places.Where(p => p.Name.Contains(typed, StringComparison.OrdinalIgnoreCase)).Take(Offered)];
        var isOne = found.Count(f => f.Fits == 0) == 1 && !Named.Any(p => p.Name.Equals(typed, StringComparison.OrdinalIgnoreCase));
        return isOne ? found[0].Locality : null;
    }

    void List()
    {
        var cards = new List<PlaceCard>();
        nearby.Find(
            new NearbySearch(Start.At, Limit: Shown, OpenOnly: !Asked.All, At: Asked.At, Facilities: Asked.Wanted, Kind: Asked.Kind),
            (place, opening, metres) => cards.Add(new PlaceCard(place, opening, metres, Now, Asked.At)));
        FarOff = cards is [var nearest, ..] && nearest.Metres > FarMetres ? nearest.Metres / 1000 : null;
        (Here, HasFound) = (OnlyHere.Of(map.Datum.FromWgs84(Start.At), DistanceSketch.Of(Start.At, cards), cards), cards.Count > 0);
    }

    static bool Degrees(string? text, double most, out double degrees) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out degrees) && Math.Abs(degrees) <= most;
}
