using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Waystation.Accounts;
using Waystation.Commands;
using Waystation.Data;
using Waystation.Pictures;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>The real program, ended without a word again and again while phones deliver.</summary>
[Trait("kind", "long")]
public sealed class KilledRoundTests : IAsyncDisposable
{
    const int Phones = 12, Visits = 8, Shots = 3, Deaths = 6;

    readonly RealProgram program = new();
    int resent;

    public async ValueTask DisposeAsync() => await program.DisposeAsync();

    [Fact]
    public async Task Whatever_phones_deliver_while_the_program_is_killed_six_times_is_stored_exactly_once()
    {
        var seed = Environment.TickCount;
        var server = await program.ServeAsync();
        await using var house = await House.OpenAsync(program.Folder, null);
        var phones = await PhonesAsync(house);

        var deliveries = Task.WhenAll(phones.Select(phone => DeliverAllAsync(phone, HttpStatusCode.Created)));
        var random = new Random(seed);
        var amidst = 0;
        for (var death = 0; death < Deaths; death++)
        {
            await Task.Delay(random.Next(30, 400));
            if (!deliveries.IsCompleted) amidst++;
            server.Kill();
            await server.WaitForExitAsync();
            server = await program.ServeAsync();
        }

        await deliveries;
        // Everything once more: nothing is new to the house.
        await Task.WhenAll(phones.Select(phone => DeliverAllAsync(phone, HttpStatusCode.OK)));
        var told = $"seed {seed}, {amidst} killed amidst, {resent} parts sent again";
        Assert.True(amidst >= 3 && resent > 0, told);
        await StoredOnceAsync(house, told);
    }

    /// <summary>Each part until the house confirms it, as a phone does.</summary>
    async Task DeliverAllAsync(Phone phone, HttpStatusCode expected)
    {
        foreach (var (url, body, type) in phone.Parts)
        {
            for (var tries = 0; ; tries++)
            {
                using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
                var status = await SendAsync(phone.Client, url, content);
                if (status is HttpStatusCode.Created or HttpStatusCode.OK)
                {
                    Assert.True(status == expected || (tries > 0 && expected is HttpStatusCode.Created), $"{url}: {status} at try {tries}");
                    break;
                }

                Assert.True(status is null or >= HttpStatusCode.InternalServerError && tries < 6000, $"{url}: {status}");
                Interlocked.Increment(ref resent);
                await Task.Delay(20);
            }
        }
    }

    static async Task<HttpStatusCode?> SendAsync(HttpClient client, string url, HttpContent content)
    {
        try
        {
            using var answer = await client.PutAsync(url, content);
            await answer.Content.ReadAsByteArrayAsync();
            return answer.StatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or IOException)
        {
            return null;
        }
    }

    static async Task StoredOnceAsync(House house, string told)
    {
        const int All = Phones * Visits;
        var counted = (await CountAsync(house, "round_visits"), await CountAsync(house, "round_visits WHERE standing = 'counts'"), await CountAsync(house, "pictures"), await CountAsync(house, "round_signatures"), await CountAsync(house, "round_faults"), await CountAsync(house, "logbook WHERE did = 'delivered-inspection'"));
        Assert.True(counted == (All, All, All * Shots, All, All, All), $"{counted}, {told}");

        var files = new PictureFiles(house.Folder, house.Database.Source);
        await using var ask = house.Database.Source.CreateCommand("SELECT id, sha256 FROM pictures");
        await using var row = await ask.ExecuteReaderAsync();
        while (await row.ReadAsync())
            Assert.True(File.Exists(files.PathOf(row.GetGuid(0), row.GetFieldValue<byte[]>(1))), $"{row.GetGuid(0)} has no file, {told}");
    }

    sealed record Phone(HttpClient Client, IReadOnlyList<(string Url, byte[] Body, string Type)> Parts);

    /// <summary>Each with a round of its own, in one city.</summary>
    async Task<List<Phone>> PhonesAsync(House house)
    {
        await using var db = house.Database.NewContext();
        var city = await new Organisations.FoundUnion(db, house.Clock).RunAsync("city-federation", "市总工会", null, null);
        await DoAsync(house,
            $"""
            INSERT INTO divisions (code, name, level, parent_code) VALUES ('b', '本市', 'city', NULL), ('b1', '一区', 'district', 'b'), ('b11', '一街道', 'street', 'b1') ON CONFLICT DO NOTHING;
            INSERT INTO stations (id, code, slug, name, name_key, kind, union_id, district_code, street_code, created_at, changed_at)
            SELECT gen_random_uuid(), 'B' || lpad(i::text, 4, '0'), 'b' || i, '驿站' || i, '驿站' || i, 'station', '{city}', 'b1', 'b11', now(), now() FROM generate_series(0, {Phones * Visits - 1}) i
            """);
        List<Phone> phones = [];
        for (var i = 0; i < Phones; i++) phones.Add(await PhoneAsync(house, city, i));
        return phones;
    }

