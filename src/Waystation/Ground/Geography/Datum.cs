using System.Text;
using static System.Math;

namespace Waystation.Geography;

/// <summary>What a pair of coordinates refers to: the satellites' own datum, the national map offset (高德, 腾讯), or Baidu's on top of it.</summary>
public enum Datum { Wgs84, Gcj02, Bd09 }

public static class Datums
{
    const double Axis = 6_378_245, Eccentricity = 0.006693421622965823, BaiduTurn = PI * 3000 / 180;

    public static Position ToWgs84(this Datum datum, Position p) => datum switch
    {
        Datum.Gcj02 => GcjToWgs(p),
        Datum.Bd09 => GcjToWgs(BaiduToGcj(p)),
        _ => p,
    };

    public static Position FromWgs84(this Datum datum, Position p) => datum switch
    {
        Datum.Gcj02 => WgsToGcj(p),
        Datum.Bd09 => GcjToBaidu(WgsToGcj(p)),
        _ => p,
    };

    /// <summary>The code by which machines name a datum: <c>wgs84</c>, <c>gcj02</c>, <c>bd09</c>.</summary>
    public static string Code(this Datum datum) => datum switch { Datum.Gcj02 => "gcj02", Datum.Bd09 => "bd09", _ => "wgs84" };

    /// <summary>Reads what people and machines call a datum: <c>GCJ-02</c>, <c>高德地图</c>, <c>火星坐标</c>, <c>百度</c>, <c>国家2000</c>… False for a name it does not know.</summary>
    public static bool TryRead(string text, out Datum datum)
    {
        var name = new string([.. text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Where(char.IsLetterOrDigit)]);
        foreach (var (word, meaning) in names)
        {
            if (!name.Contains(word, StringComparison.Ordinal)) continue;

            datum = meaning;
            return true;
        }

        datum = default;
        return false;
    }

    // CGCS2000 (国家2000, 天地图) differs from WGS-84 by centimetres. Names that contain another stand before it.
    static readonly (string Word, Datum Datum)[] names =
    [
        ("bd09", Datum.Bd09), ("bd9", Datum.Bd09), ("百度", Datum.Bd09), ("baidu", Datum.Bd09),
        ("gcj", Datum.Gcj02), ("高德", Datum.Gcj02), ("腾讯", Datum.Gcj02), ("火星", Datum.Gcj02), ("国测局", Datum.Gcj02),
        ("amap", Datum.Gcj02), ("gaode", Datum.Gcj02), ("tencent", Datum.Gcj02), ("autonavi", Datum.Gcj02),
        ("wgs", Datum.Wgs84), ("cgcs", Datum.Wgs84), ("天地图", Datum.Wgs84), ("国家2000", Datum.Wgs84), ("2000", Datum.Wgs84),
        ("gps", Datum.Wgs84), ("地球坐标", Datum.Wgs84), ("北斗", Datum.Wgs84), ("epsg4326", Datum.Wgs84),
    ];

    static Position WgsToGcj(Position p)
    {
        if (!IsShifted(p)) return p;

        var (lat, lon) = Shift(p);
        return new Position(p.Lat + lat, p.Lon + lon);
    }

    /// <summary>The shift has no closed inverse; it is so flat that repeating it gains three digits a round, to 1e-11 degrees.</summary>
    static Position GcjToWgs(Position p)
    {
        if (!IsShifted(p)) return p;

        var wgs = p;
        for (var round = 0; round < 12; round++)
        {
            var (lat, lon) = Shift(wgs);
            var next = new Position(p.Lat - lat, p.Lon - lon);
            var moved = Abs(next.Lat - wgs.Lat) + Abs(next.Lon - wgs.Lon);
            wgs = next;
            if (moved < 1e-11) break;
        }

        return wgs;
    }

    static Position GcjToBaidu(Position p)
    {
        if (!IsShifted(p)) return p;

        var z = Sqrt(p.Lon * p.Lon + p.Lat * p.Lat) + 0.00002 * Sin(p.Lat * BaiduTurn);
        var theta = Atan2(p.Lat, p.Lon) + 0.000003 * Cos(p.Lon * BaiduTurn);
        return new Position(z * Sin(theta) + 0.006, z * Cos(theta) + 0.0065);
    }

    /// <summary>Baidu's published inverse is off by up to a metre; it is the start, and the forward form corrects it.</summary>
    static Position BaiduToGcj(Position p)
    {
        if (!IsShifted(p)) return p;

        var gcj = new Position(p.Lat - 0.006, p.Lon - 0.0065);
        for (var round = 0; round < 12; round++)
        {
            var there = GcjToBaidu(gcj);
            var (lat, lon) = (there.Lat - p.Lat, there.Lon - p.Lon);
            gcj = new Position(gcj.Lat - lat, gcj.Lon - lon);
            if (Abs(lat) + Abs(lon) < 1e-11) break;
        }

        return gcj;
    }

    /// <summary>The published box in which the national offset applies; outside it coordinates stay as they are.</summary>
    static bool IsShifted(Position p) => p.Lon is >= 72.004 and <= 137.8347 && p.Lat is >= 0.8293 and <= 55.8271;

    static (double Lat, double Lon) Shift(Position p)
    {
        var (x, y) = (p.Lon - 105, p.Lat - 35);
        var phi = p.Lat / 180 * PI;
        var w = 1 - Eccentricity * Sin(phi) * Sin(phi);
        var lat = NorthWaves(x, y) * 180 / (Axis * (1 - Eccentricity) / (w * Sqrt(w)) * PI);
        var lon = EastWaves(x, y) * 180 / (Axis / Sqrt(w) * Cos(phi) * PI);
        return (lat, lon);
    }

    static double NorthWaves(double x, double y) =>
        -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Sqrt(Abs(x)) + Ripple(x)
        + (20 * Sin(y * PI) + 40 * Sin(y / 3 * PI) + 160 * Sin(y / 12 * PI) + 320 * Sin(y / 30 * PI)) * 2 / 3;

    static double EastWaves(double x, double y) =>
        300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Sqrt(Abs(x)) + Ripple(x)
        + (20 * Sin(x * PI) + 40 * Sin(x / 3 * PI) + 150 * Sin(x / 12 * PI) + 300 * Sin(x / 30 * PI)) * 2 / 3;

    static double Ripple(double x) => (20 * Sin(6 * x * PI) + 20 * Sin(2 * x * PI)) * 2 / 3;
}
