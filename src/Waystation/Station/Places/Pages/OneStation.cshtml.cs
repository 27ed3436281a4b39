using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Calendar;
using Waystation.Shared;

namespace Waystation.Places.Pages;

/// <summary>One station: whether it is open now and this week, what is there, how old that knowledge is, and the way.</summary>
[ForEveryone]
public sealed class OneStationModel(StationIndex index, WorkingCalendar calendar, TimeProvider clock) : PageModel
{
    /// <summary>What everybody asks about; of the others only what somebody has said is told.</summary>
    static readonly string[] asked = ["water", "microwave", "seats", "toilet", "phone-charging", "e-bike-charging", "battery-swap", "air-conditioning", "first-aid", "aed", "umbrella", "raincoat", "pump"];

    public PlaceCard? Card { get; private set; }
    public Place Place => Card!.Place;
    public bool IsLoading => !index.IsReady;
    public IReadOnlyList<WeekDay> Week { get; private set; } = [];

    /// <summary>The holidays of this year are known, so the week may be relied on for them.</summary>
    public bool KnowsHolidays { get; private set; }

    public IEnumerable<(string Name, string Status)> Facilities =>
        from facility in Facility.All
        let status = Place.StateOf(facility)
        where status != FacilityStatus.Unknown || asked.Contains(facility.Code)
        select (facility.Name, status);

    public string Access => Place.Access.Length > 0 ? RegisterWords.Access(Place.Access) : Words.Say("places.access-unknown");

    /// <summary>Stations around this one, whatever is wrong with it.</summary>
    public string Around => Place.IsLocated ? new StartAddress { Here = Place.Position }.ToString() : "/";

    public void OnGet(string slug)
    {
        if (index.Find(slug) is not { } place)
        {
            Response.StatusCode = index.IsReady ? StatusCodes.Status404NotFound : StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var now = clock.GetUtcNow();
        var today = City.DayOf(now);
        Card = new PlaceCard(place, place.OpeningAt(now, calendar), null, now);
        if (place.Status == StationStatus.Retired) Response.StatusCode = StatusCodes.Status410Gone;
        if (place.Status == StationStatus.Active) Week = [.. WeekDay.Of(place.Hours, calendar, today, place.Said)];
        KnowsHolidays = calendar.Knows(today.Year) && calendar.Knows(today.AddDays(6).Year);
    }
}
