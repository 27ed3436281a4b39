using System.Globalization;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Equipment;

/// <summary>Reads the lines of a purchase from a table somebody sent (xlsx or CSV), or says of each row what is wrong with it.</summary>
public sealed class BatchForm(GoodsCatalogue catalogue)
{
    public const long LargestUpload = 2 << 20;
    const string Item = "物品", Quantity = "数量", Price = "单价";
    static readonly string[] sums = ["合计", "总计", "小计", "共计"];
    const int MostRows = 500, MostOfOne = 1_000_000;

    /// <exception cref="Refusal">The file is no such table.</exception>
    public (IReadOnlyList<BoughtItem> Items, IReadOnlyList<RowProblem> Problems) Read(string path)
    {
        using var sheet = Sheet.Open(path);
        var table = FormTable.Find(sheet, $"{Item}*|物品名称|名称|品名", $"{Quantity}*|采购数量|件数", $"{Price}*|单价(元)|单价（元）|采购单价");
        List<BoughtItem> items = [];
        List<RowProblem> problems = [];
        // The last line of nearly every list adds it up: it is bought by nobody.
        foreach (var row in table.Rows().Where(row => !IsSum(row, table)))
        {
            Rule.Require(items.Count + problems.Count < MostRows, Say.TooManyRows(MostRows));
            if (Wrong(row, table, items) is { } wrong) problems.Add(wrong);
        }

        return (items, problems);
    }

    /// <summary>Its word stands in the column of items, or in another one where that is left empty.</summary>
    static bool IsSum(FormRow row, FormTable table) =>
        (row[table.Column(Item)] is { IsBlank: false } item ? [item] : row.Cells).Any(cell => sums.Contains(Plain.Compact(cell.Text).Split('(', ':')[0]));

    /// <summary>Null where the row is good; it is then among the items.</summary>
    RowProblem? Wrong(FormRow row, FormTable table, List<BoughtItem> items)
    {
        var typed = row[table.Column(Item)].Text;
        if (Plain.IsBlank(typed)) return Problem(row, Item, "no-item", Say.RowItemMissing(row.Number));
        if (catalogue.Read(typed) is not { } item) return Problem(row, Item, "unknown-item", Say.RowItemUnknown(row.Number, typed));
        if (items.Any(i => i.Kind == item.Code)) return Problem(row, Item, "item-twice", Say.RowItemTwice(row.Number, item.Name));
        if (Pieces.Read(row[table.Column(Quantity)].Text) is not { } quantity || quantity is < 1 or > MostOfOne)
            return Problem(row, Quantity, "quantity-wrong", Say.RowQuantityWrong(row.Number, MostOfOne));
        if (Yuan.Read(row[table.Column(Price)].Text) is not { } price) return Problem(row, Price, "price-wrong", Say.RowPriceWrong(row.Number));

        items.Add(new(item.Code, quantity, price));
        return null;
    }

    static RowProblem Problem(FormRow row, string column, string code, Sentence told) => new(row.Number, column, code, Severity.Refused, told);
}

/// <summary>How many, as people type it: 1200, 1,200, １２００.</summary>
static class Pieces
{
    /// <summary>Null: no whole number, or commas that part no thousands.</summary>
    public static int? Read(string? typed) =>
        Thousands.Plainly(Plain.Compact(typed ?? "")) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var many) ? many : null;
}

/// <summary>Yuan as people type them: 12, 12.5, ¥1,200.00.</summary>
static class Yuan
{
    const decimal Most = 100_000_000;

    /// <summary>Null: no amount, less than nothing, parts of a fen, or commas that part no thousands.</summary>
    public static Money? Read(string? typed) =>
        Thousands.Plainly(Plain.Compact(typed ?? "").TrimStart('¥').TrimEnd('元')) is { } text
        && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) && yuan <= Most && decimal.Round(yuan, 2) == yuan ? Money.Yuan(yuan) : null;
}
