using System.Diagnostics;
using Npgsql;
using Waystation.Data;

namespace Waystation.Bench;

/// <summary>The whole register as ndjson, as the program sends it, beside PostgreSQL that makes JSON of the same rows and copies it out.</summary>
static class HsdsBench
{
    const int Stations = 20_000, Runs = 5;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("waystation-bench-hsds-");
        try
        {
            var data = Path.Combine(folder.FullName, "data");
            await ServedStations.ImportAsync(folder.FullName, data, Stations);
            await using (var served = await ServedStations.ServeAsync(data)) await WholeAsync(served);
            // Last, because whoever leaves last stops the cluster: a program that is killed leaves it running.
            await PeerAsync(data);
            return 0;
        }
        finally
        {
            // A link where PostgreSQL's user may not enter the folder itself: what it leads to goes too.
            var elsewhere = new DirectoryInfo(DataFolder.At(Path.Combine(folder.FullName, "data")).Cluster).LinkTarget;
            folder.Delete(recursive: true);
            if (elsewhere is not null) Directory.GetParent(elsewhere)!.Delete(recursive: true);
        }
    }

    static async Task WholeAsync(ServedStations served)
    {
        using var http = new HttpClient();
        var address = $"{served.Address}/hsds/service_at_locations?format=ndjson";
        await ReadAsync(http, address);
        var before = served.Megabytes;
        var best = double.MaxValue;
        var bytes = 0L;
        for (var i = 0; i < Runs; i++)
        {
            var began = Stopwatch.GetTimestamp();
            bytes = await ReadAsync(http, address);
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        Line.Print("hsds", new
        {
            what = "every place in full, ndjson", stations = Stations, megabytes = Math.Round(bytes / 1e6, 1), seconds = Math.Round(best, 2), target_seconds = 3, megabytes_per_s = Math.Round(bytes / 1e6 / best), target_megabytes_per_s = 40,
            memory_mb_after_one = before, memory_mb_after_six = served.Megabytes,
        });
    }

    static async Task<long> ReadAsync(HttpClient http, string address)
    {
        await using var body = await http.GetStreamAsync(address);
        var (buffer, read, all) = (new byte[1 << 16], 0, 0L);
        while ((read = await body.ReadAsync(buffer)) > 0) all += read;
        return all;
    }

    /// <summary>An easier answer: the rows as they are, without ids for their parts, weekly hours, or the words around a facility.</summary>
    static async Task PeerAsync(string data)
    {
        await using var house = await House.OpenAsync(DataFolder.At(data), null);
        await using var connection = await house.Database.Source.OpenConnectionAsync();
        const string rows =
            """
            COPY (SELECT json_build_object('id', s.id, 'service', json_build_object('organization', json_build_object('id', u.id, 'name', u.name), 'kind', s.kind), 'location', json_build_object('name', s.name, 'latitude', s.lat, 'longitude', s.lon, 'addresses', json_build_array(json_build_object('address_1', s.address, 'region', d.name, 'city', t.name))), 'opening_hours', s.opening_hours,
                'attributes', (SELECT json_agg(json_build_object('value', f.status, 'taxonomy_term', json_build_object('code', f.facility))) FROM station_facilities f WHERE f.station_id = s.id))::text
              FROM stations s JOIN unions u ON u.id = s.union_id JOIN divisions d ON d.code = s.district_code JOIN divisions t ON t.code = s.street_code ORDER BY s.code) TO STDOUT
            """;
        var (best, bytes) = (double.MaxValue, 0L);
        for (var i = 0; i < Runs; i++)
        {
            var began = Stopwatch.GetTimestamp();
            bytes = await CopyAsync(connection, rows);
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        Line.Print("hsds", new { peer = "PostgreSQL json_build_object, COPY", stations = Stations, megabytes = Math.Round(bytes / 1e6, 1), seconds = Math.Round(best, 2), megabytes_per_s = Math.Round(bytes / 1e6 / best) });
    }

    static async Task<long> CopyAsync(NpgsqlConnection connection, string rows)
    {
        using var text = await connection.BeginTextExportAsync(rows);
        var (buffer, read, all) = (new char[1 << 16], 0, 0L);
        while ((read = await text.ReadAsync(buffer)) > 0) all += System.Text.Encoding.UTF8.GetByteCount(buffer, 0, read);
        return all;
    }
}
