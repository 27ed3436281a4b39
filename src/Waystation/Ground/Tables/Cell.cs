using System.Globalization;

namespace Waystation.Tables;

public enum CellKind { Empty, Text, Number, Date }

/// <summary>One cell as the person typed it. <c>Text</c> is what they see, trimmed nowhere; a number cell never shows an exponent.</summary>
public readonly record struct Cell
{
    // Two words a cell: a batch of an import holds hundreds of thousands, nearly all of them text.
    readonly object? value;

    Cell(string text, object? value) => (Text, this.value) = (text, value);

    public static readonly Cell Empty = new("", null);

    public static Cell Of(string text) => new(text, null);

    public static Cell Of(double number) => new(Shown(number), number);

    public static Cell Of(DateTime date) =>
        new(date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), date);

    public string Text { get; }

    public CellKind Kind => value switch { double => CellKind.Number, DateTime => CellKind.Date, _ => Text.Length == 0 ? CellKind.Empty : CellKind.Text };

    /// <summary>Zero where it is no number.</summary>
    public double Number => value as double? ?? 0;

    /// <summary>The first day of the calendar where it is no date.</summary>
    public DateTime Date => value as DateTime? ?? default;

    /// <summary>Nothing in it, or nothing but spaces.</summary>
    public bool IsBlank => Kind is CellKind.Empty || (Kind is CellKind.Text && Plain.IsBlank(Text));

    static string Shown(double number) =>
        Math.Abs(number) < 1e21 ? number.ToString("0.###############", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>One row of a sheet. <c>Number</c> is the sheet's own row number, from 1; in CSV the number of the record, the first being 1.</summary>
public sealed record SheetRow(int Number, Cell[] Cells);
