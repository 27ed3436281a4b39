using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.Rounds.Pages;

/// <summary>What is to be mended at the stations of the branch, the nearest day first.</summary>
[ForStaff(Right.InspectStations, toRead: Right.SeeStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class FaultsModel(ReadFaults faults, Desk desk) : PageModel
{
    [BindProperty(SupportsGet = true)] public FaultState? State { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? Round { get; set; }

    /// <summary>Of the checklist, by its code.</summary>
    [BindProperty(SupportsGet = true)] public string? Item { get; set; }
    public IReadOnlyList<FaultRow> Rows { get; private set; } = [];
    public DateOnly Today => desk.Today;

    public async Task OnGetAsync(CancellationToken ct) => Rows = await faults.ListAsync(State, Round, Item, ct);
}
