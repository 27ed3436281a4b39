using Waystation.Commands;
using Waystation.Data;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.DemoCity;

public class DemoHouseTests
{
    static async Task<House> OpenAsync(TestDatabase database) => await House.OpenAsync(database.Folder, database.Database.ConnectionString);

    static async Task FoundCityAsync(TestDatabase database)
    {
        await using var db = database.NewContext();
        await new FoundUnion(db, TimeProvider.System).RunAsync("city-federation", "市总工会", null, null);
    }

    [Fact]
    public async Task A_house_with_anything_in_it_never_becomes_a_demo()
    {
        await using var database = await TestDatabase.NewAsync();
        await FoundCityAsync(database);
        await using var house = await OpenAsync(database);

        Assert.False(await MakeCity.MayMakeAsync(house));
        Assert.Equal("data.demo-needs-an-empty-house", (await Assert.ThrowsAsync<Refusal>(() => DemoWorld.MakeAsync(house, CitySize.Small))).Sentence.Key);
        await new FirstStart(new Speech(AsJson: false)).RunAsync(house, CitySize.Small, default);

        Assert.False(house.IsDemo);
        Assert.Equal(1L, await DemoWorld.AskAsync<long>(database.Database, "SELECT count(*) FROM unions"));
    }

    [Fact]
    public async Task Without_its_guard_a_real_house_would_be_marked()
    {
        await using var database = await TestDatabase.NewAsync();
        await FoundCityAsync(database);
        await DemoWorld.DoAsync(database.Database, "ALTER TABLE demo_house DISABLE TRIGGER USER");
        await using var house = await OpenAsync(database);

        await house.MarkAsDemoAsync();

        Assert.True(house.IsDemo);
    }

    [Theory]
    [InlineData("DELETE FROM demo_house")]
    [InlineData("TRUNCATE demo_house")]
    public async Task A_demo_never_becomes_a_real_house(string wish)
    {
        await using var database = await TestDatabase.NewAsync();
        await using var house = await OpenAsync(database);
        await house.MarkAsDemoAsync();

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => DemoWorld.DoAsync(database.Database, wish));

        Assert.Equal("data.demo-stays-a-demo", refused.MessageText);
    }

    [Fact]
    public async Task An_empty_house_that_is_to_stay_empty_stays_empty()
    {
        await using var database = await TestDatabase.NewAsync();
        await using var house = await OpenAsync(database);

        await new FirstStart(new Speech(AsJson: false)).RunAsync(house, wished: null, default);

        Assert.False(house.IsDemo);
        Assert.True(await MakeCity.MayMakeAsync(house));
    }

    [Fact]
    public async Task Nothing_is_imported_into_a_demo_from_the_command_line()
    {
        await using var database = await TestDatabase.NewAsync();
        await using (var house = await OpenAsync(database)) await house.MarkAsDemoAsync();
        string[] into = ["import", "divisions", Examples.At("beijing-divisions.csv"), "--data", database.Folder.Root, "--db", database.Database.ConnectionString];

        Assert.Equal(ExitCode.NothingDone, await new CommandLine(Rooms.Features).RunAsync(into));
        Assert.Equal(0L, await DemoWorld.AskAsync<long>(database.Database, "SELECT count(*) FROM divisions"));
        Assert.Equal(ExitCode.Done, await new CommandLine(Rooms.Features).RunAsync([.. into, "--dry-run"]));
    }

    [Fact]
    public async Task A_demo_sends_its_messages_nowhere()
    {
        var refused = await Assert.ThrowsAsync<Refusal>(() => TestHouse.NewAsync(house => house.MarkAsDemoAsync(),
            ("WAYSTATION_MESSAGES", "webhook"), ("WAYSTATION_MESSAGES_URL", "https://gateway.example/"), ("WAYSTATION_MESSAGES_SECRET", new string('s', 40))));

        Assert.Equal("messages.demo-sends-nothing", refused.Sentence.Key);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/about")]
    [InlineData("/no-such-page")]
    public async Task Every_page_of_a_demo_says_that_it_is_one_and_no_page_of_a_real_house(string address)
    {
        await using var demo = await TestHouse.NewDemoAsync();
        await using var real = await TestHouse.NewAsync();

        Assert.Contains("示意数据", await (await demo.Visitor().GetAsync(address)).Content.ReadAsStringAsync());
        Assert.DoesNotContain("示意数据", await (await real.Visitor().GetAsync(address)).Content.ReadAsStringAsync());
    }
}
