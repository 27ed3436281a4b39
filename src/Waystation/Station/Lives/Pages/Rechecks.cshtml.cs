using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.Lives.Pages;

/// <summary>Places of the branch that are to be re-checked, overdue or soon.</summary>
[ForStaff(Right.KeepStations, toRead: Right.SeeStations)]
public sealed class RechecksModel(Rechecks rechecks) : PageModel
{
    [BindProperty(SupportsGet = true)] public bool Overdue { get; set; } = true;
    public IReadOnlyList<DueRecheck> Due { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Due = await rechecks.ListAsync(Overdue, ct);
}
