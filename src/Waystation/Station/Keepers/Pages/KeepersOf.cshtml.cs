using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Keepers.Pages;

/// <summary>The keepers of one station, as the officer of its branch makes, renews and withdraws them. A PIN is shown on the answer to its form and nowhere again.</summary>
[ForStaff(Right.KeepStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class KeepersOfModel(Desk desk, KeptStation kept, KeeperPins pins, KeeperNotes notes) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public Station Station { get; private set; } = null!;
    public IReadOnlyList<KnownKeeper> Keepers { get; private set; } = [];
    public PinSheet? Sheet { get; private set; }

    /// <summary>Just made, to be told to the keepers.</summary>
    public string? NewCode { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => DoAsync(() => Task.CompletedTask, ct);

    public Task<IActionResult> OnPostAddAsync(string? name, CancellationToken ct) => DoAsync(async () => Sheet = await pins.MakeAsync(Station, name, ct), ct);

    public Task<IActionResult> OnPostRenewAsync(Guid keeper, CancellationToken ct) => DoAsync(async () => Sheet = await pins.RenewAsync(await FindAsync(keeper, ct), Station, null, ct), ct);

    public Task<IActionResult> OnPostWithdrawAsync(Guid keeper, CancellationToken ct) => DoAsync(async () => await pins.WithdrawAsync(await FindAsync(keeper, ct), ct), ct);

    public Task<IActionResult> OnPostRenewCodeAsync(CancellationToken ct) => DoAsync(async () => NewCode = await pins.RenewCodeAsync(Station, ct), ct);

    public Task<IActionResult> OnPostWriteAsync(string? text, CancellationToken ct) => DoAsync(() => notes.WriteAsync(Station, text, ct), ct);

    async Task<StationKeeper> FindAsync(Guid keeper, CancellationToken ct) =>
        await desk.FindAsync<StationKeeper>(keeper, ct) is { } found && found.StationId == Id ? found : throw new Refusal(Say.NoSuchKeeper);

    async Task<IActionResult> DoAsync(Func<Task> act, CancellationToken ct)
    {
        if (await desk.FindAsync<Station>(Id, ct) is not { } station) return NotFound();

        Station = station;
        try
        {
            await act();
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
        }

        Keepers = await kept.KeepersAsync(Id, ct);
        return Page();
    }
}
