using System.Net;
using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Evidence;
using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.DemoCity;

/// <summary>What people have said of the demo's stations lately: most were seen, some are doubted, a few take stock, and some have something broken.</summary>
sealed class SpeakOfStations(House house, TimeProvider clock)
{
    /// <summary>Of so many stations one is doubted, takes stock, has no water.</summary>
    const int Doubted = 31, TakesStock = 67, Dry = 43, Hours = 240;

    public async Task RunAsync(CancellationToken ct)
    {
        await using (var db = house.Database.NewContext())
        {
            var stations = await db.Set<Station>().Where(s => s.Status == StationStatus.Active).OrderBy(s => s.Code).ToListAsync(ct);
            if (stations.Exists(s => s.VerifiedAt is not null)) return;

            var now = clock.GetUtcNow().UtcDateTime;
            foreach (var (i, station) in stations.Index())
            {
                if (i % 5 < 3) station.Confirm(i % 2 == 0 ? VerifiedBy.Keeper : VerifiedBy.Officer, now.AddHours(-(1 + i * 37 % Hours)));
                if (i % TakesStock == 5) db.Add(StationException.Make(station, ChangeKind.Closed, "盘点", now, now.AddHours(5), now));
            }

            await db.SaveChangesAsync(ct);
        }

        await VisitorsAsync(ct);
    }

    async Task VisitorsAsync(CancellationToken ct)
    {
        var (source, rules) = (house.Database.Source, Rules.Read(house.Folder, Rooms.RuleKinds));
        var index = new StationIndex(source, WorkingCalendar.China, day => rules.On<KnowledgeRule>(KnowledgeRule.Station, day).Value, clock);
        await index.RefreshAsync(ct);
        var (say, marks) = (new SayOfStation(source, new Limits(source, clock), rules, WorkingCalendar.China, clock), new VisitorMarks(source, clock));
        foreach (var (i, place) in index.Register.Where(p => p.Status == StationStatus.Active).Index())
        {
            if (i % Doubted == 7)
                for (var visitor = 0; visitor <= i % 4; visitor++) await say.RunAsync(place, VisitorSays.Shut, null, await SomebodyAsync(marks, i, visitor, ct), ct);
            if (i % Dry == 11 && (place.Facilities & Facility.Read("water")!.Bit) != 0)
                for (var visitor = 0; visitor <= i % 2; visitor++) await say.RunAsync(place, VisitorSays.Broken, "water", await SomebodyAsync(marks, i, visitor, ct), ct);
        }
    }

    /// <summary>Addresses that are kept for documentation and belong to nobody (RFC 3849).</summary>
    static Task<Visitor> SomebodyAsync(VisitorMarks marks, int station, int visitor, CancellationToken ct) =>
        marks.OfAsync(new Guid(station, (short)visitor, 0, new byte[8]), IPAddress.Parse($"2001:db8:{station * 8 % 0xffff + visitor:x}::1"), ct);
}
