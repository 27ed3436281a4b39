using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Accounts.Pages;

/// <summary>The accounts of the branch.</summary>
[ForStaff(Right.ManageAccounts)]
public sealed class ColleaguesModel(Colleagues colleagues) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    [BindProperty(SupportsGet = true)] public string? After { get; set; }
    public IReadOnlyList<Colleague> Shown { get; private set; } = [];
    public string? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var found = await colleagues.SearchAsync(Typed(Q), Typed(After), ct);
        Shown = [.. found.Take(Colleagues.PageSize)];
        Next = found.Count > Colleagues.PageSize ? Shown[^1].Account.NameKey : null;
    }

    /// <summary>What no name can hold finds nobody; the database would not even take it.</summary>
    static string? Typed(string? text)
    {
        Rule.Require(text is null || (text.Length <= 60 && !text.Any(c => char.IsControl(c) || char.IsSurrogate(c))), Say.NameLength);
        return text;
    }
}
