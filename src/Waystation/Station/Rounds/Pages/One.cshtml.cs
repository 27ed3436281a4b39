using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Rounds.Pages;

/// <summary>A round: how far it has come, the way of each team, and its end.</summary>
[ForStaff(Right.InspectStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OneModel(Desk desk, ReadRounds rounds) : PageModel
{
    public RoundRow Row { get; private set; } = null!;
    public IReadOnlyList<StopRow> Stops { get; private set; } = [];
    public IReadOnlyList<(int Team, string Name)> People { get; private set; } = [];

    /// <summary>A street that sees its part of a district's round does not end it.</summary>
    public bool MayEnd { get; private set; }

    public int Faults(FaultState state) => Stops.Sum(s => s.Faults.Count(f => f.State == state));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || !MayEnd) return NotFound();

        try
        {
            Row.Round.End(Row.Left, Row.Waiting, desk.Caller.AccountId, desk.Now);
            await desk.SaveAsync(Did.EndedRound, id, amount: Row.Seen, ct: ct);
            return LocalRedirect($"/rounds/{id}");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }

    async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await rounds.FindAsync(id, ct) is not { } round) return false;

        Stops = await rounds.StopsAsync(id, ct);
        Row = await rounds.RowAsync(round, Stops, ct);
        People = await rounds.PeopleAsync(id, ct);
        MayEnd = !round.IsOver && await desk.ReachesAsync(round.UnionId, ct);
        return true;
    }
}
