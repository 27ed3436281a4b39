using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.KeyWork.Pages;

/// <summary>An item is set, or its terms are changed.</summary>
public abstract class TermsModel(Desk desk, UnionTree tree) : PageModel
{
    [BindProperty] public string? ItemTitle { get; set; }
    [BindProperty] public string? Measure { get; set; }
    [BindProperty] public string? Unit { get; set; }
    [BindProperty] public string? Person { get; set; }
    [BindProperty] public DateOnly? DueOn { get; set; }
    [BindProperty] public string? Why { get; set; }

    /// <summary>Offered while typing: this union, and those directly below it.</summary>
    public IReadOnlyList<string> Units { get; private set; } = [];
    public bool IsNew { get; protected init; }
    public DateOnly Today => desk.Today;

    protected Desk Desk => desk;
    protected KeyDraft Draft => new(ItemTitle, Measure, Unit, Person, DueOn);

    protected async Task<IActionResult> ShownAsync(CancellationToken ct)
    {
        var view = await tree.ShowAsync(desk.Post.UnionId, Today, ct: ct);
        Units = [desk.Post.Union, .. view?.Below.Select(below => below.Name) ?? []];
        return Page();
    }

    protected async Task<IActionResult> TryAsync(Func<Task<Guid>> act, CancellationToken ct)
    {
        try
        {
            Rule.Require(ModelState.IsValid, Say.DueNeeded);
            return LocalRedirect($"/key-work/items/{await act()}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return await ShownAsync(ct);
        }
    }
}

[ForStaff(Right.KeepKeyWork)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class NewModel : TermsModel
{
    readonly KeepItems keep;

    public NewModel(Desk desk, UnionTree tree, KeepItems keep) : base(desk, tree) => (this.keep, IsNew) = (keep, true);

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShownAsync(ct);

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => TryAsync(() => keep.SetAsync(Draft, ct), ct);
}

[ForStaff(Right.KeepKeyWork)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ChangeModel(Desk desk, UnionTree tree, KeepItems keep, ItemHistory history) : TermsModel(desk, tree)
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || await Desk.FindAsync<KeyItem>(Id, ct) is not { } item) return NotFound();

        var latest = (await history.ReadAsync(item, ct)).First(line => line.Union.Length > 0);
        (ItemTitle, Measure, Unit, Person, DueOn) = (item.Title, item.Measure, latest.Union, latest.Person, item.DueOn);
        return await ShownAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await Desk.FindAsync<KeyItem>(Id, ct) is not { } item) return NotFound();

        return await TryAsync(async () =>
        {
            await keep.ChangeAsync(item, Draft, Why, ct);
            return item.Id;
        }, ct);
    }
}
