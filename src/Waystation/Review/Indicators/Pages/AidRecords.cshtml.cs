using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.Indicators.Pages;

/// <summary>The records behind a number of mutual aid, page by page; every opening is a line in the log that each person on the page finds.</summary>
[ForStaff(Right.SeeNumbers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AidRecordsModel(Desk desk, UnionTree tree, AidRecords records, AidNumbers numbers, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true, Name = "indicator")] public string? Code { get; set; }
    [BindProperty(SupportsGet = true, Name = "month")] public string? Typed { get; set; }

    /// <summary>Of the money: of the year so far, not of the month alone.</summary>
    [BindProperty(SupportsGet = true)] public bool Year { get; set; }
    [BindProperty(SupportsGet = true)] public string? After { get; set; }

    public AidIndicator Shown { get; private set; } = null!;
    public Month Month { get; private set; }
    public string Union { get; private set; } = "";

    /// <summary>As many as there are now, or what they come to.</summary>
    public long Value { get; private set; }
    public long? Frozen { get; private set; }
    public bool IsFew { get; private set; }
    public IReadOnlyList<AidRecord> Rows { get; private set; } = [];
    public string? Next { get; private set; }
    public IReadOnlyList<string> Heads => [.. AidRecords.Heads(Shown).Select(head => Words.Say(head))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || AidIndicator.Find(Code) is not { } shown || !await desk.ReachesAsync(Id, ct)) return NotFound();

        (Shown, Month) = (shown, string.IsNullOrWhiteSpace(Typed) ? Month.Now(clock).Before : Month.Read(Typed, clock));
        if (await tree.ShowAsync(Id, Month.Last, ct: ct) is not { } view) return NotFound();
        Union = view.Name;
        Year = Year && Shown == AidIndicator.Money;
        Frozen = Year ? (await numbers.ReadAsync(Id, Month, ct)).Whole.Year?.Fen : await numbers.FrozenAsync(Shown, Id, Month, ct);
        (Value, var people) = await records.CountAsync(Shown, Id, First, Month.Last, ct);
        IsFew = Shown != AidIndicator.Insured && people is > 0 and < AidRow.Fewest;
        if (!IsFew) await OpenAsync(ct);
        return Page();
    }

    public string Title => Year ? Words.Say("indicators.aid-year", Month.Year, Month.Number) : $"{Words.Say(Shown.Word)} · {Month}";

    DateOnly First => Year ? new(Month.Year, 1, 1) : Month.First;

    public string Said(long value) => Shown.InWords(value);

    async Task OpenAsync(CancellationToken ct)
    {
        var found = await records.AfterAsync(Shown, Id, First, Month.Last, After, ct);
        Rows = [.. found.Take(AidRecords.PageSize)];
        Next = found.Count > AidRecords.PageSize ? Rows[^1].Key : null;
        await desk.NoteExportAsync(Did.OpenedAidRecords, Id, [.. Rows.Select(r => r.Member).OfType<Guid>()], Purpose.CheckNumbers, null, ct);
    }
}
