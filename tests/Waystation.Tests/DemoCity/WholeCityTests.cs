using Waystation.Accounts;
using Waystation.Data;
using static Waystation.DemoCity.DemoWorld;

namespace Waystation.DemoCity;

[Trait("kind", "long")]
public class WholeCityTests
{
    const string MembersOf = "SELECT count(*) FROM members m JOIN union_lines l ON l.below_id = m.union_id AND l.during @> date '2026-11-21' JOIN unions u ON u.id = l.above_id WHERE u.name = ";
    const string StationsOf = "SELECT count(*) FROM stations WHERE district_code = ";

    [Fact]
    public async Task The_whole_city_has_its_figures()
    {
        await using var database = await TestDatabase.NewAsync();
        await using var house = await House.OpenAsync(database.Folder, database.Database.ConnectionString);

        await MakeAsync(house, CitySize.Full);

        Task<long> Count(string sql) => AskAsync<long>(database.Database, sql);
        Assert.True(house.Demo is { IsWhole: true });
        Assert.Equal((16, 349), (await Count("SELECT count(*) FROM divisions WHERE level = 'district'"), await Count("SELECT count(*) FROM divisions WHERE level = 'street'")));
        Assert.Equal(2_400, await Count("SELECT count(*) FROM unions WHERE kind IN ('grassroots', 'joint-grassroots', 'community-union') AND dissolved_on IS NULL"));
        Assert.Equal((60_000, 1_600), (await Count("SELECT count(*) FROM members"), await Count("SELECT count(*) FROM stations WHERE lat IS NOT NULL")));
        Assert.Equal((0, 0), (await Count("SELECT count(*) FROM unions WHERE founding_due"), await Count("SELECT count(*) FROM import_problems")));
        Assert.Equal((0, 0, 0), (await Count(MembersOf + "'朝阳区总工会'"), await Count(MembersOf + "'延庆区总工会'"), await Count(MembersOf + "'朝阳区望京街道总工会'")));
        Assert.Equal((0, 0, 0), (await Count(StationsOf + "'110105'"), await Count(StationsOf + "'110108'"), await Count(StationsOf + "'110119'")));
        Assert.Equal((6, 8, 1), (await Count("SELECT count(DISTINCT union_id) FROM union_parents WHERE upper(during) IS NOT NULL AND union_id NOT IN (SELECT id FROM unions WHERE dissolved_on IS NOT NULL)"),
            await Count("SELECT count(*) FROM union_former_names"), await Count("SELECT count(*) FROM unions WHERE merged_into IS NOT NULL")));
        Assert.Equal(0, await Count("SELECT count(*) FROM past_memberships"));
        Assert.Equal("", await AskAsync<string>(database.Database,
            "SELECT string_agg(n::text, ' ' ORDER BY month) FROM (SELECT date_trunc('month', joined_on) AS month, count(*) AS n FROM members WHERE joined_on >= '2025-12-01' GROUP BY 1) joins"));
        Assert.Equal((0, 60_000), (await Count("SELECT count(*) FROM memberships WHERE during @> date '2025-11-30'"), await Count("SELECT count(*) FROM memberships WHERE during @> date '2026-11-21'")));
        Assert.Equal(11, DemoAccounts.Told(house.Folder).Count);
    }

    [Fact]
    public async Task Two_makings_on_one_day_are_one_city_and_making_again_changes_nothing()
    {
        await using var first = await TestDatabase.NewAsync();
        await using var second = await TestDatabase.NewAsync();
        await using var house = await House.OpenAsync(first.Folder, first.Database.ConnectionString);
        await using var other = await House.OpenAsync(second.Folder, second.Database.ConnectionString);

        await Task.WhenAll(MakeAsync(house, CitySize.Small), MakeAsync(other, CitySize.Small));
        var made = await DigestAsync(first.Database);

        Assert.Equal(made, await DigestAsync(second.Database));
        await MakeAsync(house, CitySize.Small);
        Assert.Equal(made, await DigestAsync(first.Database));
    }

    [Theory]
    [InlineData(CityStep.Divisions)]
    [InlineData(CityStep.Unions)]
    [InlineData(CityStep.Members)]
    [InlineData(CityStep.Changes)]
    [InlineData(CityStep.Stations)]
    public async Task A_making_that_broke_off_anywhere_is_finished_to_the_same_city(CityStep brokenAt)
    {
        await using var whole = await TestDatabase.NewAsync("demo_small", async database => await MakeAsync(await House.OpenAsync(DataFolder.At(Directory.CreateTempSubdirectory().FullName), database.ConnectionString), CitySize.Small));
        await using var broken = await TestDatabase.NewAsync();
        await using var house = await House.OpenAsync(broken.Folder, broken.Database.ConnectionString);

        await Assert.ThrowsAsync<OperationCanceledException>(() => MakeAsync(house, CitySize.Small, (step, done, _) => { if (step == brokenAt && done > 0) throw new OperationCanceledException(); }));
        Assert.False(house.Demo!.IsWhole);
        await MakeAsync(house, CitySize.Full);

        Assert.True(house.Demo!.IsWhole);
        Assert.Equal(await DigestAsync(whole.Database), await DigestAsync(broken.Database));
    }
}
