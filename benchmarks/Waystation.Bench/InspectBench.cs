using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Waystation.Accounts;
using Waystation.Data;

namespace Waystation.Bench;

/// <summary>
/// 350 phones come back to a signal and deliver 10 visits of 5 pictures of 150 KB each, one part after another. All must be stored, and stored once, though every
/// tenth part is sent twice. The peer is a bare INSERT with a file written and flushed, by as many hands.
/// </summary>
static class InspectBench
{
    const int Phones = 350, Visits = 10, Shots = 5, Stations = Phones * Visits, BareParts = 3_500;

    public static async Task<int> RunAsync()
    {
        if (MadeUpPhotos.Program is null)
        {
            Line.Skip("inspect", "libvips", "the photos are made by the library that makes them small (Debian: libvips-tools)");
            return 0;
        }

        await using var empty = await EmptyHouse.OpenAsync();
        var photos = await MadeUpPhotos.MakeAsync(empty.At("photos"));
        var house = empty.House;
        await MadeUpTree.GrowAsync(house.Database, 1, MadeUpTree.FirstUnit);
        await MadeUpTree.TellAsync(house.Database, Ground());
        var bare = await BareAsync(house, empty.At("bare"), photos[0]);

        await using var served = await ServedHouse.StartAsync(house);
        var phones = new Phone[Phones];
        for (var i = 0; i < Phones; i++) phones[i] = await PhoneAsync(house, served, photos, i);
        Line.Progress($"{Phones} phones with {Visits} visits of {Shots} pictures each …");
        var (times, began) = (new ConcurrentBag<double>(), Stopwatch.GetTimestamp());
        await Task.WhenAll(phones.Select(phone => Task.Run(() => phone.DeliverAsync(times))));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;

        var parts = Measured.Of(times);
        var (visits, pictures) = (await CountAsync(house, "round_visits WHERE standing = 'counts'"), await CountAsync(house, "pictures"));
        var lost = Stations - visits + Stations * Shots - pictures;
        Line.Print("inspect", new
        {
            phones = Phones, visits, pictures, lost_or_doubled = lost + await CountAsync(house, "round_visits WHERE standing <> 'counts'"), parts = parts.Runs, parts_per_s = (int)(parts.Runs / seconds), photo_kb = (int)(photos.Average(p => p.Length) / 1000), mb_per_s = Math.Round(pictures * photos.Average(p => p.Length) / 1e6 / seconds, 1),
            p50_ms = Math.Round(parts.P50), p95_ms = Math.Round(parts.P95), peer = "INSERT and flushed file", peer_per_s = (int)bare, ratio = Math.Round(parts.Runs / seconds / bare, 2), made_small_meanwhile = await CountAsync(house, "pictures WHERE small_at IS NOT NULL"),
        });
        return lost == 0 ? 0 : 1;
    }

    /// <summary>Every phone has a round of its own with ten stations: what is measured is delivering, not planning.</summary>
    sealed class Phone(int number, HttpClient client, IReadOnlyList<byte[]> photos, Guid round, IReadOnlyList<(Guid Station, Guid Checklist, string[] Items)> stops)
    {
        public async Task DeliverAsync(ConcurrentBag<double> times)
        {
            foreach (var (i, stop) in stops.Index())
            {
                Guid[] shots = [.. Enumerable.Range(0, Shots).Select(_ => Guid.CreateVersion7())];
                var visit = new
                {
                    round, station = stop.Station, checklist = stop.Checklist, visitedAt = DateTimeOffset.UtcNow, agreed = "agreed", met = "店员", pictures = shots,
                    answers = stop.Items.Select((item, nth) => new { item, answer = (number + i + nth) % 9 == 0 ? "fault" : "fit" }),
                };
                var id = Guid.CreateVersion7();
                await SendAsync(times, $"/api/visits/{id}", () => Json(visit), twice: i == 0);
                foreach (var (nth, shot) in shots.Index())
                {
                    var photo = photos[(number + i * Shots + nth) % photos.Count];
                    await SendAsync(times, $"/api/rounds/{round}/stations/{stop.Station}/pictures/{shot}", () => Jpeg(photo), twice: nth == 0 && i % 2 == 0);
                }
            }
        }

