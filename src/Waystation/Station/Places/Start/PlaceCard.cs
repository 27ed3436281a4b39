using System.Globalization;
using Waystation.Calendar;
using Waystation.Geography;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>A place as a searcher sees it: whether it is open, how we know, how far it is and how to get there.</summary>
/// <param name="Opening">Its state at <paramref name="At"/>.</param>
/// <param name="At">The instant asked about; null: now. What somebody saw lately says nothing of another time.</param>
public sealed record PlaceCard(Place Place, Opening Opening, double? Metres, DateTimeOffset Now, DateTimeOffset? At = null)
{
    /// <summary>Our estimate: streets are about 1.3 times the straight line, and people walk 75 metres a minute (4.5 km/h).</summary>
    public const double Detour = 1.3, MetresAMinute = 75;
    const int LongestWalk = 120;

    /// <summary>How far its state may be relied on, from 0 to 1 (<see cref="KnowledgeRule"/>).</summary>
    public double Confidence => Place.Rule.Confidence(Place.VerifiedAt is { } at ? Now - at : null, Doubts);

    int Doubts => Place.Said.DoubtsAt(Now, Place.Rule);

    bool IsConfirmed => At is null && Place.VerifiedAt is not null && Confidence >= KnowledgeRule.Sure;

    /// <summary>What contradicts the state, or is special about it today; null where nothing does.</summary>
    public string? Warning
    {
        get
        {
            if (Place.Status != StationStatus.Active) return null;
            if (Place.Said.ChangeAt(Now, kind => kind is not ChangeKind.Full) is { } change) return Words.Say(change.Kind is ChangeKind.Open ? "places.change-open" : "places.change-closed", change.Reason, When.Said(change.Until, Now));

            var told = string.Join(" · ", new[] { Doubt ?? Full ?? Trouble, ClosesSoon }.OfType<string>());
            return told.Length > 0 ? told : null;
        }
    }

    string? Doubt => Opening.State is not OpenState.Closed && Doubts > 0 ? Words.Say("places.doubted", Doubts, When.Ago(Now - Place.Said.Shut.Last(at => at <= Now))) : null;

    string? Full => Place.Said.ChangeAt(Now, kind => kind is ChangeKind.Full) is { } full ? Words.Say("places.change-full", When.Said(full.Until, Now)) : null;

    string? ClosesSoon => Opening is { State: OpenState.Open, Until: { } until } && (until - (At ?? Now)).TotalMinutes is var left && left <= Place.Rule.ClosesSoonMinutes ? Words.Say("places.closes-soon", Math.Max(1, (int)left)) : null;

    string? Trouble => Place.Said.Troubles.LastOrDefault(t => t.At <= Now && Now - t.At <= TimeSpan.FromHours(Place.Rule.ReportsHoldHours)) is { Facility: { } code } trouble && Facility.Read(code) is { } facility
        ? Words.Say("places.trouble", facility.Name, When.Ago(Now - trouble.At)) : null;

    /// <summary>open: seen lately and by its hours open; likely: by its hours open; closed; unknown.</summary>
    public string StateClass => Place.Status != StationStatus.Active ? "closed" : Opening.State switch
    {
        OpenState.Open => IsConfirmed ? "open" : "likely",
        OpenState.Closed => "closed",
        _ => "unknown",
    };

    public string State => (Place.Status, Opening) switch
    {
        (StationStatus.Suspended, _) => Words.Say("places.suspended"),
        (StationStatus.Retired, _) => Words.Say("places.retired"),
        (_, { State: OpenState.Open, Until: { } until }) => Words.Say(IsConfirmed ? "places.open-until" : "places.likely-until", When.Said(until, Now)),
        (_, { State: OpenState.Open }) => Words.Say(IsConfirmed ? "places.open-always" : "places.likely-always"),
        (_, { State: OpenState.Closed, Until: { } until }) => Words.Say("places.closed-until", When.Said(until, Now)),
        (_, { State: OpenState.Closed }) => Words.Say("places.closed"),
        _ => Words.Say(Place.Hours is null ? "places.state-unknown" : "places.state-doubted"),
    };

    /// <summary>How we know it, and how old that is.</summary>
    public string Why => Place switch
    {
        { VerifiedAt: { } at } when IsConfirmed => Words.Say(Place.SeenBy.Length > 0 ? $"places.why-{Place.SeenBy}" : "places.why-verified", When.Ago(Now - at)),
        { VerifiedAt: { } at, HoursText.Length: > 0 } => Words.Say("places.why-stale", Place.HoursText, When.Ago(Now - at)),
        { HoursText.Length: 0 } => Words.Say("places.why-no-hours"),
        { Hours: null } => Words.Say("places.why-vague", Place.HoursText),
        _ => Words.Say("places.why-signed", Place.HoursText),
    };

    public string Distance => Metres switch
    {
        null => "",
        < 1000 => Words.Say("places.metres", Math.Round(Metres.Value / 10) * 10),
        _ => Words.Say("places.kilometres", (Metres.Value / 1000).ToString("0.0", CultureInfo.InvariantCulture)),
    };

    /// <summary>Empty where nobody would walk.</summary>
    public string Walk => Metres is { } far && WalkMinutes(far) is <= LongestWalk and var minutes ? Words.Say("places.walk", minutes) : "";

    public static double WalkMinutes(double metres) => Math.Max(1, Math.Ceiling(metres * Detour / MetresAMinute));

    public string Facilities => string.Join(" · ", Facility.In(Place.Facilities).Select(f => f.Name).Concat(OtherWords));

    /// <summary>What the register lists in words that our list of facilities does not know.</summary>
    public IEnumerable<string> OtherWords => Place.FacilityWords.Skip(System.Numerics.BitOperations.PopCount(Place.Facilities));

    /// <summary>Opens 高德 at the place, in its own datum.</summary>
    public string Route
    {
        get
        {
            var at = Datum.Gcj02.FromWgs84(Place.Position);
            return string.Create(CultureInfo.InvariantCulture, $"https://uri.amap.com/marker?position={at.Lon:0.######},{at.Lat:0.######}&name={Uri.EscapeDataString(Place.Name)}&coordinate=gaode&src=waystation");
        }
    }

    /// <summary>For any map the phone has (RFC 5870), in WGS-84.</summary>
    public string Geo => string.Create(CultureInfo.InvariantCulture, $"geo:{Place.Position.Lat:0.######},{Place.Position.Lon:0.######}");
}
