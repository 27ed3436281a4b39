using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Indicators;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.KeyWork.Pages;

/// <summary>One item: how it stands and why, all that happened to it, and what this post may do about it.</summary>
[ForStaff(Right.SeeKeyWork)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ItemModel(Desk desk, KeepItems keep, ItemHistory history, ReadNumber read, UnionTree tree, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public DateOnly? Day { get; set; }
    [BindProperty] public string? Said { get; set; }
    [BindProperty] public string? Indicator { get; set; }
    [BindProperty] public string? OfMonth { get; set; }

    public KeyItem Item { get; private set; } = null!;
    public string Unit { get; private set; } = "";
    public IReadOnlyList<HistoryLine> Lines { get; private set; } = [];
    public Judged Judged { get; private set; } = null!;
    public bool IsKeptHere { get; private set; }
    public string Person => Lines.FirstOrDefault(line => line.Person.Length > 0)?.Person ?? "";
    public bool MayShow => desk.May(Right.ReportKeyWork) && Item.IsOpen;
    public bool MayComment => desk.May(Right.CommentKeyWork);
    public bool MayReopen => IsKeptHere && !Item.IsOpen && (Item.EndedOn!.Value.Year, Item.EndedOn.Value.Month) == (Today.Year, Today.Month);
    public DateOnly Today => desk.Today;
    public Month ThisMonth => Month.Now(clock);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => ModelState.IsValid && await FindAsync(ct) ? await ShownAsync(ct) : NotFound();

    public Task<IActionResult> OnPostShowAsync(CancellationToken ct) =>
        ActAsync(Right.ReportKeyWork, async () => await keep.ShowAsync(Item, Day, Said, await read.RunAsync(Item, Indicator, OfMonth, ct), ct), ct);

    public Task<IActionResult> OnPostFinishAsync(CancellationToken ct) => ActAsync(Right.ReportKeyWork, () => keep.FinishAsync(Item, Said, ct), ct);

    public Task<IActionResult> OnPostCommentAsync(CancellationToken ct) => ActAsync(Right.CommentKeyWork, () => keep.CommentAsync(Item, Said, ct), ct);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) => ActAsync(Right.KeepKeyWork, () => keep.WithdrawAsync(Item, Said, ct), ct);

    public Task<IActionResult> OnPostReopenAsync(CancellationToken ct) => ActAsync(Right.KeepKeyWork, () => keep.ReopenAsync(Item, Said, ct), ct);

    async Task<IActionResult> ActAsync(Right right, Func<Task> act, CancellationToken ct)
    {
        if (!desk.May(right)) return Forbid();
        if (!await FindAsync(ct)) return NotFound();

        try
        {
            Rule.Require(ModelState.IsValid, Say.DayNeeded);
            await act();
            return LocalRedirect($"/key-work/items/{Id}");
        }
        catch (Refusal refusal)
        {
            // What was refused may have touched the item: the page shows it as it is stored.
            await FindAsync(ct);
            this.Refuse(refusal);
            return await ShownAsync(ct);
        }
    }

    async Task<bool> FindAsync(CancellationToken ct)
    {
        if (await desk.FindAsync<KeyItem>(Id, ct) is not { } item) return false;

        Item = item;
        return true;
    }

    async Task<IActionResult> ShownAsync(CancellationToken ct)
    {
        (Lines, Judged) = (await history.ReadAsync(Item, ct), history.Judge(Item));
        Unit = (await tree.ShowAsync(Item.UnionId, Today, ct: ct))?.Name ?? "";
        IsKeptHere = desk.May(Right.KeepKeyWork) && await desk.ReachesAsync(Item.SetById, ct);
        return Page();
    }

    public static string Kind(HistoryLine line) => Words.Say($"keywork.line-{line.Kind}");

    public static string By(HistoryLine line) => line.Role is { } role ? Words.Say("keywork.by", line.By, Words.Say($"accounts.role-{role.Code()}"), line.Post) : Words.Say("keywork.by-house");
}
