using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Organisations;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Indicators.Pages;

/// <summary>The records behind a number, page by page, and all of them as a file.</summary>
[ForStaff(Right.SeeNumbers)]
public sealed class RecordsModel(Desk desk, UnionTree tree, NumberRecords records, MonthNumbers numbers, TimeProvider clock) : PageModel
{
    const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    const int MostExported = 100_000;

    /// <summary>As many as the list of members counts exactly.</summary>
    public const int MostInFull = 10_000;

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true, Name = "indicator")] public string? Code { get; set; }
    [BindProperty(SupportsGet = true, Name = "month")] public string? Typed { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? After { get; set; }

    public Indicator Shown { get; private set; } = null!;
    public Month Month { get; private set; }
    public string Union { get; private set; } = "";
    public long Count { get; private set; }

    /// <summary>What the month's close said; null while the month runs.</summary>
    public long? Frozen { get; private set; }
    public IReadOnlyList<NumberRecord> Rows { get; private set; } = [];
    public Guid? Next { get; private set; }
    public bool MayAskInFull => desk.May(Right.RevealMembers) && Shown != Indicator.Stations;

    /// <summary>A place opens its own record to whoever may read that.</summary>
    public bool OpensPlaces => Shown == Indicator.Stations && desk.May(Right.SeeStations);
    public IReadOnlyList<string> Heads => [.. NumberRecords.Heads(Shown).Select(head => Words.Say(head))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || !await FindAsync(ct)) return NotFound();

        List<NumberRecord> page = [];
        await foreach (var record in records.AfterAsync(Shown, Id, Month, After, NumberRecords.PageSize + 1, ct)) page.Add(record);
        Rows = [.. page.Take(NumberRecords.PageSize)];
        Next = page.Count > NumberRecords.PageSize ? Rows[^1].Id : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? kind, CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        Rule.Require(Count <= MostExported, Say.TooManyToExport(Count, MostExported));
        var asWorkbook = kind != "csv";
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        var ids = await WriteAsync(file, asWorkbook, ct);
        file.Position = 0;
        var hash = await System.Security.Cryptography.SHA256.HashDataAsync(file, ct);
        await desk.NoteExportAsync(Did.ExportedRecords, Id, Shown == Indicator.Stations ? [] : ids, Purpose.CheckNumbers, hash, ct);
        file.Position = 0;
        Response.Headers.CacheControl = "no-store";
        return File(file, asWorkbook ? Workbook : "text/csv", $"{Words.Say(Shown.Word)}-{Month}{(asWorkbook ? ".xlsx" : ".csv")}");
    }

    /// <summary>A state is stored as a code; everything else is text already.</summary>
    public string Cell(int column, string text) => column == 3 && Shown != Indicator.Stations ? Words.Say($"indicators.state-{text}") : text;

    public static string Said(Purpose purpose) => Words.Say($"members.purpose-{System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(purpose.ToString())}");

    async Task<List<Guid>> WriteAsync(Stream file, bool asWorkbook, CancellationToken ct)
    {
        using var sheet = WrittenSheet.Begin(file, asWorkbook, Words.Say(Shown.Word));
        sheet.Write(Heads);
        List<Guid> ids = [];
        await foreach (var record in records.AfterAsync(Shown, Id, Month, null, null, ct))
        {
            sheet.Write([.. record.Cells.Select((cell, column) => Cell(column, cell))]);
            ids.Add(record.Id);
        }

        return ids;
    }

    async Task<bool> FindAsync(CancellationToken ct)
    {
        if (Indicator.Find(Code) is not { } shown || !await desk.ReachesAsync(Id, ct)) return false;

        (Shown, Month) = (shown, Month.Read(Typed, clock));
        if (await tree.ShowAsync(Id, Month.AsOf(clock), ct: ct) is not { } view) return false;
        Union = view.Name;
        Count = await records.CountAsync(Shown, Id, Month, ct);
        Frozen = await numbers.FrozenAsync(Shown, Id, Month, ct);
        return true;
    }
}
