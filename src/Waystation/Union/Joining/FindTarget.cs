using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>Reads where somebody wants to join from the address: a join code (10 characters), a union (32 hex digits) or a street (9 digits).</summary>
public sealed class FindTarget(NpgsqlDataSource source, TimeProvider clock)
{
    const int StreetDigits = 9;

    /// <summary>Null: no such code, one that was revoked, a union that holds no members or stands no more.</summary>
    public async Task<JoinTarget?> RunAsync(string key, CancellationToken ct)
    {
        if (JoinCode.Read(key) is { } code) return await OfCodeAsync(code, ct);
        if (key.Length == StreetDigits && key.All(char.IsAsciiDigit)) return await OfStreetAsync(key, ct);

        return Guid.TryParseExact(key, "n", out var union) ? await OfUnionAsync(key, union, null, null, ct) : null;
    }

    async Task<JoinTarget?> OfCodeAsync(string code, CancellationToken ct)
    {
        await using var find = source.CreateCommand(
            """
            SELECT c.union_id, c.station_id, s.name, s.street_code FROM join_codes c LEFT JOIN stations s ON s.id = c.station_id WHERE c.code = $1 AND c.revoked_at IS NULL
            """).With(code);
        await using var row = await find.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return null;

        var union = row.GetGuid(0);
        if (row.IsDBNull(1)) return await OfUnionAsync(code, union, null, null, ct);
        return await OfStationAsync(code, union, row.GetGuid(1), row.GetString(2), row.GetString(3), ct);
    }

    /// <summary>A station of a federation brings people to the street's union for individuals.</summary>
    async Task<JoinTarget?> OfStationAsync(string code, Guid union, Guid station, string name, string street, CancellationToken ct)
    {
        if (await OfUnionAsync(code, union, station, name, ct) is { } own) return own;
        if (await JointOfAsync(street, ct) is { } joint) return await OfUnionAsync(code, joint, station, name, ct);

        return await OfStreetAsync(street, ct) is { } federation ? federation with { Key = code, StationId = station, Station = name } : null;
    }

    async Task<JoinTarget?> OfUnionAsync(string key, Guid union, Guid? station, string? stationName, CancellationToken ct)
    {
        await using var find = source.CreateCommand(
            """
            SELECT u.name, d.id, d.name FROM unions u JOIN union_kinds k ON k.code = u.kind
            CROSS JOIN LATERAL (SELECT a.id, a.name FROM union_lines l JOIN unions a ON a.id = l.above_id JOIN union_kinds ak ON ak.code = a.kind
                WHERE l.below_id = u.id AND l.during @> $2 AND ak.holds_tasks ORDER BY l.distance LIMIT 1) d
            WHERE u.id = $1 AND k.holds_members AND daterange(u.entered_on, u.dissolved_on) @> $2
            """).With(union, City.Today(clock));
        await using var row = await find.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? new(key, union, row.GetString(0), row.GetGuid(1), row.GetString(2), null, null, station, stationName) : null;
    }

    /// <summary>The street's own federation, or where it has none, the district's.</summary>
    async Task<JoinTarget?> OfStreetAsync(string street, CancellationToken ct)
    {
        await using var find = source.CreateCommand(
            """
            SELECT s.name, u.id, u.name FROM divisions s JOIN unions u ON u.division_code IN (s.code, s.parent_code) AND u.kind LIKE '%-federation' AND u.kind <> 'city-federation'
            WHERE s.code = $1 AND s.level = 'street' AND s.gone_on IS NULL AND daterange(u.entered_on, u.dissolved_on) @> $2
            ORDER BY (u.division_code = s.code) DESC, (u.kind = 'subdistrict-federation') DESC, u.id LIMIT 1
            """).With(street, City.Today(clock));
        await using var row = await find.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? new(street, null, null, row.GetGuid(1), row.GetString(2), street, row.GetString(0), null, null) : null;
    }

    async Task<Guid?> JointOfAsync(string street, CancellationToken ct)
    {
        await using var find = source.CreateCommand("SELECT id FROM street_homes($1, $2) LIMIT 1").With(street, City.Today(clock));
        return await find.ExecuteScalarAsync(ct) as Guid?;
    }
}
