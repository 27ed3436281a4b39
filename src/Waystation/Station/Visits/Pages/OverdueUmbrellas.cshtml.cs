using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Visits.Pages;

/// <summary>Umbrellas of the branch that should be back, the longest due first.</summary>
[ForStaff(Right.KeepStations)]
public sealed class OverdueUmbrellasModel(Desk desk, UmbrellaLists lists) : PageModel
{
    public IReadOnlyList<LentUmbrella> Overdue { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Overdue = await lists.OutAsync(null, desk.Today, ct);
}
