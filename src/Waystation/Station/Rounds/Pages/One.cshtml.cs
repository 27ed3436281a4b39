using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Rounds.Pages;

/// <summary>A round: how far it has come, the way of each team, and its end.</summary>
[ForStaff(Right.InspectStations, toRead: Right.SeeStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OneModel(Desk desk, ReadRounds rounds, OpenRound open, JoinTeam join, EndRound end) : PageModel
{
    [BindProperty(SupportsGet = true)] public StopState? State { get; set; }
    public RoundRow Row { get; private set; } = null!;
    public IReadOnlyList<StopRow> Stops { get; private set; } = [];
    public IReadOnlyList<(int Team, string Name)> People { get; private set; } = [];

    /// <summary>Who may come along, where the round may still change.</summary>
    public IReadOnlyList<Colleague> Colleagues { get; private set; } = [];

    /// <summary>A street that sees its part of a district's round does not end it.</summary>
    public bool MayEnd { get; private set; }

    public bool MayCancel => MayEnd && Row.Seen + Row.Waiting == 0;

    public DateOnly Today => desk.Today;

    /// <summary>Of the stations those that are asked for.</summary>
    public IReadOnlyList<StopRow> Rows => [.. Stops.Where(s => State is not { } state || s.CountsAs(state))];

    public int Faults(FaultState state) => Stops.Sum(s => s.Faults.Count(f => f.State == state));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken ct) => DoAsync(id, () => end.RunAsync(Row, ct), ct);

    public Task<IActionResult> OnPostCancelAsync(Guid id, string? why, CancellationToken ct) => DoAsync(id, () => end.CancelAsync(Row, why, ct), ct);

    public Task<IActionResult> OnPostJoinAsync(Guid id, Guid who, int team, CancellationToken ct) => DoAsync(id, () => join.RunAsync(Row.Round, who, team, ct), ct);

    async Task<IActionResult> DoAsync(Guid id, Func<Task> act, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || !await desk.ReachesAsync(Row.Round.UnionId, ct)) return NotFound();

        try
        {
            await act();
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
        MayEnd = HttpContext.MayChange() && !round.IsOver && await desk.ReachesAsync(round.UnionId, ct);
        Colleagues = MayEnd ? await open.ColleaguesAsync(ct) : [];
        return true;
    }
}
