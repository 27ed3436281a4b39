using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.Members.Pages;

/// <summary>The members of the branch, masked: filtered, searched, a page at a time.</summary>
[ForStaff(Right.SeeMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ListModel(Desk desk, MemberList list, UnionTree tree) : PageModel
{
    const int ShortestNumber = 7;

    [BindProperty(SupportsGet = true)] public string? Name { get; set; }
    [BindProperty(SupportsGet = true)] public string? Four { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? Union { get; set; }
    [BindProperty(SupportsGet = true)] public string? State { get; set; }
    [BindProperty(SupportsGet = true)] public DateOnly? From { get; set; }
    [BindProperty(SupportsGet = true)] public DateOnly? To { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? Run { get; set; }
    [BindProperty(SupportsGet = true)] public MemberOrder Order { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? After { get; set; }

    /// <summary>Part of a union's name, as typed: the unions of that name are offered to choose from.</summary>
    [BindProperty(SupportsGet = true)] public string? In { get; set; }

    public MemberFilter Filter { get; private set; } = new();
    public MemberPage Shown { get; private set; } = new([], null);
    public int Count { get; private set; }
    public string? UnionName { get; private set; }
    public IReadOnlyList<UnionFound> Unions { get; private set; } = [];
    public bool MayReveal => desk.May(Right.RevealMembers);
    public bool IsMore => Count > MemberList.CountedTo;
    public static string[] States => [MemberState.Member, MemberState.Retained, MemberState.Applied, MemberState.Left, MemberFilter.AllStates];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid) return Refused(Say.FilterUnreadable);

        try
        {
            return await ShowAsync(ct);
        }
        catch (Refusal refusal)
        {
            return Refused(refusal.Sentence);
        }
    }

    /// <summary>One box for whatever is at hand. A document number is answered with the person, so that it stands in no address.</summary>
    public async Task<IActionResult> OnPostAsync(string? q, CancellationToken ct)
    {
        var typed = (q ?? "").Trim();
        if (LastFour.Read(typed) is { } four) return Redirect($"/members{new MemberFilter { Four = four, State = MemberFilter.AllStates }.Query()}");
        if (!typed.Any(char.IsAsciiDigit)) return Redirect($"/members{new MemberFilter { Name = typed, State = MemberFilter.AllStates }.Query()}");
        if (await list.OfDocumentAsync(typed, ct) is { } found) return Redirect($"/members/{found}");

        var page = await ShowAsync(ct);
        Refuse(DocumentNumber.Cleaned(typed).Length < ShortestNumber ? Say.SearchUnreadable : Say.NobodyOfDocument);
        return page;
    }

    public string PageAfter(Guid? after) => $"/members{Filter.Query(("after", after?.ToString()))}";

    public string With(Guid union) => $"/members{(Filter with { Union = union }).Query()}";

    async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        Filter = new MemberFilter { Name = Name, Four = Four, Union = Union, State = State, From = From, To = To, Run = Run, Order = Order }.Checked();
        if (!string.IsNullOrWhiteSpace(In) && await ChosenAsync(ct) is { } chosen) return Redirect(With(chosen));
        if (Filter.Union is { } union && !await NamedAsync(union, ct)) return NotFound();

        Count = await list.CountAsync(Filter, ct);
        Shown = await list.PageAsync(Filter, After, ct);
        return Page();
    }

    async Task<Guid?> ChosenAsync(CancellationToken ct)
    {
        Unions = await tree.SearchAsync(In!, desk.Today, ct);
        return Unions is [var only] ? only.Id : null;
    }

    async Task<bool> NamedAsync(Guid union, CancellationToken ct)
    {
        if (!await desk.ReachesAsync(union, ct) || await tree.ShowAsync(union, desk.Today, ct: ct) is not { } view) return false;

        UnionName = view.Name;
        return true;
    }

    PageResult Refused(Sentence why)
    {
        ModelState.Clear();
        Refuse(why);
        return Page();
    }

    void Refuse(Sentence why) => ModelState.AddModelError("", why.ToString());
}
