using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Data;

namespace Waystation.Places;

/// <summary>
/// Writes the new stations of a batch by COPY, in the batch's own transaction: one statement for the stations and one for their
/// facilities, so that the outbox's triggers run twice a batch and not for every row.
/// </summary>
static class NewStations
{
    const string Stations =
        """
        COPY stations (id, code, slug, name, name_key, kind, union_id, district_code, street_code, address, lat, lon, given_lat, given_lon, given_datum, opening_hours,
                       opening_hours_text, other_facilities, serves, access, serves_outdoor_workers, host, keeper, phone, opened_on, verified_at, status, created_at, changed_at)
        FROM STDIN (FORMAT BINARY)
        """;

    public static async Task WriteAsync(WaystationDb db, IReadOnlyList<Station> stations, CancellationToken ct)
    {
        if (stations.Count == 0) return;

        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await CopyAsync(connection, Stations, stations.Select(Row), ct);
        var facilities = stations.SelectMany(s => s.Facilities).Select(f => new object?[] { f.StationId, f.FacilityCode, f.Status });
        await CopyAsync(connection, "COPY station_facilities (station_id, facility, status) FROM STDIN (FORMAT BINARY)", facilities, ct);
    }

    static object?[] Row(Station s) =>
    [
        s.Id, s.Code, s.Slug, s.Name, s.NameKey, s.KindCode, s.UnionId, s.DistrictCode, s.StreetCode, s.Address, s.Lat, s.Lon, s.GivenLat, s.GivenLon, s.GivenDatum, s.OpeningHours,
        s.OpeningHoursText, s.OtherFacilities, s.Serves, s.Access, s.ServesOutdoorWorkers, s.Host, s.Keeper, s.Phone, s.OpenedOn, s.VerifiedAt, s.Status, s.CreatedAt, s.ChangedAt,
    ];

    static async Task CopyAsync(NpgsqlConnection connection, string copy, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        await using var writer = await connection.BeginBinaryImportAsync(copy, ct);
        foreach (var row in rows) await writer.WriteRowAsync(ct, row);
        await writer.CompleteAsync(ct);
    }
}
