using System.Diagnostics;
using Npgsql;
using Waystation.Geography;
using Waystation.Places;

namespace Waystation.Bench;

/// <summary>PostGIS <c>geography &lt;-&gt;</c> in a cluster of its own, gone afterwards. Open or not is a column, worked out beforehand.</summary>
static class PostgisPeer
{
    const string Name = "PostGIS geography <->";

    public static async Task RunAsync(MadeUpCity city, double own)
    {
        if (Programs() is not { } bin)
        {
            Line.Skip("nearby", Name, "no PostgreSQL with PostGIS on this machine");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("waystation-bench-postgis-");
        try
        {
            await using var cluster = await StartAsync(bin, folder.FullName);
            await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);
            await FillAsync(source, city);
            await MeasureAsync(source, city, own);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static string? Programs() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().FirstOrDefault(v => File.Exists($"/usr/share/postgresql/{Path.GetFileName(v)}/extension/postgis.control")) is { } found ? $"{found}/bin" : null
        : null;

    /// <summary>PostgreSQL refuses to run as root, so root lends it to the user that Debian made for it.</summary>
    static async Task<Cluster> StartAsync(string bin, string folder)
    {
        string[] lent = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--"] : [];
        if (lent.Length > 0) await OwnProcess.RunAsync("chown", "postgres", folder);
        var data = Path.Combine(folder, "data");
        await RunAsync([.. lent, $"{bin}/initdb", "-D", data, "-U", "bench", "-A", "trust", "--no-sync"]);
        var port = OwnProcess.FreePort();
        string[] settings = [$"-p {port}", $"-k {folder}", "-c listen_addresses=", "-c fsync=off", "-c shared_buffers=512MB"];
        // Its output goes to a file: the server keeps what it is started with.
        await RunAsync([.. lent, $"{bin}/pg_ctl", "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o", string.Join(' ', settings), "start"]);
        return new Cluster($"Host={folder};Port={port};Username=bench;Database=postgres;Max Auto Prepare=5", () => RunAsync([.. lent, $"{bin}/pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"]));
    }

    static Task RunAsync(string[] command) => OwnProcess.RunAsync(command[0], command[1..]);

    static async Task FillAsync(NpgsqlDataSource source, MadeUpCity city)
    {
        await ExecuteAsync(source, "CREATE EXTENSION postgis; CREATE TABLE places (id int, facilities bigint, is_open boolean, lat float8, lon float8, at geography(Point)); CREATE TABLE searchers (id int, lat float8, lon float8, at geography(Point))");
        await using (var connection = await source.OpenConnectionAsync())
        {
            await using (var rows = await connection.BeginBinaryImportAsync("COPY places (id, facilities, is_open, lat, lon) FROM STDIN (FORMAT binary)"))
            {
                foreach (var (id, place) in city.Places.Index()) await rows.WriteRowAsync(CancellationToken.None, id, (long)place.Facilities, MadeUpCity.IsOpen(place), place.Position.Lat, place.Position.Lon);
                await rows.CompleteAsync();
            }

            await using var people = await connection.BeginBinaryImportAsync("COPY searchers (id, lat, lon) FROM STDIN (FORMAT binary)");
            foreach (var (id, at) in city.Searchers.Index()) await people.WriteRowAsync(CancellationToken.None, id, at.Lat, at.Lon);
            await people.CompleteAsync();
        }

        await ExecuteAsync(source, "UPDATE places SET at = ST_MakePoint(lon, lat)::geography; UPDATE searchers SET at = ST_MakePoint(lon, lat)::geography; CREATE INDEX ON places USING gist (at)");
        await ExecuteAsync(source, "VACUUM (FULL, ANALYZE) places");
    }

    /// <summary>Searches per second inside the server, without any client: its best case. Latency as one client meets it.</summary>
    static async Task MeasureAsync(NpgsqlDataSource source, MadeUpCity city, double own)
    {
        const string inServer = "SELECT count(*) FROM (SELECT at FROM searchers WHERE id < $1) s CROSS JOIN LATERAL (SELECT p.id FROM places p WHERE p.facilities & $2 <> 0 AND p.is_open ORDER BY p.at <-> s.at LIMIT 20) n";
        var wanted = (long)MadeUpCity.Wanted.Bit;
        const int some = 1_000;
        await AskAsync(source, inServer, 100, wanted);
        var began = Stopwatch.GetTimestamp();
        await AskAsync(source, inServer, some, wanted);
        var perSecond = some / Stopwatch.GetElapsedTime(began).TotalSeconds;

        var client = await Measured.RunAsync(some, i => AskAsync(source,
            "SELECT array_agg(id) FROM (SELECT id FROM places WHERE facilities & $3 <> 0 AND is_open ORDER BY at <-> ST_MakePoint($1, $2)::geography LIMIT 20) n",
            city.Searchers[i].Lon, city.Searchers[i].Lat, wanted));
        Line.Print("nearby", new
        {
            peer = Name, stations = city.Places.Length, searches_per_s_per_core = (int)perSecond, client_p50_us = Math.Round(client.P50 * 1000), client_p99_us = Math.Round(client.P99 * 1000),
            times_faster = Math.Round(own / perSecond, 1), target_times = 20,
        });
    }

    static async Task AskAsync(NpgsqlDataSource source, string sql, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        await command.ExecuteScalarAsync();
    }

    static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync();
    }

    sealed record Cluster(string ConnectionString, Func<Task> Stop) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Stop();
    }
}
