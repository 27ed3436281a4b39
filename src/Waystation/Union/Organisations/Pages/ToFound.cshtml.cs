using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.Organisations.Pages;

/// <summary>The units of the branch that are to found a union.</summary>
[ForStaff(Right.ChangeUnions)]
public sealed class ToFoundModel(FoundingDue due) : PageModel
{
    public IReadOnlyList<UnitToFound> Units { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Units = await due.ReadAsync(ct);
}
