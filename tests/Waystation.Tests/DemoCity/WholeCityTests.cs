using Waystation.Accounts;
using Waystation.Data;
using static Waystation.DemoCity.DemoWorld;

namespace Waystation.DemoCity;

[Trait("kind", "long")]
public class WholeCityTests
{
    /// <summary>Every figure that a paper or a page may name; months from December on, the last one up to the 21st.</summary>
    const string Figures =
        """
        WITH members_of AS (SELECT u.name, count(*) AS members FROM members m JOIN union_lines l ON l.below_id = m.union_id AND l.during @> date '2026-11-21' JOIN unions u ON u.id = l.above_id GROUP BY u.name),
        figures (place, what, how_many) AS (
            SELECT 1, 'districts', count(*)::text FROM divisions WHERE level = 'district'
            UNION ALL SELECT 2, 'streets', count(*)::text FROM divisions WHERE level = 'street'
            UNION ALL SELECT 3, 'unions', count(*)::text FROM unions WHERE kind IN ('grassroots', 'joint-grassroots', 'community-union') AND dissolved_on IS NULL
            UNION ALL SELECT 4, 'members', count(*)::text FROM members
            UNION ALL SELECT 5, 'a year ago', count(*)::text FROM memberships WHERE during @> date '2025-11-21'
            UNION ALL SELECT 6, 'stations', count(*)::text FROM stations WHERE lat IS NOT NULL AND stage IS NULL
            UNION ALL SELECT 7, 'members in ' || name, members::text FROM members_of WHERE name IN ('朝阳区总工会', '海淀区总工会', '延庆区总工会', '朝阳区望京街道总工会')
            UNION ALL SELECT 8, 'stations in ' || district_code, count(*)::text FROM stations WHERE stage IS NULL AND district_code IN ('110105', '110108', '110119') GROUP BY district_code
            UNION ALL SELECT 9, 'joins', string_agg(n::text, ' ' ORDER BY month) FROM (SELECT date_trunc('month', joined_on) AS month, count(*) AS n FROM members WHERE joined_on >= '2025-12-01' GROUP BY 1) joins
            UNION ALL SELECT 10, 'founded this year', count(*)::text FROM unions WHERE founded_on IS NOT NULL
            UNION ALL SELECT 11, 'moved', count(DISTINCT e.union_id)::text FROM union_parents e JOIN unions u ON u.id = e.union_id WHERE NOT upper_inf(e.during) AND u.dissolved_on IS NULL
            UNION ALL SELECT 12, 'renamed', count(*)::text FROM union_former_names
            UNION ALL SELECT 13, 'merged', count(*)::text FROM unions WHERE merged_into IS NOT NULL
            UNION ALL SELECT 14, 'past memberships', count(*)::text FROM past_memberships
            UNION ALL SELECT 15, 'refused or noted', count(*)::text FROM import_problems
            UNION ALL SELECT 16, 'units without a union', count(*)::text FROM unions WHERE founding_due
            UNION ALL SELECT 17, 'posts', count(*)::text FROM posts
            UNION ALL SELECT 18, 'key work', count(*) || ', done ' || count(*) FILTER (WHERE state = 'done') FROM key_items
            UNION ALL SELECT 19, 'key work lines', string_agg(kind || ' ' || many, ', ' ORDER BY kind) FROM (SELECT kind, count(*) AS many FROM key_lines GROUP BY kind) lines
            UNION ALL SELECT 20, 'key work carried over', count(*)::text FROM key_month_items WHERE carried_at IS NOT NULL
            UNION ALL SELECT 21, 'key work reports', count(*) || ', nothing new ' || count(*) FILTER (WHERE nothing_new) FROM key_reports
            UNION ALL SELECT 22, 'streets with a plan', count(DISTINCT street_code)::text FROM station_plans)
        SELECT string_agg(what || ': ' || how_many, E'\n' ORDER BY place, what COLLATE "C") FROM figures
        """;

    const string Wanted =
        """
        districts: 16
        streets: 349
        unions: 2400
        members: 60000
        a year ago: 48921
        stations: 1600
        members in 延庆区总工会: 1265
        members in 朝阳区总工会: 9520
        members in 朝阳区望京街道总工会: 867
        members in 海淀区总工会: 8538
        stations in 110105: 252
        stations in 110108: 228
        stations in 110119: 35
        joins: 588 460 238 1028 1297 937 765 754 810 1523 1277 1179
        founded this year: 111
        moved: 6
        renamed: 8
        merged: 1
        past memberships: 309
        refused or noted: 0
        units without a union: 0
        posts: 15
        key work: 108, done 81
        key work lines: comment 27, done 81, set 108, shown 266
        key work carried over: 226
        key work reports: 691, nothing new 90
        streets with a plan: 343
        """;

    [Fact]
    public async Task The_whole_city_has_its_figures()
    {
        await using var database = await TestDatabase.NewAsync();
        await using var house = await House.OpenAsync(database.Folder, database.Database.ConnectionString);

        await MakeAsync(house, CitySize.Full);

        Assert.True(house.Demo is { IsWhole: true });
        Assert.Equal(16, DemoAccounts.Told(house.Folder).Count);
        var figures = await AskAsync<string>(database.Database, Figures);
        // Said whole: whoever changes the plan reads the figures here.
        Assert.True(figures == Wanted, figures);
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
        await using var whole = await TestDatabase.NewAsync("demo_small", MakeWholeAsync);
        await using var broken = await TestDatabase.NewAsync();
        await using var house = await House.OpenAsync(broken.Folder, broken.Database.ConnectionString);

        await Assert.ThrowsAsync<OperationCanceledException>(() => MakeAsync(house, CitySize.Small, (step, done, _) => { if (step == brokenAt && done > 0) throw new OperationCanceledException(); }));
        Assert.False(house.Demo!.IsWhole);
        await MakeAsync(house, CitySize.Full);

        Assert.True(house.Demo!.IsWhole);
        Assert.Equal(await DigestAsync(whole.Database), await DigestAsync(broken.Database));
    }

    static async Task MakeWholeAsync(Database database)
    {
        // A house left open would keep its connections, and nobody could copy the database.
        await using var house = await House.OpenAsync(DataFolder.At(Directory.CreateTempSubdirectory().FullName), database.ConnectionString);
        await MakeAsync(house, CitySize.Small);
    }
}
