using Microsoft.EntityFrameworkCore;
using Waystation.Tables;

namespace Waystation.Places;

public class StationRowTests : IAsyncLifetime
{
    PlacesWorld world = null!;

    public async ValueTask InitializeAsync() => world = await PlacesWorld.BeijingAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    public static TheoryData<string, string, string> Refusals => new()
    {
        { "name", "missing", "名称" },
        { "address", "missing", "详细地址" },
        { "union", "missing", "所属工会" },
        { "street of another district", "street-not-in-district", "街道(乡镇)" },
        { "no such district", "street-not-in-district", "区" },
        { "swapped", "coordinates-swapped", "经度" },
        { "Tianjin", "outside-city", "经度" },
        { "nowhere on earth", "outside-city", "经度" },
        { "the sea off Africa", "outside-city", "经度" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_row_is_refused_with_its_reason_and_column(string dirt, string code, string column)
    {
        var row = dirt switch
        {
            "name" => new Row { Name = " " },
            "address" => new Row { Address = "" },
            "union" => new Row { Union = "" },
            "street of another district" => new Row { Street = "永乐店镇" },
            "no such district" => new Row { District = "宣武区" },
            "swapped" => new Row { Lon = "39.9131", Lat = "116.4222" },
            "Tianjin" => new Row { Lon = "117.2", Lat = "39.08" },
            "nowhere on earth" => new Row { Lon = "416.4", Lat = "139.9" },
            _ => new Row { Lon = "0", Lat = "0" },
        };

        var report = await world.ImportAsync(row);

        Assert.Equal((1, 0), (report.Refused, report.Accepted));
        var problem = Assert.Single(report.Problems, p => p.Severity is Severity.Refused);
        Assert.Equal((3, code, column), (problem.Row, problem.Code, problem.Column));
        Assert.Equal(0, await world.CountAsync("SELECT count(*) FROM stations"));
    }

    [Theory]
    [InlineData("116.4222", "39.9131")]
    [InlineData("116.4222°", "39.9131°")]
    [InlineData("E116.4222", "N39.9131")]
    [InlineData("东经116.4222度", "北纬39.9131度")]
    [InlineData(" 116.4222 ", "39.9131")]
    [InlineData("116°25′19.92″", "39°54'47.16\"")]
    [InlineData("116.4222,39.9131", "")]
    public async Task Coordinates_are_read_as_people_type_them(string lon, string lat)
    {
        await world.ImportAsync(new Row { Lon = lon, Lat = lat });

        await using var db = world.Database.NewContext();
        var station = await db.Set<Station>().SingleAsync();
        Assert.Equal(116.4222, station.GivenLon!.Value, 9);
        Assert.Equal(39.9131, station.GivenLat!.Value, 9);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("待定", "待定")]
    [InlineData("116.4", "")]
    public async Task Without_coordinates_a_place_is_taken_in_but_kept_off_the_map(string lon, string lat)
    {
        var report = await world.ImportAsync(new Row { Lon = lon, Lat = lat });

        Assert.Equal(1, report.Created);
        Assert.Equal("no-coordinates", Assert.Single(report.Problems).Code);
        Assert.Equal(1, await world.CountAsync("SELECT count(*) FROM stations WHERE lat IS NULL"));
    }

    [Fact]
    public async Task An_unnamed_datum_is_taken_as_the_maps_one_and_an_unknown_one_is_not_guessed()
    {
        var report = await world.ImportAsync(new Row { Datum = "" }, new Row { Name = "另一个", Datum = "北京54" });

        Assert.Equal(["datum-assumed", "datum-unknown"], report.Problems.Select(p => p.Code));
        Assert.Equal(["gcj02"], await world.AskAsync<string[]>("SELECT array_agg(given_datum) FROM stations WHERE lat IS NOT NULL"));
    }

    [Theory]
    [InlineData("东城", "建国门")]
    [InlineData("北京市东城区", "建国门街道办事处")]
    [InlineData(" 东城区", "东城区建国门街道")]
    public async Task Districts_and_streets_are_known_by_their_other_spellings(string district, string street)
    {
        var report = await world.ImportAsync(new Row { District = district, Street = street });

        Assert.Equal(1, report.Created);
        Assert.Equal("110101008", await world.AskAsync<string>("SELECT street_code FROM stations"));
    }

    [Theory]
    [InlineData("热水/充电/厕所;WiFi、急救箱 电动车充电+换电", "aed", 7, 0)]
    [InlineData("饮水机,热水,开水", "", 1, 0)]
    [InlineData("饮水机(冷热)、微波炉2台、雨伞5把等", "", 3, 0)]
    [InlineData("饮水机、茶话会、飞行棋", "", 1, 2)]
    [InlineData("无", "", 0, 0)]
    public async Task Facilities_are_known_by_their_many_words_and_others_are_kept(string written, string absent, int known, int others)
    {
        await world.ImportAsync(new Row { Facilities = written });

        await using var db = world.Database.NewContext();
        var station = await db.Set<Station>().Include(s => s.Facilities).SingleAsync();
        Assert.Equal((known, others), (station.Facilities.Count, station.OtherFacilities.Length));
        Assert.DoesNotContain(absent, station.Facilities.Select(f => f.FacilityCode));
    }

    [Fact]
    public async Task A_union_is_known_by_its_other_name_too()
    {
        await using var world = await PlacesWorld.BeijingAsync();
        await using var put = world.Database.Source.CreateCommand("INSERT INTO union_aliases SELECT union_name_key('建国门工会'), id FROM unions WHERE name = '东城区建国门街道总工会'");
        await put.ExecuteNonQueryAsync();

        var report = await world.ImportAsync(new Row { Union = "建国门工会" });

        Assert.Equal(1, report.Accepted);
        Assert.DoesNotContain(report.Problems, p => p.Code == "union-unknown");
    }

    [Fact]
    public async Task A_union_the_tree_does_not_know_leaves_the_place_with_its_streets_federation()
    {
        var report = await world.ImportAsync(new Row { Union = "建国门某某工会" });

        Assert.Equal("union-unknown", Assert.Single(report.Problems).Code);
        Assert.Equal("东城区建国门街道总工会", await world.AskAsync<string>("SELECT u.name FROM stations s JOIN unions u ON u.id = s.union_id"));
    }

    [Fact]
    public async Task Of_rows_with_one_number_the_first_accepted_one_stands()
    {
        var report = await world.ImportAsync(new Row { Code = "1", Lat = "1" }, new Row { Code = "1", Name = "甲" }, new Row { Code = "1", Name = "乙" });

        Assert.Equal((1, 2), (report.Created, report.Refused));
        Assert.Equal(["outside-city", "duplicate-in-file"], report.Problems.Select(p => p.Code));
        Assert.Equal("甲", await world.AskAsync<string>("SELECT name FROM stations"));
    }

    [Fact]
    public async Task A_place_without_a_number_gets_one_and_is_found_by_its_name_in_its_street()
    {
        await world.ImportAsync(new Row(), new Row { Name = "建国门街道二站" });
        Assert.Equal(["11010100890001", "11010100890002"], await world.AskAsync<string[]>("SELECT array_agg(code ORDER BY code) FROM stations"));

        var again = await world.ImportAsync(new Row { Hours = "24小时" }, new Row { Name = "建国门街道二站" }, new Row { Name = "建国门街道三站" });

        Assert.Equal((1, 1, 1), (again.Created, again.Updated, again.Unchanged));
        Assert.Equal("11010100890003", await world.AskAsync<string>("SELECT code FROM stations WHERE name LIKE '%三站'"));
    }

    [Fact]
    public async Task A_later_register_corrects_what_it_says_and_leaves_what_it_does_not_say()
    {
        await world.ImportAsync(new Row { Code = "7" });

        var report = await world.ImportAsync(new Row { Code = "7", Facilities = "饮水机、AED", Hours = "", Phone = "", Lon = "", Lat = "", Keeper = "李强" });

        Assert.Equal(1, report.Updated);
        await using var db = world.Database.NewContext();
        var station = await db.Set<Station>().Include(s => s.Facilities).SingleAsync();
        Assert.Equal("Mo-Su 09:00-17:00", station.OpeningHours);
        Assert.Equal(["aed", "water"], station.Facilities.Select(f => f.FacilityCode).Order());
        Assert.Equal(116.4222, station.GivenLon);
        Assert.Equal(("李强", "010-65120000"), (world.Vault.Open(station.Keeper), world.Vault.Open(station.Phone)));
    }

    [Fact]
    public async Task The_keepers_name_and_phone_stand_nowhere_in_the_clear()
    {
        await world.ImportAsync(new Row());

        Assert.Equal(1, await world.CountAsync("SELECT count(*) FROM stations WHERE position(convert_to('王芳', 'UTF8') in keeper) = 0 AND position(convert_to('65120000', 'UTF8') in phone) = 0"));
        Assert.Equal(0, await world.CountAsync("SELECT count(*) FROM stations s WHERE s::text LIKE '%王芳%' OR s::text LIKE '%65120000%'"));
    }

    [Theory]
    [InlineData("2023/5/1")]
    [InlineData("2023.05.01")]
    [InlineData("2023年5月1日")]
    [InlineData("2023年5月")]
    [InlineData("20230501")]
    public async Task Opening_days_are_read_as_registers_write_them(string written)
    {
        await world.ImportAsync(new Row { OpenedOn = written });

        Assert.Equal(1, await world.CountAsync("SELECT count(*) FROM stations WHERE opened_on = '2023-05-01'"));
    }
}
