using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Rounds.Pages;

/// <summary>One fault: mended, and looked at again by somebody else.</summary>
[ForStaff(Right.InspectStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class FaultModel(Desk desk, MendFaults mend, ReadRounds rounds) : PageModel
{
    public Fault Fault { get; private set; } = null!;
    public Station Station { get; private set; } = null!;
    public Guid? StopId { get; private set; }
    public DateOnly Today => desk.Today;
    public bool MendedByMe => Fault.MendedBy == desk.Caller.AccountId;

    IReadOnlyDictionary<Guid, string> Names { get; set; } = new Dictionary<Guid, string>();

    /// <summary>A keeper's account bears the name of the station, not the person's.</summary>
    public string NameOf(Guid? account) => account is { } id && Names.TryGetValue(id, out var name) ? name : "";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostMendAsync(Guid id, string? how, CancellationToken ct) => DoAsync(id, () => mend.MendAsync(Fault, how ?? "", ct), ct);

    public Task<IActionResult> OnPostCheckAsync(Guid id, bool holds, string? how, CancellationToken ct) => DoAsync(id, () => mend.CheckAsync(Fault, holds, how ?? "", ct), ct);

    async Task<IActionResult> DoAsync(Guid id, Func<Task> act, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        try
        {
            await act();
            return LocalRedirect($"/faults/{id}");
        }
        catch (Refusal refusal)
        {
            ModelState.Clear();
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }

    async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await desk.FindAsync<Fault>(id, ct) is not { } fault) return false;

        Fault = fault;
        Station = await rounds.StationAsync(fault.StationId, ct);
        StopId = await rounds.StopOfAsync(fault, ct);
        Names = await rounds.NamesAsync([fault.MendedBy, fault.CheckedBy], ct);
        return true;
    }
}
