using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Equipment.Pages;

/// <summary>A list of things as a page gives it out.</summary>
/// <param name="Heads">Words of this room, without its name.</param>
sealed record GoodsList(string FileName, string Sheet, IReadOnlyList<string> Heads, IEnumerable<IReadOnlyList<object>> Rows);

static class TakenList
{
    /// <param name="kind">csv, or else a workbook.</param>
    public static async Task<IActionResult> TakenAsync(this PageModel page, TakeGoodsList take, Guid about, GoodsList list, string? kind, CancellationToken ct)
    {
        var asWorkbook = kind != "csv";
        string[] heads = [.. list.Heads.Select(head => Words.Say($"equipment.{head}"))];
        page.Response.Headers.CacheControl = "no-store";
        return page.File(await take.RunAsync(about, list.Sheet, heads, list.Rows, asWorkbook, ct), asWorkbook ? TakeGoodsList.Workbook : "text/csv", $"{list.FileName}{(asWorkbook ? ".xlsx" : ".csv")}");
    }
}
