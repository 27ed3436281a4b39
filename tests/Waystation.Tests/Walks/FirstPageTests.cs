using System.Net;
using AngleSharp.Dom;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Walks;

/// <summary>今天要办: each count of the first page opens a page with just so many rows; and the walk holds what is due within reach.</summary>
[Trait("server", "any")]
public class FirstPageTests
{
    static readonly Dictionary<string, string> rowsOf = new()
    {
        ["joining.wait-now"] = "tbody input[name=Chosen]", ["joining.wait-later"] = "tbody input[name=Chosen]", ["mydata.wait-requests"] = "tbody tr", ["keywork.wait-due"] = "#items tbody tr",
        ["keywork.wait-red"] = "#items tbody tr", ["exports.wait-release"] = "#waiting li.card", ["organisations.wait-to-found"] = "#units li", ["walks.wait"] = "li.stop",
        ["keywork.wait-owing"] = "#reports ~ .card tbody tr",
    };

    /// <summary>Of each kind something in the street 德胜, and something elsewhere.</summary>
    static async Task<(TestHouse Web, Branch Branch)> FilledAsync()
    {
        var (web, branch) = await Walk.InAsync();
        foreach (var route in new[] { "/applications/{id:guid}", "/data-requests/{id:guid}", "/exports/{id:guid}", "/key-work/items/{id:guid}" })
            foreach (var union in new[] { branch.Child, branch.BelowSibling }) await RouteIds.Ways[route](web.House, branch, union);
        await DoAsync(web.House,
            $"""
            UPDATE applications SET due_on = current_date - 2 WHERE id IN (SELECT id FROM applications WHERE union_id = '{branch.Child}');
            INSERT INTO key_month_items (month, item_id) SELECT date_trunc('month', set_on), id FROM key_items;
            INSERT INTO divisions (code, name, level, parent_code) VALUES ('110000', '北京市', 'city', NULL), ('110102', '西城区', 'district', '110000'), ('110102009', '德胜街道', 'street', '110102');
            UPDATE unions SET division_code = '110102009' WHERE id = '{branch.Child}';
            INSERT INTO stations (id, code, slug, name, name_key, kind, union_id, district_code, street_code, lat, lon, given_lat, given_lon, given_datum, verified_at, created_at, changed_at)
            SELECT gen_random_uuid(), 's' || n, 's' || n, '驿站' || n, 's' || n, 'station', '{branch.Child}', '110102', '110102009', p, p + 76.42, p, p + 76.42, CASE WHEN p IS NOT NULL THEN 'wgs84' END,
                CASE WHEN n = 1 THEN now() - interval '5 days' WHEN n = 2 THEN now() - interval '200 days' END, now(), now()
            FROM generate_series(1, 4) n, LATERAL (SELECT CASE WHEN n < 4 THEN 39.95 + n / 1000.0 END AS p) q
            """);
        return (web, branch);
    }

