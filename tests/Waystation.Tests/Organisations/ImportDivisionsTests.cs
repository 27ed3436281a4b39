using Waystation.Shared;

namespace Waystation.Organisations;

public class ImportDivisionsTests
{
    const string Small =
        """
        code,name,level,parent
        110000,北京市,city,
        110102,西城区,district,110000
        110102010,德胜街道,street,110102
        110102011,展览路街道,street,110102
        110102010001,双旗杆社区,community,110102010
        """;

    [Theory]
    [InlineData("名称,级别\n北京市,city", "organisations.file-not-divisions")]
    [InlineData("code,name,level,parent\n110102,西城区,district,110000", "organisations.file-without-city")]
    public async Task Another_table_is_refused_and_nothing_is_written(string text, string why)
    {
        await using var city = await ImportedCity.NewAsync();

        Assert.Equal(why, (await Assert.ThrowsAsync<Refusal>(() => city.Import(text))).Sentence.Key);
        Assert.Empty(await city.Unions());
    }

    [Fact]
    public async Task Each_bad_row_is_refused_with_its_reason_and_those_below_it_too()
    {
        await using var city = await ImportedCity.NewAsync();

        var report = await city.Import(Small + "\n,无码,street,110102\n1101,短码,street,110102\n110102012,,street,110102\n110102010,重复,street,110102\n110102013,某街道,village,110102"
            + "\n110102014,甲街道,street,999999\n110102014001,甲社区,community,110102014\n110102015,乙街道,street,110000\n120000,天津市,city,");

        Assert.Equal(
            ["7 code missing", "8 code code-invalid", "9 name missing", "10 code duplicate-in-file", "11 level level-unknown", "12 parent parent-unknown", "13 parent parent-unknown", "14 parent parent-level", "15 level second-city"],
            report.Problems.Select(p => $"{p.Row} {p.Column} {p.Code}"));
        Assert.Equal((14, 5, 9), (report.Rows, report.Accepted, report.Refused));
        Assert.All(report.Problems, p => Assert.DoesNotContain("organisations.", p.Message.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_city_of_Beijing_stands_after_one_import_and_a_second_changes_nothing()
    {
        await using var city = await ImportedCity.NewAsync();

        var first = await city.ImportFile(Examples.At("beijing-divisions.csv"));
        var second = await city.ImportFile(Examples.At("beijing-divisions.csv"));

        Assert.Equal((7901, 7901, 0, 0), (first.Rows, first.Created, first.Refused, first.Problems.Count));
        Assert.Equal((7901, 0, 0), (second.Unchanged, second.Created, second.Updated));
        var unions = await city.Unions();
        Assert.Equal(366, unions.Count);
        Assert.Equal(
            new Dictionary<string, int> { ["city-federation"] = 1, ["district-federation"] = 16, ["subdistrict-federation"] = 343, ["park-union"] = 5, ["development-zone-federation"] = 1 },
            unions.Values.GroupBy(u => u.KindCode).ToDictionary(g => g.Key, g => g.Count()));
        Assert.Equal(2, unions.Keys.Count(n => n.EndsWith("八里庄街道总工会", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_development_zone_stands_directly_below_the_city_and_is_found_by_the_common_pattern_too()
    {
        await using var city = await ImportedCity.NewAsync();
        await city.ImportFile(Examples.At("beijing-divisions.csv"));

        Assert.Equal("北京市总工会", await city.ParentOf("北京经济技术开发区总工会"));
        Assert.Equal("大兴区总工会", await city.ParentOf("大兴区大兴经济开发区总工会"));
        Assert.Equal("西城区总工会", await city.ParentOf("西城区德胜街道总工会"));
        Assert.Equal("北京经济技术开发区总工会", await city.ByAlias("大兴区北京经济技术开发区总工会"));
        Assert.Equal(6, await city.StreetsOf("huitian"));
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_writes_nothing()
    {
        await using var city = await ImportedCity.NewAsync();

        var report = await city.Import(Small, dryRun: true);

        Assert.Equal(5, report.Created);
        Assert.Empty(await city.Unions());
    }

    [Fact]
    public async Task What_was_renamed_or_moved_is_followed_and_what_disappeared_is_kept_and_noted()
    {
        await using var city = await ImportedCity.NewAsync();
        await city.Import(Small);

        var report = await city.Import(Small.Replace("110102011,展览路街道,street,110102\n", "110101,东城区,district,110000\n", StringComparison.Ordinal)
            .Replace("德胜街道,street,110102", "德胜门街道,street,110101", StringComparison.Ordinal));

        Assert.Equal((1, 1, 3), (report.Created, report.Updated, report.Unchanged));
        Assert.Equal("division-gone", Assert.Single(report.Problems).Code);
        Assert.Equal("东城区总工会", await city.ParentOf("东城区德胜门街道总工会"));
        Assert.Contains("西城区展览路街道总工会", (await city.Unions()).Keys);
        Assert.Empty((await city.Import(Small.Replace("110102011,展览路街道,street,110102\n", "110101,东城区,district,110000\n", StringComparison.Ordinal)
            .Replace("德胜街道,street,110102", "德胜门街道,street,110101", StringComparison.Ordinal))).Problems);
    }

    [Fact]
    public async Task What_officers_renamed_or_dissolved_stays_as_they_left_it()
    {
        await using var city = await ImportedCity.NewAsync();
        await city.Import(Small);
        await city.Rename("西城区德胜街道总工会", "德胜地区总工会");
        await city.Dissolve("西城区展览路街道总工会");

        await city.Import(Small.Replace("德胜街道,street", "德胜门街道,street", StringComparison.Ordinal));

        Assert.Equal(["北京市总工会", "德胜地区总工会", "西城区展览路街道总工会", "西城区总工会"], (await city.Unions()).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_city_federation_founded_by_hand_is_taken_as_it_is()
    {
        await using var city = await ImportedCity.NewAsync();
        await using (var db = city.Database.NewContext())
            await new FoundUnion(db, city.Clock).RunAsync("city-federation", "北京市总工会", null, null);

        await city.Import(Small);

        Assert.Equal("北京市总工会", await city.ParentOf("西城区总工会"));
        Assert.Equal(4, (await city.Unions()).Count);
    }
}
