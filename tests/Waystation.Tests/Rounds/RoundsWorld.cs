using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Accounts;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>和平街街道 with its stations, and officers who go round them. Rounds are opened by the page, visits delivered as a phone delivers them.</summary>
public sealed class RoundsWorld : IAsyncLifetime
{
    public const string StreetUnion = "朝阳区和平街街道总工会";

    public TestHouse House { get; private set; } = null!;
    public Guid Street { get; private set; }
    public HttpClient Officer { get; private set; } = null!;
    public HttpClient Second { get; private set; } = null!;
    public Guid OfficerId { get; private set; }
    public Guid SecondId { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var world = await PlacesWorld.BeijingAsync();
        await world.ImportAsync([.. Enumerable.Range(1, 26).Select(i => new Row
        {
            Code = $"HPJ{i:00}", Name = $"和平街第{i}暖心驿站", Union = StreetUnion, District = "朝阳区", Street = "和平街街道", Address = $"和平街{i}号", Datum = "WGS-84",
            Lon = $"{116.4200 + i * 37 % 26 * 0.0011:0.0000}", Lat = $"{39.9600 + i * 17 % 26 * 0.0009:0.0000}", Hours = "24小时", Facilities = "饮水机、微波炉",
        })]);
        House = await TestHouse.OnAsync(world.Database);
        await PlacesWorld.LoadAsync(House);
        Street = await AskAsync<Guid>($"SELECT id FROM unions WHERE name = '{StreetUnion}'");
        (Officer, OfficerId) = await ColleagueAsync();
        (Second, SecondId) = await ColleagueAsync();
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    /// <summary>An officer of the street, with their account.</summary>
    public async Task<(HttpClient Client, Guid Account)> ColleagueAsync()
    {
        var client = await House.StaffAsync(Role.SubdistrictOfficer, Street);
        return (client, await AskAsync<Guid>("SELECT id FROM accounts ORDER BY id DESC LIMIT 1"));
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var ask = House.House.Database.Source.CreateCommand(sql);
        return (T)(await ask.ExecuteScalarAsync())!;
    }

    public async Task DoAsync(string sql)
    {
        await using var command = House.House.Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public Dictionary<string, string> Draft(params (Guid Account, int Team)[] people)
    {
        var today = City.Today(TimeProvider.System);
        Dictionary<string, string> form = new() { ["Union"] = $"{Street}", ["RoundTitle"] = "冬季自查", ["From"] = $"{today:yyyy-MM-dd}", ["Until"] = $"{today.AddDays(6):yyyy-MM-dd}", ["Announced"] = "false" };
        foreach (var (account, team) in people) form[$"Team[{account}]"] = $"{team}";
        return form;
    }

    /// <summary>Opened two days ago, so that this morning lies within it.</summary>
    public async Task<Guid> OpenAsync(params (Guid Account, int Team)[] people)
    {
        var sent = await TestHouse.PostFormAsync(Officer, "/rounds/new", Draft(people.Length > 0 ? people : [(OfficerId, 1), (SecondId, 2)]));
        Assert.True(sent.StatusCode is HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());
        var round = Guid.Parse(sent.Headers.Location!.OriginalString.Split('/')[^1]);
        await DoAsync($"UPDATE rounds SET opened_at = opened_at - interval '2 days' WHERE id = '{round}'");
        return round;
    }

    /// <summary>What the phone of somebody takes along.</summary>
    public static async Task<JsonElement> TakenAsync(HttpClient who, Guid round)
    {
        var mine = (await who.GetFromJsonAsync<JsonElement>("/api/rounds/mine"))!;
        return JsonSerializer.SerializeToElement(new { round = mine.GetProperty("rounds").EnumerateArray().Single(r => r.GetProperty("id").GetGuid() == round), lists = mine.GetProperty("checklists") });
    }

    public async Task<Guid> StationAsync(int nth) => await AskAsync<Guid>($"SELECT id FROM stations WHERE code = 'HPJ{nth:00}'");

    public async Task<Guid> StopAsync(Guid round, Guid station) => await AskAsync<Guid>($"SELECT id FROM round_stops WHERE round_id = '{round}' AND station_id = '{station}'");

    /// <summary>A visit as a phone writes it down: all in order but what is said otherwise.</summary>
    public async Task<JsonObject> ReportAsync(Guid round, Guid station, DateTimeOffset? at = null, params (string Item, string Answer)[] wrong)
    {
        var taken = await TakenAsync(Officer, round);
        var stop = taken.GetProperty("round").GetProperty("stops").EnumerateArray().Single(s => s.GetProperty("station").GetGuid() == station);
        var list = taken.GetProperty("lists").EnumerateArray().Single(l => l.GetProperty("id").GetGuid() == stop.GetProperty("checklist").GetGuid());
        var answers = list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!).Select(id => (JsonNode)new JsonObject { ["item"] = id, ["answer"] = wrong.FirstOrDefault(w => w.Item == id).Answer ?? "fit", ["note"] = wrong.Any(w => w.Item == id) ? "看过了" : null });
        return new()
        {
            ["round"] = $"{round}", ["station"] = $"{station}", ["checklist"] = stop.GetProperty("checklist").GetString(), ["visitedAt"] = (at ?? DateTimeOffset.UtcNow).ToString("O"), ["agreed"] = "agreed", ["met"] = "王店长",
            ["lat"] = stop.TryGetProperty("lat", out var lat) ? lat.GetDouble() : null, ["lon"] = stop.TryGetProperty("lon", out var lon) ? lon.GetDouble() : null, ["accuracy"] = 12.0, ["answers"] = new JsonArray([.. answers]),
        };
    }

    /// <summary>As sent by a phone whose clock is right, unless said otherwise.</summary>
    public static async Task<(HttpStatusCode Status, string Standing, string Said)> DeliverAsync(HttpClient who, Guid id, JsonObject report, DateTimeOffset? sentAt = null)
    {
        var sent = (JsonObject)report.DeepClone();
        sent["sentAt"] = (sentAt ?? DateTimeOffset.UtcNow).ToString("O");
        // With its length, as browsers send it.
        using var body = new StringContent(sent.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var answer = await who.PutAsync($"/api/visits/{id}", body);
        var said = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, answer.IsSuccessStatusCode ? JsonDocument.Parse(said).RootElement.GetProperty("standing").GetString()! : "", said);
    }

    public async Task<string> FacilityAsync(Guid station, string code) => await AskAsync<string>($"SELECT status FROM station_facilities WHERE station_id = '{station}' AND facility = '{code}'");

    public Place Public(Guid station) => House.Services.GetRequiredService<StationIndex>().Map.Places.Single(p => p.Id == station);
}
