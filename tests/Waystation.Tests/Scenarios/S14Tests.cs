using Waystation.Accounts;
using Waystation.Joining;
using static Waystation.Joining.JoiningPagesTests;
using static Waystation.TestHouse;

namespace Waystation.Scenarios;

/// <summary>
/// S14 站的职能: a station is also a joining post. Joins begun by its code are counted for the station as a total, whoever decides on them; the code of its door is another one.
/// </summary>
public class S14Tests
{
    [Fact]
    public async Task Joins_that_began_at_a_station_are_counted_for_it_as_a_total_and_for_nobody_who_works_there()
    {
        var (world, house) = await CityAsync();
        await using var running = house;
        var station = Guid.CreateVersion7();
        await world.DoAsync(
            """
            INSERT INTO stations (id, code, slug, name, name_key, kind, union_id, district_code, street_code, created_at, changed_at)
            VALUES ($1, 's1', 's1', '德胜驿站', '德胜驿站', 'station', $2, '110102', '110102009', now(), now()), ($3, 's2', 's2', '展览路驿站', '展览路驿站', 'station', $4, '110102', '110102007', now(), now())
            """, station, world.Desheng, Guid.CreateVersion7(), world.Zhanlanlu);
        var (officer, next) = (await house.StaffAsync(Role.SubdistrictOfficer, world.Desheng), await house.StaffAsync(Role.SubdistrictOfficer, world.Zhanlanlu));
        async Task<string> CodeAsync() => (await PageAsync(officer, (await PressAsync(officer, "/join-codes?q=德胜驿站", "/join-codes?handler=Make", new() { ["union"] = $"{world.Desheng}", ["station"] = $"{station}" })).Headers.Location!.OriginalString)).QuerySelector(".code")!.TextContent;
        async Task<Guid> ApplyAsync(string code, int person) => Guid.Parse((await PostFormAsync(await house.WorkerAsync(), $"/join/{code}/apply", Fields(person))).Headers.Location!.OriginalString.Split('/')[^1]);

        // Three by the first code, two by the one that followed it, one by the union's own: a renewed code is still the same station's.
        List<Guid> begun = [];
        var first = await CodeAsync();
        for (var person = 1; person <= 3; person++) begun.Add(await ApplyAsync(first, person));
        var second = await CodeAsync();
        for (var person = 4; person <= 5; person++) begun.Add(await ApplyAsync(second, person));
        await AppliedAsync(await house.WorkerAsync(), world.Joint, 6);
        var decides = await world.OfficerAsync();
        foreach (var one in begun.Take(2)) await world.ApproveAsync(one, decides);
        await world.RefuseAsync(begun[2], "identity-not-established", decides);

        var page = await PageAsync(officer, "/join-codes?q=驿站");
        Assert.Equal("从这个站开始的申请共 5 件，其中 2 人已入会", Assert.Single(page.QuerySelectorAll(".joins")).TextContent);
        Assert.Empty((await PageAsync(next, "/join-codes?q=驿站")).QuerySelectorAll(".joins"));
        // The door counts visits and knows nothing of joining: neither code opens what the other does. No table ties a keeper to an application.
        await PostFormAsync(officer, $"/station-visits/{station}", []);
        var door = await world.AskAsync<string>($"SELECT code FROM station_doors WHERE station_id = '{station}'");
        await Places.PlacesWorld.LoadAsync(house);
        foreach (var (opens, code) in new[] { ("/v/", door), ("/join/", second) }) Assert.Equal(System.Net.HttpStatusCode.OK, (await house.Visitor().GetAsync(opens + code)).StatusCode);
        foreach (var (shut, code) in new[] { ("/v/", second), ("/join/", door) }) Assert.Equal(System.Net.HttpStatusCode.NotFound, (await house.Visitor().GetAsync(shut + code)).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await (await house.KeeperAsync(world.Desheng, station)).GetAsync("/join-codes")).StatusCode);
        Assert.Equal(0L, await world.AskAsync<long>("SELECT count(*) FROM information_schema.columns WHERE table_name = 'applications' AND column_name LIKE '%keeper%'"));
        TestContext.Current.TestOutputHelper?.WriteLine("S14: 5 joins begun at the station, 2 members; 1 by the union's own code is not the station's");
    }
}
