using Waystation.Accounts;

namespace Waystation.Keepers;

/// <summary>A station passes to another union, as by a merger or a correction of the register.</summary>
public sealed class StationMovesTests(KeptCity city) : IClassFixture<KeptCity>
{
    static readonly string[] things = ["keeper_codes", "keepers", "posts", "keeper_notes", "station_doors", "umbrellas", "umbrella_loans", "pictures", "station_questions", "goods_asks", "goods_deliveries", "goods_write_offs", "goods_funds"];

    [Fact]
    public async Task What_is_open_about_a_station_follows_it_and_without_the_trigger_it_stays_behind()
    {
        var place = await city.PlaceAsync("k10");
        var officer = await city.House.OfficerAsync();
        var (code, pin) = await city.SheetAsync(officer, "k10", "小王");
        var (keeper, _) = await city.EnterAsync(code, pin);
        await KeptCity.SentAsync(officer, $"/station-keepers/{place.Id}?handler=Write", new() { ["text"] = "周五停水" });
        await TestHouse.PostFormAsync(keeper, "/keeper/umbrellas?handler=Add", new() { ["many"] = "1" });
        await TestHouse.PostFormAsync(keeper, "/keeper/umbrellas?handler=Lend", new() { ["tag"] = await city.AskAsync<string>($"SELECT tag FROM umbrellas WHERE station_id = '{place.Id}'") });
        await city.DoAsync($"INSERT INTO station_questions (id, station_id, union_id, about, asked_at, rule, due_on) VALUES (gen_random_uuid(), '{place.Id}', '{place.UnionId}', 'open', now(), 'x', current_date)");
        await city.DoAsync($"INSERT INTO pictures (id, station_id, union_id, sha256, bytes, width, height, kept_at) VALUES (gen_random_uuid(), '{place.Id}', '{place.UnionId}', sha256('x'), 1, 1, 1, now())");
        await city.DoAsync(
            $"""
            INSERT INTO goods_asks (id, station_id, union_id, kind, asked_at) VALUES (gen_random_uuid(), '{place.Id}', '{place.UnionId}', 'cups', now());
            INSERT INTO goods_deliveries (id, station_id, union_id, from_place, from_id, planned_at) VALUES (gen_random_uuid(), '{place.Id}', '{place.UnionId}', 'store', '{place.UnionId}', now());
            INSERT INTO goods_write_offs (id, station_id, union_id, kind, quantity, reason, asked_by, asked_at) VALUES (gen_random_uuid(), '{place.Id}', '{place.UnionId}', 'cups', 1, '破损', (SELECT id FROM accounts LIMIT 1), now());
            INSERT INTO goods_funds (id, union_id, station_id, name, made_at) VALUES (gen_random_uuid(), '{place.UnionId}', '{place.Id}', '第10暖心驿站经费', now())
            """);
        var (elsewhere, between) = (await city.AskAsync<Guid>("SELECT id FROM unions WHERE name = '西城区总工会'"), await city.AskAsync<Guid>("SELECT id FROM unions WHERE name = '东城区总工会'"));

        await city.DoAsync($"ALTER TABLE stations DISABLE TRIGGER station_moves; UPDATE stations SET union_id = '{between}' WHERE id = '{place.Id}'; ALTER TABLE stations ENABLE TRIGGER station_moves");
        Assert.Equal((things.Length, 0), (await ThingsOfAsync(place.Id, place.UnionId), await ThingsOfAsync(place.Id, between)));
        await city.DoAsync($"UPDATE stations SET union_id = '{elsewhere}' WHERE id = '{place.Id}'");

        Assert.Equal((0, things.Length), (await ThingsOfAsync(place.Id, place.UnionId), await ThingsOfAsync(place.Id, elsewhere)));
        var there = await city.House.StaffAsync(Role.DistrictOfficer, elsewhere);
        Assert.Contains("小王", await there.GetStringAsync($"/station-keepers/{place.Id}"));
        Assert.Contains("第10暖心驿站", await there.GetStringAsync("/station-questions"));
        Assert.Contains("周五停水", await keeper.GetStringAsync("/keeper"));
    }

    /// <summary>How many kinds of things about that station belong to that union.</summary>
    async Task<int> ThingsOfAsync(Guid station, Guid union)
    {
        var many = 0;
        foreach (var table in things) many += await city.AskAsync<bool>($"SELECT EXISTS (SELECT FROM {table} WHERE station_id = '{station}' AND union_id = '{union}')") ? 1 : 0;
        return many;
    }
}