        async Task SendAsync(ConcurrentBag<double> times, string url, Func<HttpContent> body, bool twice)
        {
            for (var sent = 0; sent < (twice ? 2 : 1); sent++)
            {
                var began = Stopwatch.GetTimestamp();
                using var answer = await client.PutAsync(url, body());
                if (answer.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.OK)) throw new InvalidOperationException($"{url}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                await answer.Content.ReadAsByteArrayAsync();
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        static HttpContent Json(object visit) => new StringContent(JsonSerializer.Serialize(visit), System.Text.Encoding.UTF8, "application/json");

        static HttpContent Jpeg(byte[] photo) => new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
    }

    static async Task<Phone> PhoneAsync(House house, ServedHouse served, IReadOnlyList<byte[]> photos, int number)
    {
        var client = await served.SignInAsync(Role.CityOfficer, MadeUpTree.Id(1), below: true);
        await using var open = house.Database.Source.CreateCommand(
            $"""
            WITH me AS (SELECT id FROM accounts ORDER BY id DESC LIMIT 1),
                round AS (INSERT INTO rounds (id, union_id, title, announced, teams, from_on, until_on, opened_at, opened_by) SELECT gen_random_uuid(), '{MadeUpTree.Id(1)}', 'bench', false, 1, current_date, current_date, now(), id FROM me RETURNING id),
                people AS (INSERT INTO round_people (round_id, account_id, team) SELECT round.id, me.id, 1 FROM round, me)
            INSERT INTO round_stops (id, round_id, station_id, union_id, team, on_day, place)
            SELECT gen_random_uuid(), round.id, s.id, s.union_id, 1, current_date, row_number() OVER () FROM round, (SELECT id, union_id FROM stations ORDER BY code OFFSET {number * Visits} LIMIT {Visits}) s
            """);
        await open.ExecuteNonQueryAsync();
        var mine = (await client.GetFromJsonAsync<JsonElement>("/api/rounds/mine"))!;
        var items = mine.GetProperty("checklists").EnumerateArray().ToDictionary(l => l.GetProperty("id").GetGuid(), l => l.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!).ToArray());
        var round = mine.GetProperty("rounds")[0];
        return new(number, client, photos, round.GetProperty("id").GetGuid(), [.. round.GetProperty("stops").EnumerateArray().Select(s => (s.GetProperty("station").GetGuid(), s.GetProperty("checklist").GetGuid(), items[s.GetProperty("checklist").GetGuid()]))]);
    }

    static string Ground() =>
        $"""
        INSERT INTO divisions (code, name, level, parent_code) VALUES ('b', '本市', 'city', NULL), ('b1', '一区', 'district', 'b'), ('b11', '一街道', 'street', 'b1') ON CONFLICT DO NOTHING;
        INSERT INTO stations (id, code, slug, name, name_key, kind, union_id, district_code, street_code, created_at, changed_at)
        SELECT gen_random_uuid(), 'B' || i, 'b' || i, '驿站' || i, '驿站' || i, 'station', '{MadeUpTree.Id(1)}', 'b1', 'b11', now(), now() FROM generate_series(1, {Stations}) i
        """;

    static async Task<double> BareAsync(House house, string folder, byte[] photo)
    {
        Directory.CreateDirectory(folder);
        await MadeUpTree.TellAsync(house.Database, "CREATE TABLE bare_part (id uuid PRIMARY KEY, bytes int)");
        var (next, began) = (-1, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) < BareParts)
            {
                var id = Guid.CreateVersion7();
                await using (var file = new FileStream(Path.Combine(folder, $"{id:N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, useAsync: false))
                {
                    file.Write(photo);
                    file.Flush(flushToDisk: true);
                }

                await using var insert = house.Database.Source.CreateCommand("INSERT INTO bare_part VALUES ($1, $2)");
                insert.Parameters.Add(new() { Value = id });
                insert.Parameters.Add(new() { Value = photo.Length });
                await insert.ExecuteNonQueryAsync();
            }
        })));
        return BareParts / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    static async Task<int> CountAsync(House house, string of)
    {
        await using var ask = house.Database.Source.CreateCommand($"SELECT count(*)::int FROM {of}");
        return (int)(await ask.ExecuteScalarAsync())!;
    }
}
