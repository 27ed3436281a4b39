using System.Collections.Concurrent;
using Npgsql;
using Waystation.Calendar;
using Waystation.Geography;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>
/// All stations in this node's memory, those on the map and the others, kept up with the database. It follows the outbox by snapshots: what this look sees and the
/// last one did not. By sequence numbers it would pass by what commits late, below the oldest running transaction it would wait
/// for every long one on the server, and LISTEN does not pass every pooler.
/// </summary>
public sealed class StationIndex(NpgsqlDataSource source, WorkingCalendar calendar, Func<DateOnly, KnowledgeRule> ruleOn, TimeProvider clock)
{
    const int AtOnce = 10_000;

    readonly Dictionary<Guid, Place> places = [];
    readonly ConcurrentDictionary<string, Place> bySlug = new();
    readonly ConcurrentDictionary<string, OpeningHours?> hours = new();
    readonly ConcurrentDictionary<string, string> words = new();
    readonly SemaphoreSlim one = new(1);
    readonly Lock drawing = new();
    KnowledgeRule? rule;
    string? seen;
    volatile Drawing drawn = Drawing.Empty;

    /// <summary>As of the last refresh; empty before the first.</summary>
    public PlaceMap Map => Now().Map;

    /// <summary>All that everybody may be told of, in the order of their numbers, with or without a place on the map; another list whenever one of them has changed.</summary>
    public IReadOnlyList<Place> Register => Now().Register;

    public bool IsReady { get; private set; }

    /// <summary>By the last part of its address; also one that is off the map, resting or given up.</summary>
    public Place? Find(string slug) => bySlug.GetValueOrDefault(slug)?.On(City.Today(clock));

