using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Waystation.Calendar;
using Waystation.Geography;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>A place as a phone keeps it for where there is no signal.</summary>
/// <param name="Open">From and to in seconds since 1970, by its hours and what is announced; null: nobody knows its hours.</param>
/// <param name="Has">Codes of facilities.</param>
public sealed record KeptPlace(string Slug, string Name, double Lat, double Lon, string Kind, string KindName, IReadOnlyList<string> Has, string Facilities, IReadOnlyList<long[]>? Open);

/// <summary>The nearest places with their opening hours for a week ahead: all that a phone needs to answer without signal what is open, at which hour.</summary>
/// <param name="Made">Seconds since 1970.</param>
/// <param name="Soon">Whoever would come with fewer minutes left than this is warned.</param>
public sealed record WeekAhead(long Made, long Until, int Soon, IReadOnlyList<KeptPlace> Places)
{
    const int MostPlaces = 60, Days = 7;

    static readonly JsonSerializerOptions readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    internal static IResult Answer(HttpRequest request, NearbyPlaces nearby, WorkingCalendar calendar, TimeProvider clock)
    {
        if (NearbyParameters.Read(request.Query, out var wrong) is not { } search) return wrong!.AsProblem();

        return Results.Json(Of(nearby, search.From, calendar, clock.GetUtcNow()), readable);
    }

    public static WeekAhead Of(NearbyPlaces nearby, Position from, WorkingCalendar calendar, DateTimeOffset now)
    {
        var (until, soon, places) = (now.AddDays(Days), 0, new List<KeptPlace>());
        nearby.Find(new NearbySearch(from, Limit: MostPlaces), (place, _, _) =>
        {
            soon = place.Rule.ClosesSoonMinutes;
            places.Add(new(
                place.Slug, place.Name, Math.Round(place.Position.Lat, 5), Math.Round(place.Position.Lon, 5), place.Kind.Code, place.Kind.Name,
                [.. Facility.In(place.Facilities).Select(f => f.Code)], string.Join(" · ", Facility.In(place.Facilities).Select(f => f.Name)), OpenOf(place, calendar, now, until)));
        });
        return new(now.ToUnixTimeSeconds(), until.ToUnixTimeSeconds(), soon, places);
    }

    static List<long[]>? OpenOf(Place place, WorkingCalendar calendar, DateTimeOffset from, DateTimeOffset until)
    {
        if (place.Hours is null) return null;

        var open = new List<long[]>();
        for (var at = from; at < until;)
        {
            var opening = place.OpeningAt(at, calendar);
            // What visitors doubt is unknown for the hours for which their word holds; then the hours count again.
            var to = opening.Until ?? (opening.State is OpenState.Unknown ? at.AddHours(1) : until);
            if (to > until) to = until;
            if (opening.State is OpenState.Open) open.Add([at.ToUnixTimeSeconds(), to.ToUnixTimeSeconds()]);
            at = to;
        }

        return open;
    }
}
