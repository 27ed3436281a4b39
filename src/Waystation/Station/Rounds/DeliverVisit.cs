using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Geography;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>What became of a delivery.</summary>
/// <param name="IsNew">False: the very same was here before.</param>
public sealed record Delivered(Guid Delivery, Standing Standing, bool IsNew);

/// <summary>
/// Takes a visit in, however often and in whatever order it comes. The same again changes nothing; another version of it, or another team's visit
/// of that station, is kept beside it and waits for a person. What is hard to believe is marked, never dropped.
/// </summary>
public sealed class DeliverVisit(Desk desk, WaystationDb db, Vault vault, DrawUpChecklists checklists, TakeEffect effect)
{
    sealed record Stop(Round Round, Station Station, int Team);

    /// <returns>Null: there is no such stop within reach.</returns>
    public async Task<Delivered?> RunAsync(Guid visitId, VisitReport report, CancellationToken ct)
    {
        if (await FindAsync(report, ct) is not { } stop) return null;

        Rule.Require(stop.Team > 0, Say.NotOnATeam);
        var checklist = await checklists.FindAsync(report.Checklist, ct);
        Rule.Require(checklist is not null, Say.ChecklistUnknown);
        report.Require(checklist!);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (delivered, version) = await KeepAsync(visitId, report, stop, checklist!, ct);
        if (!delivered.IsNew) return delivered;

        if (delivered.Standing is Standing.Counts) await effect.RunAsync(await db.Set<RoundVisit>().SingleAsync(v => v.Id == delivered.Delivery, ct), await db.HoldStationAsync(stop.Station.Id, ct), checklist!, ct);
        await desk.SaveAsync(Did.DeliveredInspection, delivered.Delivery, amount: (int)delivered.Standing, ct: ct);
        await transaction.CommitAsync(ct);
        return delivered;
    }

    async Task<Stop?> FindAsync(VisitReport report, CancellationToken ct)
    {
        if (!await desk.All<RoundStop>().AnyAsync(s => s.RoundId == report.Round && s.StationId == report.Station, ct)) return null;

        var station = await desk.All<Station>().AsNoTracking().SingleAsync(s => s.Id == report.Station, ct);
        var round = await db.Set<Round>().SingleAsync(r => r.Id == report.Round, ct);
        var person = await db.Set<RoundPerson>().AsNoTracking().SingleOrDefaultAsync(p => p.RoundId == round.Id && p.AccountId == desk.Caller.AccountId, ct);
        return new(round, station, person?.Team ?? 0);
    }

    async Task<(Delivered, Guid Version)> KeepAsync(Guid visitId, VisitReport report, Stop stop, KeptChecklist checklist, CancellationToken ct)
    {
        var (version, connection) = (report.Version(vault), (NpgsqlConnection)db.Database.GetDbConnection());
        while (true)
        {
            // Whoever comes second at the same moment waits here until the first is written, and then finds it.
            await using (var insert = Insert(connection, visitId, version, report, stop, checklist))
            await using (var row = await insert.ExecuteReaderAsync(ct))
                if (await row.ReadAsync(ct)) return (new(row.GetGuid(0), Wire.Read<Standing>(row.GetString(1)), IsNew: true), version);

            await using var ask = new NpgsqlCommand("SELECT id, standing FROM round_visits WHERE visit_id = $1 AND version = $2", connection).With(visitId, version);
            await using var known = await ask.ExecuteReaderAsync(ct);
            if (await known.ReadAsync(ct)) return (new(known.GetGuid(0), Wire.Read<Standing>(known.GetString(1)), IsNew: false), version);
        }
    }

    NpgsqlCommand Insert(NpgsqlConnection connection, Guid visitId, Guid version, VisitReport report, Stop stop, KeptChecklist checklist)
    {
        var (happenedAt, flags) = Doubts(report, stop, checklist);
        return new NpgsqlCommand(
            """
            INSERT INTO round_visits (id, visit_id, version, round_id, station_id, union_id, team, account_id, checklist_id, visited_at, happened_at, received_at, lat, lon, accuracy, flags, answers, met, agreed, note, pictures, signature, standing)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17::jsonb, $18, $19, $20, $21, $22,
                CASE WHEN $23 OR EXISTS (SELECT FROM round_visits WHERE round_id = $4 AND station_id = $5 AND standing = 'counts') OR EXISTS (SELECT FROM round_visits WHERE visit_id = $2) THEN 'waits' ELSE 'counts' END
            ON CONFLICT DO NOTHING RETURNING id, standing
            """, connection).With(
            Guid.CreateVersion7(), visitId, version, stop.Round.Id, stop.Station.Id, stop.Station.UnionId, stop.Team, desk.Caller.AccountId, report.Checklist,
            report.VisitedAt.UtcDateTime, happenedAt, desk.Now, report.Lat, report.Lon, report.Accuracy, flags, JsonSerializer.Serialize(report.Answers, Wire.Options),
            string.IsNullOrWhiteSpace(report.Met) ? null : vault.Seal(report.Met.Trim()), Wire.Code(report.Agreed), (report.Note ?? "").Trim(), (report.Pictures ?? []).ToArray(), report.Signature, stop.Round.IsOver);
    }

    /// <summary>When it happened, as near as can be told, and what is hard to believe.</summary>
    (DateTime HappenedAt, string[] Flags) Doubts(VisitReport report, Stop stop, KeptChecklist checklist)
    {
        List<string> flags = [];
        var (now, said) = (desk.Now, report.VisitedAt.UtcDateTime);
        var off = report.SentAt is { } sent ? now - sent.UtcDateTime : TimeSpan.Zero;
        if (off.Duration() > TimeSpan.FromMinutes(checklist.ClockMinutes) || said > now.AddMinutes(checklist.ClockMinutes))
        {
            flags.Add(Doubt.Clock);
            said = report.SentAt is { } at && report.VisitedAt <= at ? said + off : now;
        }

        // An ordinary form tells the minute only.
        if (said < stop.Round.OpenedAt.AddMinutes(-1))
        {
            flags.Add(Doubt.Before);
            said = now;
        }

        if (DoubtOfPlace(report, stop.Station, checklist.FarMetres) is { } doubt) flags.Add(doubt);
        if (stop.Round.IsOver) flags.Add(Doubt.Late);
        return (said < now ? said : now, [.. flags]);
    }

    static string? DoubtOfPlace(VisitReport report, Station station, int far) =>
        report.Lat is not { } lat ? Doubt.Nowhere :
        // Whoever may be anywhere in town may be here too: that is no proof.
        report.Accuracy > far ? Doubt.Vague :
        station.Lat is { } at && Sphere.Metres(new(at, station.Lon!.Value), new(lat, report.Lon!.Value)) - (report.Accuracy ?? 0) > far ? Doubt.Far : null;
}
