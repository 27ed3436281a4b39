using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Accounts;
using Waystation.Places;

namespace Waystation.Keepers;

/// <summary>Stations that are open day and night, an officer who keeps them, and a city of messages that are shown; each test has a station of its own.</summary>
public sealed partial class KeptCity : IAsyncLifetime
{
    public TestHouse House { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var world = await PlacesWorld.BeijingAsync();
        await using (var house = await Data.House.OpenAsync(world.Database.Folder, world.Database.Database.ConnectionString))
        {
            // Only an empty house becomes a demo; its guard stands aside for this one.
            await house.Database.Source.CreateCommand("ALTER TABLE demo_house DISABLE TRIGGER USER").ExecuteNonQueryAsync();
            await house.MarkAsDemoAsync();
            await house.FinishDemoAsync();
        }

        await world.ImportAsync([.. Enumerable.Range(1, 15).Select(i => new Row { Code = $"K{i}", Name = $"第{i}暖心驿站", Hours = "24小时", Lat = $"39.9{i:00}" })]);
        House = await TestHouse.OnAsync(world.Database);
        await PlacesWorld.LoadAsync(House);
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    public async Task<Place> PlaceAsync(string slug)
    {
        await PlacesWorld.LoadAsync(House);
        return House.Services.GetRequiredService<StationIndex>().Find(slug)!;
    }

    /// <summary>A keeper of that station, signed in without a sheet.</summary>
    public async Task<HttpClient> KeeperAsync(string slug)
    {
        var place = await PlaceAsync(slug);
        return await House.KeeperAsync(place.UnionId, place.Id);
    }

    /// <summary>What the officer hands a new keeper.</summary>
    public async Task<(string Code, string Pin)> SheetAsync(HttpClient officer, string slug, string name)
    {
        var place = await PlaceAsync(slug);
        return SheetIn(await SentAsync(officer, $"/station-keepers/{place.Id}?handler=Add", new() { ["name"] = name }));
    }

    public static (string Code, string Pin) SheetIn(string page) => (CodeOnPaper().Match(page).Groups[1].Value, PinOnPaper().Match(page).Groups[1].Value);

    public async Task<(HttpClient Who, string Answer)> EnterAsync(string code, string pin)
    {
        var who = House.Visitor();
        var answer = await TestHouse.PostFormAsync(who, "/keeper/sign-in", new() { ["Code"] = code, ["Pin"] = pin });
        return (who, answer.Headers.Location?.OriginalString ?? await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The answer to a form that was open before.</summary>
    public static async Task<string> SentAsync(HttpClient who, string url, Dictionary<string, string> fields) =>
        await (await Joining.JoiningPagesTests.PressAsync(who, "/sessions", url, fields)).Content.ReadAsStringAsync();

    public async Task<T> AskAsync<T>(string sql) => (T)(await House.House.Database.Source.CreateCommand(sql).ExecuteScalarAsync())!;

    public async Task DoAsync(string sql) => await House.House.Database.Source.CreateCommand(sql).ExecuteNonQueryAsync();

    [GeneratedRegex("code\">([2-9A-HJKMNP-Z]{8})<")]
    private static partial Regex CodeOnPaper();

    [GeneratedRegex("code\">([1-9] [0-9]{3} [0-9]{3})<")]
    private static partial Regex PinOnPaper();
}