    /// <summary>Loads everything the first time, and later what changed. Safe to call at any time.</summary>
    public async Task RefreshAsync(CancellationToken ct = default)
    {
        await one.WaitAsync(ct);
        try
        {
            WeighBy(ruleOn(City.Today(clock)));
            if (seen is null) await LoadAsync(ct);
            else await FollowAsync(ct);
            IsReady = true;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Forgets what it knows; the next refresh loads everything.</summary>
    public void StartOver() => seen = null;

    /// <summary>From the day a new version of the rule holds, every place is weighed by it.</summary>
    void WeighBy(KnowledgeRule today)
    {
        if (today == rule) return;

        rule = today;
        StartOver();
    }

    async Task LoadAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var one = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await using var current = new NpgsqlCommand("SELECT pg_current_snapshot()::text", connection);
        var snapshot = (string)(await current.ExecuteScalarAsync(ct))!;
        await using var all = new NpgsqlCommand(Select, connection);
        var gone = places.Keys.ToHashSet();
        await foreach (var (id, place) in ReadAsync(all, ct))
        {
            Keep(id, place);
            gone.Remove(id);
        }

        foreach (var id in gone) Keep(id, null);
        Draw();
        seen = snapshot;
    }

    async Task FollowAsync(CancellationToken ct)
    {
        var (changed, snapshot) = await ChangedAsync(ct);
        foreach (var ids in changed.Chunk(AtOnce)) await ReadAgainAsync(ids, ct);
        if (changed.Length > 0) Draw();
        // Only now: had reading them failed, they would have to be read again.
        seen = snapshot;
    }

    /// <summary>The stations that changed between the last look and this one, and this look's snapshot.</summary>
    async Task<(Guid[] Changed, string Snapshot)> ChangedAsync(CancellationToken ct)
    {
        await using var changes = source.CreateCommand(
            """
            SELECT ARRAY(SELECT DISTINCT station_id FROM station_changes
                         WHERE xid >= pg_snapshot_xmin($1::pg_snapshot) AND NOT pg_visible_in_snapshot(xid, $1::pg_snapshot)),
                   pg_current_snapshot()::text
            """);
        changes.Parameters.Add(new NpgsqlParameter { Value = seen, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await using var row = await changes.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetFieldValue<Guid[]>(0), row.GetString(1));
    }

    async Task ReadAgainAsync(Guid[] ids, CancellationToken ct)
    {
        await using var some = source.CreateCommand(Select + " AND s.id = ANY ($1)");
        some.Parameters.AddWithValue(ids);
        var now = new Dictionary<Guid, Place>();
        await foreach (var (id, place) in ReadAsync(some, ct)) now[id] = place;
        foreach (var id in ids) Keep(id, now.GetValueOrDefault(id));
    }

    void Draw()
    {
        lock (drawing) drawn = Drawing.Of([.. places.Values.OrderBy(p => p.Code, StringComparer.Ordinal)], City.Today(clock), calendar);
    }

    /// <summary>What was drawn yesterday is drawn again by the first who asks today: a place whose period ends needs nobody to take it off the map.</summary>
    Drawing Now()
    {
        var last = drawn;
        if (clock.GetUtcNow() < last.Until) return last;

        lock (drawing)
        {
            if (clock.GetUtcNow() >= drawn.Until) drawn = Drawing.Of(drawn.All, City.Today(clock), calendar);
            return drawn;
        }
    }

    void Keep(Guid id, Place? place)
    {
        if (place is not null)
        {
            places[id] = bySlug[place.Slug] = place;
            return;
        }

        if (places.Remove(id, out var gone)) bySlug.TryRemove(gone.Slug, out _);
    }

    const string Select =
        """
        SELECT s.id, s.code, s.slug, s.name, s.kind, d.name, t.name, s.address, s.lat, s.lon, s.opening_hours, s.verified_at, s.opening_hours_text, s.other_facilities,
               ARRAY(SELECT f.facility || ' ' || f.status FROM station_facilities f WHERE f.station_id = s.id), s.access, s.serves, s.host, s.opened_on, s.status,
               s.union_id, s.serves_outdoor_workers, s.changed_at, coalesce(s.verified_by, ''), s.starts_on, s.ends_on,
               ARRAY(SELECT extract(epoch FROM r.at)::text || ' ' || r.said || ' ' || coalesce(r.facility, '') FROM station_reports r
                     WHERE r.station_id = s.id AND r.at > greatest(now() - interval '30 days', s.verified_at)
                       AND NOT EXISTS (SELECT FROM station_questions q WHERE q.station_id = r.station_id AND q.about = coalesce(r.facility, 'open') AND q.answered_at >= r.at) ORDER BY r.at),
               ARRAY(SELECT extract(epoch FROM c.from_at)::text || ' ' || extract(epoch FROM c.until_at)::text || ' ' || c.kind || ' ' || c.reason FROM station_exceptions c
                     WHERE c.station_id = s.id AND c.until_at > now() AND c.until_at > c.from_at ORDER BY c.made_at, c.from_at)
        FROM stations s JOIN divisions d ON d.code = s.district_code JOIN divisions t ON t.code = s.street_code
        WHERE s.status <> 'preparing'
        """;

    async IAsyncEnumerable<(Guid Id, Place Place)> ReadAsync(NpgsqlCommand command, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) yield return (row.GetGuid(0), PlaceOf(row));
    }

    Place PlaceOf(NpgsqlDataReader row)
    {
        var (usable, seen) = Offered(row.GetFieldValue<string[]>(14));
        var isLocated = !row.IsDBNull(8);
        return new Place
        {
            Id = row.GetGuid(0),
            Code = row.GetString(1),
            Slug = row.GetString(2),
            Name = row.GetString(3),
            Kind = StationKind.Of(row.GetString(4)),
            District = Shared(row.GetString(5)),
            Street = Shared(row.GetString(6)),
            Address = row.GetString(7),
            IsLocated = isLocated,
            Position = isLocated ? new Position(row.GetDouble(8), row.GetDouble(9)) : default,
            Hours = row.IsDBNull(10) ? null : hours.GetOrAdd(row.GetString(10), OpeningHours.Read),
            HoursText = Shared(row.GetString(12)),
            VerifiedAt = row.IsDBNull(11) ? null : row.GetDateTime(11),
            Facilities = usable,
            Seen = seen,
            FacilityWords = [.. Facility.In(usable).Select(f => f.Word), .. row.GetFieldValue<string[]>(13).Select(Shared)],
            Access = Shared(row.GetString(15)),
            Serves = Shared(row.GetString(16)),
            Host = Shared(row.GetString(17)),
            OpenedOn = row.IsDBNull(18) ? null : row.GetFieldValue<DateOnly>(18),
            Status = Shared(row.GetString(19)),
            UnionId = row.GetGuid(20),
            ServesOutdoorWorkers = row.IsDBNull(21) ? null : row.GetBoolean(21),
            ChangedAt = row.GetDateTime(22),
            SeenBy = Shared(row.GetString(23)),
            StartsOn = row.IsDBNull(24) ? null : row.GetFieldValue<DateOnly>(24),
            EndsOn = row.IsDBNull(25) ? null : row.GetFieldValue<DateOnly>(25),
            Said = SaidRows.Read(row.GetFieldValue<string[]>(26), row.GetFieldValue<string[]>(27)),
            Rule = rule!,
        };
    }

    /// <summary>What may be counted on, and what of it somebody has seen: from <c>water works</c>, <c>aed broken</c>.</summary>
    static (ulong Usable, FacilitiesSeen Seen) Offered(string[] rows)
    {
        var by = rows.Select(r => r.Split(' ')).ToLookup(r => r[1], r => r[0]);
        var seen = new FacilitiesSeen(Facility.SetOf(by[FacilityStatus.Works]), Facility.SetOf(by[FacilityStatus.Broken]), Facility.SetOf(by[FacilityStatus.Missing]));
        return (seen.Works | Facility.SetOf(by[FacilityStatus.Unknown]), seen);
    }

    string Shared(string word) => words.GetOrAdd(word, word);
}
