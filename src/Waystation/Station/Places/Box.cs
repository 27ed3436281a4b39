using System.Globalization;
using Waystation.Geography;

namespace Waystation.Places;

/// <summary>A bounding box in WGS-84 degrees, west, south, east, north as in GeoJSON; west of more than east crosses the date line.</summary>
readonly record struct Box(double West, double South, double East, double North)
{
    public static Box? Read(string text)
    {
        var sides = text.Split(',');
        if (sides.Length != 4) return null;

        Span<double> at = stackalloc double[4];
        for (var i = 0; i < 4; i++)
            if (!double.TryParse(sides[i].Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out at[i])) return null;

        var box = new Box(at[0], at[1], at[2], at[3]);
        return new Position(box.South, box.West).IsOnEarth && new Position(box.North, box.East).IsOnEarth && box.South <= box.North ? box : null;
    }

    public double Width => West <= East ? East - West : 360 - West + East;

    public bool Holds(Position p) =>
        p.Lat >= South && p.Lat <= North && (West <= East ? p.Lon >= West && p.Lon <= East : p.Lon >= West || p.Lon <= East);
}
