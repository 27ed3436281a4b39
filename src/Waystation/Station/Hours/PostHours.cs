using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Lives;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Hours;

/// <summary>
/// A keeper, or an officer of the branch, says when a station is open from now on. Map, pages and data tell it at once. Where a keeper's hours are others than were agreed,
/// the street is told.
/// </summary>
public sealed class PostHours(Desk desk, WaystationDb db, WorkingCalendar calendar)
{
    bool IsKeeper => desk.Post.StationId is not null;

    /// <param name="seen">The words that stood there when the form was made.</param>
    /// <param name="why">Of a keeper; may be left out.</param>
    public async Task RunAsync(Station station, StationWeek week, string? seen, string? why, CancellationToken ct)
    {
        Rule.Require(station.Status != StationStatus.Retired, Say.StationOver);
        Rule.Require(seen == station.OpeningHoursText, Say.Meanwhile(station.OpeningHoursText));
        week.Require();
        var (before, reason) = (new SaidHours(station.OpeningHoursText, station.OpeningHours), HoursChange.Reason(why));
        station.PostHours(week.InWords(), week.Syntax(), desk.Now);
        await NoteAsync(station, before, reason, ct);
        await SavedAsync(() => desk.SaveAsync(Did.PostedHours, station.Id, ct: ct));
    }

    /// <summary>What an officer posts, and what comes back to the agreement, needs nobody's look.</summary>
    async Task NoteAsync(Station station, SaidHours before, string why, CancellationToken ct)
    {
        var open = await desk.All<HoursChange>().SingleOrDefaultAsync(c => c.StationId == station.Id && c.EndedAt == null, ct);
        // A register, an agreement or an officer has said other hours since.
        if (open is not null && (open.PostedWords != before.Words || !IsKeeper))
        {
            open.End(HoursChange.Overtaken, desk.Caller.AccountId, desk.Now);
            open = null;
        }

        if (!IsKeeper) return;
        if (await IsAgreedAsync(station, open?.Before ?? before, ct)) open?.End(HoursChange.Back, desk.Caller.AccountId, desk.Now);
        else if (open is not null) open.Post(station, why, desk.Caller.AccountId, desk.Now);
        else desk.Add(HoursChange.Of(station, before, why, desk.Caller.AccountId, desk.Now));
    }

    async Task<bool> IsAgreedAsync(Station station, SaidHours agreed, CancellationToken ct)
    {
        var posted = new SaidHours(station.OpeningHoursText, station.OpeningHours);
        if (CompareHours.AreSame(agreed, posted, calendar)) return true;

        var words = await (from agreement in db.Set<Agreement>() join step in db.Set<StationStep>() on agreement.StepId equals step.Id where step.StationId == station.Id orderby step.Nth descending select agreement.Hours).FirstOrDefaultAsync(ct);
        return words is not null && CompareHours.AreSame(new(words, SpokenHours.ToOpeningHours(words)), posted, calendar);
    }

    /// <summary>Of two who say something of one station's hours at once, the second is told.</summary>
    internal static async Task SavedAsync(Func<Task> save)
    {
        try
        {
            await save();
        }
        catch (DbUpdateException twice) when (twice is DbUpdateConcurrencyException || twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new Refusal(Say.ChangeSettled, twice);
        }
    }
}
