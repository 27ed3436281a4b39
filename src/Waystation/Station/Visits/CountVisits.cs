using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Evidence;
using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Visits;

/// <summary>
/// Somebody at the door says that they are there. It adds one to the station's hour; of one device the first of a day counts. Those who
/// also come by a network of their own speak for the station's being open, as many as it takes to doubt one, while nobody says otherwise.
/// </summary>
public sealed class CountVisits(NpgsqlDataSource source, StationIndex index, Limits limits, Rules rules, TimeProvider clock)
{
    /// <summary>What the code at a door leads to, whatever has become of the station. Null: no such code.</summary>
    public async Task<Place?> PlaceAsync(string code, CancellationToken ct)
    {
        await using var ask = source.CreateCommand("SELECT s.slug FROM station_doors d JOIN stations s ON s.id = d.station_id WHERE d.code = $1").With(code.Length > 20 || code.Contains('\0') ? "" : code.ToUpperInvariant());
        return await ask.ExecuteScalarAsync(ct) is string slug ? index.Find(slug) : null;
    }

    /// <returns>False where this device was counted here today.</returns>
    public async Task<bool> RunAsync(Place place, Visitor visitor, CancellationToken ct)
    {
        Rule.Require(place.Status == StationStatus.Active, Say.NotRunning);
        await limits.CountAsync(Limited.DeviceReportsAnHour, new Guid(visitor.Device), ct);
        await limits.CountAsync(Limited.NetworkReportsAnHour, new Guid(visitor.Network), ct);

        var (now, (device, network)) = (clock.GetUtcNow(), visitor.At(place.Id));
        // In order, so that two who send the same pair never wait for each other; and the second waits for the first to be written.
        await using var count = source.CreateCommand(
            """
            WITH first AS (INSERT INTO report_marks (station_id, about, mark, at) SELECT $1, 'visit', mark, $2 FROM unnest($3::bytea[]) AS mark ORDER BY mark ON CONFLICT DO NOTHING RETURNING mark),
                counted AS (SELECT count(*) AS news FROM first HAVING bool_or(mark = $4))
            INSERT INTO station_visits AS v (station_id, hour, by_door, apart) SELECT $1, $2, 1, (news = 2)::int FROM counted
            ON CONFLICT (station_id, hour) DO UPDATE SET by_door = v.by_door + 1, apart = v.apart + excluded.apart
            """).With(place.Id, Tally.HourOf(now), new[] { device, network }, device);
        if (await count.ExecuteNonQueryAsync(ct) == 0) return false;

        await SeenAsync(place.Id, now, ct);
        return true;
    }

    /// <summary>At most once an hour: what every node is told of would otherwise be each visit.</summary>
    async Task SeenAsync(Guid station, DateTimeOffset now, CancellationToken ct)
    {
        var rule = rules.On<KnowledgeRule>(KnowledgeRule.Station, City.DayOf(now)).Value;
        await using var seen = source.CreateCommand(
            """
            UPDATE stations s SET verified_at = $2, verified_by = 'visitors', changed_at = $2
            WHERE id = $1 AND (verified_at IS NULL OR verified_at < $2 - interval '1 hour')
              AND NOT EXISTS (SELECT FROM station_reports r WHERE r.station_id = s.id AND r.said = 'shut' AND r.at > greatest($3, s.verified_at))
              AND $4 <= (SELECT sum(v.apart) FROM station_visits v WHERE v.station_id = s.id AND v.hour > greatest($3, s.verified_at) AND v.hour >= $5)
            """).With(station, now.UtcDateTime, now.UtcDateTime.AddHours(-rule.ReportsHoldHours), (long)rule.VisitorsToDoubt, VisitorMarks.ToldApartSince(now));
        await seen.ExecuteNonQueryAsync(ct);
    }
}
