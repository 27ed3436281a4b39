using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Hours;

/// <summary>A keeper, or an officer of the branch, says when a station is open from now on. Map, pages and data tell it at once.</summary>
public sealed class PostHours(Desk desk)
{
    /// <param name="seen">The words that stood there when the form was made.</param>
    public async Task RunAsync(Station station, StationWeek week, string? seen, CancellationToken ct)
    {
        Rule.Require(station.Status != StationStatus.Retired, Say.StationOver);
        Rule.Require(seen == station.OpeningHoursText, Say.Meanwhile(station.OpeningHoursText));
        week.Require();
        station.PostHours(week.InWords(), week.Syntax(), desk.Now);
        await desk.SaveAsync(Did.PostedHours, station.Id, ct: ct);
    }
}
