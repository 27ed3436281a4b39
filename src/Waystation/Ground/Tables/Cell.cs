using System.Globalization;

namespace Waystation.Tables;

public enum CellKind { Empty, Text, Number, Date }

/// <summary>One cell as the person typed it. <c>Text</c> is what they see, trimmed nowhere; a number cell never shows an exponent.</summary>
public readonly record struct Cell(CellKind Kind, string Text, double Number, DateTime Date)
{
    public static readonly Cell Empty = new(CellKind.Empty, "", 0, default);

    public static Cell Of(string text) => text.Length == 0 ? Empty : new(CellKind.Text, text, 0, default);

    public static Cell Of(double number) => new(CellKind.Number, Shown(number), number, default);

    public static Cell Of(DateTime date) =>
        new(CellKind.Date, date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), 0, date);

    /// <summary>Nothing in it, or nothing but spaces.</summary>
    public bool IsBlank => Kind is CellKind.Empty || (Kind is CellKind.Text && Plain.IsBlank(Text));

    static string Shown(double number) =>
        Math.Abs(number) < 1e21 ? number.ToString("0.###############", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>One row of a sheet. <c>Number</c> is the sheet's own row number, from 1; in CSV the number of the record, the first being 1.</summary>
public sealed record SheetRow(int Number, Cell[] Cells);
