using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Organisations.Pages;

/// <summary>What an operator can do with a union: found one below it, move, merge, rename or dissolve it, each from a day on.</summary>
[ForStaff(Right.ChangeUnions)]
public sealed class ChangeModel(Desk desk, UnionTree tree, UnionChanges changes, TimeProvider clock) : PageModel
{
    [BindProperty] public string? On { get; set; }
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Kind { get; set; }
    [BindProperty] public string? CreditCode { get; set; }
    [BindProperty] public string? Other { get; set; }

    public UnionView View { get; private set; } = null!;
    public IReadOnlyList<UnionKind> Kinds { get; private set; } = [];
    public IReadOnlyList<UnionFound> Candidates { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        On = TreeModel.Day(City.Today(clock));
        return await FindAsync(id, ct) ? Page() : NotFound();
    }

    public Task<IActionResult> OnPostFoundAsync(string id, CancellationToken ct) =>
        DoAsync(id, async () => await changes.Found.RunAsync(Kind ?? "", Name ?? "", View.Union.Id, Day(), CreditCode, ct: ct), ct);

    public Task<IActionResult> OnPostRenameAsync(string id, CancellationToken ct) =>
        DoAsync(id, async () => { await changes.Rename.RunAsync(View.Union.Id, Name ?? "", Day(), ct); return View.Union.Id; }, ct);

    public Task<IActionResult> OnPostMoveAsync(string id, CancellationToken ct) =>
        DoAsync(id, async () => { await changes.Move.RunAsync(View.Union.Id, await OtherAsync(ct), Day(), ct); return View.Union.Id; }, ct);

    public Task<IActionResult> OnPostMergeAsync(string id, CancellationToken ct) =>
        DoAsync(id, async () => { var into = await OtherAsync(ct); await changes.Merge.RunAsync(View.Union.Id, into, Day(), ct); return into; }, ct);

    public Task<IActionResult> OnPostDissolveAsync(string id, CancellationToken ct) =>
        DoAsync(id, async () => { await changes.Dissolve.RunAsync(View.Union.Id, Day(), ct); return View.Union.Id; }, ct);

    async Task<IActionResult> DoAsync(string id, Func<Task<Guid>> change, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        try
        {
            return Redirect($"/unions/{await change()}?on={TreeModel.Day(Day())}");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }

    async Task<bool> FindAsync(string id, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var unionId) || !await desk.ReachesAsync(unionId, ct) || await tree.ShowAsync(unionId, City.Today(clock), ct: ct) is not { } view) return false;

        View = view;
        Kinds = await tree.KindsBelowAsync(view.Union.KindCode, ct);
        return true;
    }

    /// <summary>The union meant by the typed name; where several bear it, the page offers them to choose from.</summary>
    async Task<Guid> OtherAsync(CancellationToken ct)
    {
        if (Guid.TryParse(Other, out var chosen) && await desk.ReachesAsync(chosen, ct)) return chosen;

        Candidates = await tree.NamedAsync(Other ?? "", Day(), ct);
        Rule.Require(Candidates.Count > 0, Say.NobodyOfThatName(Other ?? ""));
        Rule.Require(Candidates.Count == 1, Say.SeveralOfThatName(Other ?? ""));
        return Candidates[0].Id;
    }

    DateOnly Day() => TreeModel.DayOf(On, clock);
}
