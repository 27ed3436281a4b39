using Npgsql;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Evidence;

/// <summary>
/// Somebody without sign-in says how they found a station. Of one device and of one network the first of a day counts. It lowers or raises what is known at once,
/// and asks those who answer for the station; it never closes one.
/// </summary>
public sealed class SayOfStation(NpgsqlDataSource source, Limits limits, Rules rules, WorkingCalendar calendar, TimeProvider clock)
{
    /// <param name="facility">Its code, where something is broken.</param>
    /// <returns>False where the same visitor has said so today.</returns>
    public async Task<bool> RunAsync(Place place, string said, string? facility, Visitor visitor, CancellationToken ct)
    {
        Rule.Require(place.Status == StationStatus.Active, Say.NotRunning);
        Rule.Require(said is VisitorSays.Fine or VisitorSays.Shut or VisitorSays.Broken, Say.SayWhat);
        var broken = said == VisitorSays.Broken ? Facility.Read(facility ?? "") : null;
        Rule.Require(said != VisitorSays.Broken || (broken is not null && ((place.Facilities & broken.Bit) != 0 || place.Seen.StatusOf(broken) != FacilityStatus.Unknown)), Say.WhichFacility);
        await limits.CountAsync(Limited.DeviceReportsAnHour, new Guid(visitor.Device), ct);
        await limits.CountAsync(Limited.NetworkReportsAnHour, new Guid(visitor.Network), ct);

        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var counts = await IsFirstAsync(connection, place.Id, $"{said} {broken?.Code}", visitor, ct);
        if (counts) await TakeAsync(connection, place.Id, said, broken?.Code, ct);
        await transaction.CommitAsync(ct);
        return counts;
    }

    async Task<bool> IsFirstAsync(NpgsqlConnection connection, Guid station, string about, Visitor visitor, CancellationToken ct)
    {
        var (device, network) = visitor.At(station);
        // In order, so that two who send the same pair never wait for each other; and the second waits for the first to be written.
        await using var marks = new NpgsqlCommand(
            """
            WITH first AS (INSERT INTO report_marks (station_id, about, mark, at) SELECT $1, $2, mark, $4 FROM unnest($3::bytea[]) AS mark ORDER BY mark ON CONFLICT DO NOTHING RETURNING mark)
            SELECT count(*) FROM first
            """, connection).With(station, about, new[] { device, network }, clock.GetUtcNow().UtcDateTime);
        return (long)(await marks.ExecuteScalarAsync(ct))! == 2;
    }

    async Task TakeAsync(NpgsqlConnection connection, Guid station, string said, string? facility, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using (var report = new NpgsqlCommand("INSERT INTO station_reports (id, station_id, said, facility, at) VALUES ($1, $2, $3, $4, $5)", connection).With(Guid.CreateVersion7(), station, said, facility, now.UtcDateTime))
            await report.ExecuteNonQueryAsync(ct);
        var rule = rules.On<KnowledgeRule>(KnowledgeRule.Station, City.DayOf(now)).Value;
        if (said == VisitorSays.Fine) await SeenAsync(connection, station, rule, now, ct);
        else await AskAsync(connection, station, facility, rule, now, ct);
    }

    /// <summary>As many as it takes to doubt a station are enough to have seen it, while nobody says otherwise.</summary>
    static async Task SeenAsync(NpgsqlConnection connection, Guid station, KnowledgeRule rule, DateTimeOffset now, CancellationToken ct)
    {
        await using var seen = new NpgsqlCommand(
            """
            UPDATE stations s SET verified_at = $2, verified_by = 'visitors', changed_at = $2
            WHERE id = $1 AND (SELECT count(*) FILTER (WHERE said = 'fine' AND at >= $5) >= $4 AND count(*) FILTER (WHERE said = 'shut') = 0 FROM station_reports r WHERE r.station_id = s.id AND r.at > greatest($3, s.verified_at))
            """, connection).With(station, now.UtcDateTime, now.UtcDateTime.AddHours(-rule.ReportsHoldHours), rule.VisitorsToDoubt, VisitorMarks.ToldApartSince(now));
        await seen.ExecuteNonQueryAsync(ct);
    }

    async Task AskAsync(NpgsqlConnection connection, Guid station, string? facility, KnowledgeRule rule, DateTimeOffset now, CancellationToken ct)
    {
        var (today, about) = (City.DayOf(now), facility ?? StationQuestion.OfOpening);
        var owes = rules.On<Clock>(Clock.StationQuestion, today);
        await using var ask = new NpgsqlCommand(
            """
            INSERT INTO station_questions (id, station_id, union_id, about, asked_at, rule, due_on) SELECT $1, id, union_id, $3, $4, $5, $6 FROM stations WHERE id = $2
            ON CONFLICT (station_id, about) WHERE answered_at IS NULL DO NOTHING
            """, connection).With(Guid.CreateVersion7(), station, about, now.UtcDateTime, owes.Stamp, owes.Value.DueOn(today, calendar));
        await ask.ExecuteNonQueryAsync(ct);
        if (facility is null) return;

        await using var broken = new NpgsqlCommand(
            """
            UPDATE station_facilities f SET status = 'broken' WHERE station_id = $1 AND facility = $2 AND status <> 'broken'
            AND $3 <= (SELECT count(*) FROM station_reports r WHERE r.station_id = $1 AND r.facility = $2 AND r.at > $4 AND r.at >= $5
                       AND NOT EXISTS (SELECT FROM station_questions q WHERE q.station_id = $1 AND q.about = $2 AND q.answered_at >= r.at))
            """, connection).With(station, facility, rule.VisitorsToBreak, now.UtcDateTime.AddHours(-rule.ReportsHoldHours), VisitorMarks.ToldApartSince(now));
        await broken.ExecuteNonQueryAsync(ct);
    }
}
