using System.Text.Json;

namespace Waystation.Geography;

public class DatumTests
{
    static readonly Position[] inChina = [.. Enumerable.Range(0, 4000).Select(i => new Position(18 + 35.0 * Halton(i + 1, 2), 74 + 60 * Halton(i + 1, 3)))];
    static readonly Position[] abroad = [new(51.5, -0.12), new(-33.9, 151.2), new(40.7, -74), new(0.5, 100), new(35, 139.7)];

    [Theory]
    [InlineData(Datum.Gcj02)]
    [InlineData(Datum.Bd09)]
    public void A_round_trip_in_China_moves_a_point_by_less_than_a_centimetre(Datum datum)
    {
        foreach (var p in inChina)
        {
            var back = datum.ToWgs84(datum.FromWgs84(p));

            Assert.True(Sphere.Metres(p, back) < 0.01, $"{p} came back as {back}");
        }
    }

    [Theory]
    [InlineData(Datum.Gcj02)]
    [InlineData(Datum.Bd09)]
    [InlineData(Datum.Wgs84)]
    public void Outside_China_nothing_is_shifted(Datum datum)
    {
        foreach (var p in abroad)
        {
            Assert.Equal(p, datum.FromWgs84(p));
            Assert.Equal(p, datum.ToWgs84(p));
        }
    }

    [Fact]
    public async Task Forward_agrees_with_gcoord_to_a_millimetre()
    {
        var oracle = JsonSerializer.Deserialize<double[][]>(await Node.RunAsync("Geography/datum-oracle.mjs", JsonSerializer.Serialize(inChina.Select(p => new[] { p.Lon, p.Lat }))))!;

        Assert.Equal(inChina.Length, oracle.Length);
        foreach (var (p, q) in inChina.Zip(oracle))
        {
            Assert.True(Sphere.Metres(Datum.Gcj02.FromWgs84(p), new Position(q[1], q[0])) < 0.001, $"GCJ-02 of {p}");
            Assert.True(Sphere.Metres(Datum.Bd09.FromWgs84(p), new Position(q[3], q[2])) < 0.001, $"BD-09 of {p}");
        }
    }

    [Theory]
    [InlineData("GCJ-02", Datum.Gcj02)]
    [InlineData("gcj02", Datum.Gcj02)]
    [InlineData("高德", Datum.Gcj02)]
    [InlineData("高德地图", Datum.Gcj02)]
    [InlineData("火星坐标", Datum.Gcj02)]
    [InlineData("腾讯地图", Datum.Gcj02)]
    [InlineData("\uFF27\uFF23\uFF2A\uFF0D\uFF10\uFF12", Datum.Gcj02)]
    [InlineData("BD-09", Datum.Bd09)]
    [InlineData("百度", Datum.Bd09)]
    [InlineData("百度坐标(BD09LL)", Datum.Bd09)]
    [InlineData("WGS84", Datum.Wgs84)]
    [InlineData(" wgs-84 ", Datum.Wgs84)]
    [InlineData("天地图", Datum.Wgs84)]
    [InlineData("CGCS2000", Datum.Wgs84)]
    [InlineData("国家2000坐标系", Datum.Wgs84)]
    [InlineData("GPS", Datum.Wgs84)]
    public void The_names_people_give_a_datum_are_known(string name, Datum expected)
    {
        Assert.True(Datums.TryRead(name, out var datum));
        Assert.Equal(expected, datum);
    }

    [Theory]
    [InlineData("")]
    [InlineData("北京54")]
    [InlineData("不清楚")]
    public void A_datum_nobody_knows_is_not_guessed(string name) => Assert.False(Datums.TryRead(name, out _));

    static double Halton(int i, int @base)
    {
        var (value, fraction) = (0.0, 1.0);
        for (; i > 0; i /= @base) value += (fraction /= @base) * (i % @base);
        return value;
    }
}
