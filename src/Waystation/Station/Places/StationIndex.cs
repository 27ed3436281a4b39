using System.Collections.Concurrent;
using Npgsql;
using Waystation.Calendar;
using Waystation.Geography;

namespace Waystation.Places;

/// <summary>
/// The places of this node's memory, kept up with the database. It follows the outbox by snapshots: what this look sees and the
/// last one did not. By sequence numbers it would pass by what commits late, below the oldest running transaction it would wait
/// for every long one on the server, and LISTEN does not pass every pooler.
/// </summary>
public sealed class StationIndex(NpgsqlDataSource source, WorkingCalendar calendar)
{
    const int AtOnce = 10_000;

    readonly Dictionary<Guid, Place> places = [];
    readonly ConcurrentDictionary<string, OpeningHours?> hours = new();
    readonly ConcurrentDictionary<string, string> words = new();
    readonly SemaphoreSlim one = new(1);
    string? seen;
    volatile PlaceMap map = PlaceMap.Empty;

    /// <summary>As of the last refresh; empty before the first.</summary>
    public PlaceMap Map => map;

    public bool IsReady { get; private set; }

    /// <summary>Loads everything the first time, and later what changed. Safe to call at any time.</summary>
    public async Task RefreshAsync(CancellationToken ct = default)
    {
        await one.WaitAsync(ct);
        try
        {
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

    async Task LoadAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var one = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await using var current = new NpgsqlCommand("SELECT pg_current_snapshot()::text", connection);
        var snapshot = (string)(await current.ExecuteScalarAsync(ct))!;
        await using var all = new NpgsqlCommand(Select, connection);
        places.Clear();
        await foreach (var (id, place) in ReadAsync(all, ct)) Keep(id, place);
        (map, seen) = (new PlaceMap(places.Values, calendar), snapshot);
    }

    async Task FollowAsync(CancellationToken ct)
    {
        var (changed, snapshot) = await ChangedAsync(ct);
        foreach (var ids in changed.Chunk(AtOnce)) await ReadAgainAsync(ids, ct);
        if (changed.Length > 0) map = new PlaceMap(places.Values, calendar);
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

    void Keep(Guid id, Place? place)
    {
        if (place is null) places.Remove(id);
        else places[id] = place;
    }

    const string Select =
        """
        SELECT s.id, s.code, s.slug, s.name, s.kind, d.name, t.name, s.address, s.lat, s.lon, s.opening_hours, s.verified_at, s.opening_hours_text, s.other_facilities,
               ARRAY(SELECT f.facility FROM station_facilities f WHERE f.station_id = s.id AND f.status NOT IN ('broken', 'missing'))
        FROM stations s JOIN divisions d ON d.code = s.district_code JOIN divisions t ON t.code = s.street_code
        WHERE s.lat IS NOT NULL AND s.status = 'active'
        """;

    async IAsyncEnumerable<(Guid Id, Place Place)> ReadAsync(NpgsqlCommand command, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) yield return (row.GetGuid(0), PlaceOf(row));
    }

    Place PlaceOf(NpgsqlDataReader row)
    {
        var facilities = Facility.SetOf(row.GetFieldValue<string[]>(14));
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
            Position = new Position(row.GetDouble(8), row.GetDouble(9)),
            Hours = row.IsDBNull(10) ? null : hours.GetOrAdd(row.GetString(10), OpeningHours.Read),
            HoursText = Shared(row.GetString(12)),
            VerifiedAt = row.IsDBNull(11) ? null : row.GetDateTime(11),
            Facilities = facilities,
            FacilityWords = [.. Facility.In(facilities).Select(f => f.Word), .. row.GetFieldValue<string[]>(13).Select(Shared)],
        };
    }

    string Shared(string word) => words.GetOrAdd(word, word);
}
