using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Evidence;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>
/// What follows from a visit that counts: the station is known to have been open, or shut, as of when the visit happened, its facilities as they were found,
/// and each fault is to be mended by a day. Whoever looked later, and said so before this arrived, is not overruled.
/// </summary>
public sealed class TakeEffect(Desk desk, WaystationDb db, WorkingCalendar calendar)
{
    /// <param name="station">Held: see <see cref="HoldStation"/>.</param>
    public async Task RunAsync(RoundVisit visit, Station station, KeptChecklist checklist, CancellationToken ct)
    {
        var items = checklist.Items.ToDictionary(i => i.Id);
        List<(ChecklistItem Item, Answered Answer)> said = [.. visit.Read().Select(a => (items[a.Item], a))];
        await OpeningAsync(visit, station, said, ct);
        var later = await KnownLaterAsync(visit, ct);
        foreach (var (item, answer) in said.Where(s => s.Item.AnyOf is not null && !s.Item.AnyOf.Any(later.Contains))) Look(station, item, answer.Answer);
        await FaultsAsync(visit, checklist, [.. said.Where(s => s.Answer.Answer is Answer.Fault or Answer.Missing)], ct);
    }

    /// <summary>Of an item one fault is open at a time, whichever round found it first.</summary>
    async Task FaultsAsync(RoundVisit visit, KeptChecklist checklist, IReadOnlyList<(ChecklistItem Item, Answered Answer)> wrong, CancellationToken ct)
    {
        var open = await desk.All<Fault>().Where(f => f.StationId == visit.StationId && (f.State == FaultState.Open || f.State == FaultState.Mended)).ToDictionaryAsync(f => f.Item, ct);
        foreach (var (item, answer) in wrong)
        {
            if (open.TryGetValue(item.Id, out var known)) desk.Add(known.FindAgain(visit, answer));
            else desk.Add(Fault.Found(visit, item, answer, checklist, checklist.DueOn(item.Severity, City.DayOf(new DateTimeOffset(visit.HappenedAt, TimeSpan.Zero)), calendar)));
        }
    }

    async Task OpeningAsync(RoundVisit visit, Station station, IReadOnlyList<(ChecklistItem Item, Answered Answer)> said, CancellationToken ct)
    {
        if (station.Status != StationStatus.Active || station.VerifiedAt >= visit.HappenedAt || said.FirstOrDefault(s => s.Item.OfOpening) is not { Item: not null } opening) return;

        if (opening.Answer.Answer is Answer.Fit)
        {
            station.SeenByInspection(visit.HappenedAt, desk.Now);
            var open = await desk.All<StationQuestion>().SingleOrDefaultAsync(q => q.StationId == station.Id && q.About == StationQuestion.OfOpening && q.AnsweredAt == null && q.AskedAt <= visit.HappenedAt, ct);
            open?.Reply(StationQuestion.Fine, desk.Now);
        }

        if (opening.Answer.Answer is not Answer.Fault) return;

        var changes = await desk.All<StationException>().Where(c => c.StationId == station.Id && c.UntilAt > visit.HappenedAt && c.UntilAt > c.FromAt).ToListAsync(ct);
        var endOfDay = Night.EndOfDay(OpeningHours.Read(station.OpeningHours ?? ""), StationException.Longer(changes), visit.HappenedAt, calendar);
        if (endOfDay > desk.Now)
            desk.Add(StationException.Make(station, ChangeKind.Closed, Words.Say(Words.Chinese, "rounds.found-shut"), visit.HappenedAt, endOfDay, desk.Now));
    }

    /// <summary>Facilities of which somebody has said something since the visit: an answer to visitors, a mended fault, a later visit.</summary>
    async Task<HashSet<string>> KnownLaterAsync(RoundVisit visit, CancellationToken ct)
    {
        var answered = await desk.All<StationQuestion>().Where(q => q.StationId == visit.StationId && q.AnsweredAt > visit.HappenedAt).Select(q => q.About).ToListAsync(ct);
        var mended = await desk.All<Fault>().Where(f => f.StationId == visit.StationId && (f.MendedAt > visit.HappenedAt || f.CheckedAt > visit.HappenedAt)).Select(f => f.Facilities).ToListAsync(ct);
        var visits = await desk.All<RoundVisit>().AsNoTracking().Where(v => v.StationId == visit.StationId && v.HappenedAt > visit.HappenedAt && v.Standing == Standing.Counts && v.Id != visit.Id).ToListAsync(ct);
        var ids = visits.Select(v => v.ChecklistId).Distinct().ToArray();
        var lists = await db.Set<ChecklistOnFile>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(ct);
        var looked = lists.SelectMany(c => KeptChecklist.Read(c.Content).Items).SelectMany(i => i.AnyOf ?? []);
        return [.. answered, .. mended.SelectMany(f => f), .. looked];
    }

    /// <summary>Of several things that would do, those that the station lists; of none listed, the first.</summary>
    void Look(Station station, ChecklistItem item, Answer answer)
    {
        if (answer is Answer.NotApplicable) return;

        string[] listed = [.. item.AnyOf!.Where(code => station.Facilities.Any(f => f.FacilityCode == code))];
        // Which of several works nobody has said.
        if (answer is Answer.Fit && listed.Length > 1) return;

        foreach (var code in listed.Length > 0 ? listed : [item.AnyOf![0]])
            station.Found(Facility.Read(code)!, answer switch { Answer.Fit => FacilityStatus.Works, Answer.Missing => FacilityStatus.Missing, _ => FacilityStatus.Broken }, desk.Now);
    }
}
