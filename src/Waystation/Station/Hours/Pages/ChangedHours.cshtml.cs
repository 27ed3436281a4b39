using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Hours.Pages;

/// <summary>Hours of the branch's stations that keepers changed and nobody has agreed to; one tap each.</summary>
[ForStaff(Right.KeepStations)]
public sealed class ChangedHoursModel(Desk desk, HoursChanges changes, SettleHours settle) : PageModel
{
    public IReadOnlyList<ShownChange> All { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => All = await changes.AllAsync(ct);

    /// <param name="agrees">Or else: ask the keeper.</param>
    public async Task<IActionResult> OnPostAsync(Guid change, bool agrees, CancellationToken ct)
    {
        try
        {
            var waiting = await desk.FindAsync<HoursChange>(change, ct) ?? throw new Refusal(Say.ChangeSettled);
            await (agrees ? settle.AgreeAsync(waiting, ct) : settle.AskAsync(waiting, ct));
            return LocalRedirect("/station-hours");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            All = await changes.AllAsync(ct);
            return Page();
        }
    }
}