    static async Task DoAsync(House house, string sql)
    {
        await using var command = house.Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    [Theory]
    [InlineData(Role.SubdistrictOfficer, 6)]
    [InlineData(Role.DistrictOfficer, 6)]
    [InlineData(Role.Leader, 1)]
    public async Task Each_count_opens_just_so_many_rows(Role role, int atLeast)
    {
        var (web, branch) = await FilledAsync();
        await using var closing = web;
        await DoAsync(web.House, "ALTER TABLE key_lines DISABLE TRIGGER key_lines_stay; UPDATE key_lines SET due_on = current_date + 3; UPDATE key_items SET due_on = current_date + 3");
        var who = await web.StaffAsync(role, role is Role.SubdistrictOfficer ? branch.Child : branch.Own);

        var waits = (await TestHouse.PageAsync(who, "/desk")).QuerySelectorAll("#waits a").ToList();

        Assert.True(waits.Count >= atLeast, string.Join("; ", waits.Select(wait => wait.TextContent)));
        foreach (var wait in waits)
        {
            var (word, many, page) = (wait.LastElementChild!.TextContent, int.Parse(wait.QuerySelector(".n")!.TextContent), await TestHouse.PageAsync(who, wait.GetAttribute("href")!.Split('#')[0]));
            var key = rowsOf.Keys.SingleOrDefault(one => Words.Say(one) == word);
            if (key is null) Assert.Equal((Words.Say("keywork.wait-report"), 1), (word, many));
            else Assert.Equal((word, many), (word, page.QuerySelectorAll(rowsOf[key]).Length));
        }
    }

    [Fact]
    public async Task The_walk_of_a_street_takes_what_is_due_there_old_stations_and_nobodys_place()
    {
        var (web, branch) = await FilledAsync();
        await using var closing = web;
        var (street, elsewhere) = (await web.StaffAsync(Role.SubdistrictOfficer, branch.Child), await web.StaffAsync(Role.SubdistrictOfficer, branch.BelowSibling));

        var page = await TestHouse.PageAsync(street, "/walk");
        var stops = page.QuerySelectorAll("#stops li.stop .name").Select(name => name.TextContent).ToList();

        // Station 1 was seen five days ago; 4 stands nowhere; the street itself has the applications.
        Assert.Equal("德胜街道", stops[0]);
        Assert.Equal(["德胜街道", "驿站2", "驿站3"], stops.Order(StringComparer.Ordinal));
        Assert.Equal("驿站4", Assert.Single(page.QuerySelectorAll("#nowhere .name")).TextContent);
        Assert.DoesNotContain("驿站", (await TestHouse.PageAsync(elsewhere, "/walk")).QuerySelector("main")!.TextContent);
        Assert.DoesNotContain("李", page.QuerySelector("#stops")!.TextContent);
    }

    [Fact]
    public async Task An_officer_of_several_streets_may_walk_one_of_them_and_none_of_others()
    {
        var (web, branch) = await FilledAsync();
        await using var closing = web;
        await DoAsync(web.House,
            $"""
            INSERT INTO divisions (code, name, level, parent_code) VALUES ('110102010', '新街口街道', 'street', '110102');
            UPDATE unions SET kind = 'subdistrict-federation' WHERE id IN ('{branch.Child}', '{branch.Own}');
            UPDATE unions SET division_code = '110102010' WHERE id = '{branch.Own}';
            INSERT INTO stations (id, code, slug, name, name_key, kind, union_id, district_code, street_code, lat, lon, given_lat, given_lon, given_datum, created_at, changed_at)
            VALUES (gen_random_uuid(), 's9', 's9', '驿站9', 's9', 'station', '{branch.Own}', '110102', '110102010', 39.9, 116.4, 39.9, 116.4, 'wgs84', now(), now())
            """);
        var (both, one) = (await web.StaffAsync(Role.DistrictOfficer, branch.Own), await web.StaffAsync(Role.SubdistrictOfficer, branch.Child));
        async Task<string[]> StopsAsync(HttpClient who, string street) => [.. (await TestHouse.PageAsync(who, $"/walk?street={street}")).QuerySelectorAll("li.stop .name").Select(name => name.TextContent).Order(StringComparer.Ordinal)];

        Assert.Equal(HttpStatusCode.NotFound, (await one.GetAsync("/walk?street=110102010")).StatusCode);
        Assert.Empty((await TestHouse.PageAsync(one, "/walk")).QuerySelectorAll("#street"));
        Assert.Equal(["德胜街道", "驿站2", "驿站3", "驿站4"], await StopsAsync(both, "110102009"));
        Assert.Contains("驿站9", await StopsAsync(both, "110102010"));
        Assert.DoesNotContain("驿站2", await StopsAsync(both, "110102010"));
        Assert.Contains("驿站9", await StopsAsync(both, ""));
        Assert.Contains("驿站2", await StopsAsync(both, ""));
    }

    [Fact]
    public async Task A_post_for_which_nothing_waits_is_told_so()
    {
        await using var web = await TestHouse.NewAsync();
        var officer = await web.OfficerAsync();

        Assert.Contains(Words.Say("accounts.nothing-waits"), (await TestHouse.PageAsync(officer, "/desk")).QuerySelector("main")!.TextContent);
    }
}