    async Task<Phone> PhoneAsync(House house, Guid city, int number)
    {
        var (client, account) = await SignedInAsync(house, city);
        var round = Guid.CreateVersion7();
        await DoAsync(house,
            $"""
            INSERT INTO rounds (id, union_id, title, announced, teams, from_on, until_on, opened_at, opened_by) VALUES ('{round}', '{city}', '自查', false, 1, current_date, current_date, now() - interval '1 day', '{account}');
            INSERT INTO round_people (round_id, account_id, team) VALUES ('{round}', '{account}', 1);
            INSERT INTO round_stops (id, round_id, station_id, union_id, team, on_day, place)
            SELECT gen_random_uuid(), '{round}', s.id, s.union_id, 1, current_date, row_number() OVER () FROM (SELECT id, union_id FROM stations ORDER BY code OFFSET {number * Visits} LIMIT {Visits}) s
            """);
        var taken = await client.GetFromJsonAsync<JsonElement>("/api/rounds/mine");
        var items = taken.GetProperty("checklists").EnumerateArray().ToDictionary(l => l.GetProperty("id").GetGuid(), l => l.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!).ToList());
        return new(client, [.. taken.GetProperty("rounds")[0].GetProperty("stops").EnumerateArray().SelectMany((stop, i) => PartsOf(round, stop, items[stop.GetProperty("checklist").GetGuid()], number * Visits + i))]);
    }

    /// <summary>A visit with one thing wrong, its photos and a drawn name; by turns the visit comes first or last.</summary>
    static IEnumerable<(string, byte[], string)> PartsOf(Guid round, JsonElement stop, List<string> items, int nth)
    {
        Guid[] shots = [.. Enumerable.Range(0, Shots).Select(_ => Guid.CreateVersion7())];
        var (station, signature) = (stop.GetProperty("station").GetGuid(), Guid.CreateVersion7());
        var report = JsonSerializer.SerializeToUtf8Bytes(new
        {
            round, station, checklist = stop.GetProperty("checklist").GetGuid(), visitedAt = DateTimeOffset.UtcNow, agreed = "agreed", met = "店员", pictures = shots, signature,
            answers = items.Select(item => new { item, answer = item == "clean" ? "fault" : "fit" }),
        });
        var visit = ($"/api/visits/{Guid.CreateVersion7()}", report, "application/json");
        var parts = shots.Select((shot, i) => ($"/api/rounds/{round}/stations/{station}/pictures/{shot}", HandMade.Photo(16 * (1 + (nth * Shots + i) % 90)), "image/jpeg"))
            .Append(($"/api/rounds/{round}/stations/{station}/signatures/{signature}", HandMade.Photo(48), "image/jpeg"));
        return nth % 2 == 0 ? parts.Prepend(visit) : parts.Append(visit);
    }

    async Task<(HttpClient Client, Guid Account)> SignedInAsync(House house, Guid city)
    {
        await using var db = house.Database.NewContext();
        var account = Account.OfStaff($"phone {Guid.NewGuid():N}", house.Clock.GetUtcNow().UtcDateTime);
        var post = Post.Give(account.Id, Role.CityOfficer, city, true, City.Today(house.Clock));
        db.AddRange(account, post);
        await db.SaveChangesAsync();
        await using var connection = await house.Database.Source.OpenConnectionAsync();
        var (token, _) = await new Sessions(house.Database.Source, house.Clock).BeginAsync(connection, account, post.Id, null, Guid.NewGuid(), default);
        var client = program.Visitor;
        client.DefaultRequestHeaders.Add("Cookie", $"waystation.session={System.Buffers.Text.Base64Url.EncodeToString(token)}");
        return (client, account.Id);
    }

    static async Task<long> CountAsync(House house, string of)
    {
        await using var ask = house.Database.Source.CreateCommand($"SELECT count(*) FROM {of}");
        return (long)(await ask.ExecuteScalarAsync())!;
    }

    static async Task DoAsync(House house, string sql)
    {
        await using var command = house.Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
