using Microsoft.AspNetCore.Mvc;
using Waystation.Accounts;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Evidence.Pages;

/// <summary>Today at one station: as posted, or otherwise from when until when and why.</summary>
[ForStaff(Right.KeepStations)]
public sealed class TodayModel(Desk desk, BranchStations branch, AnswerForStation answers) : ThingPage
{
    public Station Station { get; private set; } = null!;
    public bool Runs => Station.RunsOn(desk.Today);
    public IReadOnlyList<StationException> Changes { get; private set; } = [];

    /// <summary>What was sent is noted; a page that is loaded again says so no more.</summary>
    [TempData] public string? Done { get; set; }

    public Task<IActionResult> OnPostConfirmAsync(Guid id, CancellationToken ct) => DoAsync(id, async () =>
    {
        await answers.ConfirmAsync(Station, ct);
        Done = Words.Say(Changes.Any(change => !change.IsLonger && change.FromAt <= desk.Now) ? "evidence.done-still" : "evidence.done");
    }, ct);

    public Task<IActionResult> OnPostChangeAsync(Guid id, ChangeKind? kind, string? reason, string? from, string? until, CancellationToken ct) =>
        NoteAsync(id, () => answers.ChangeAsync(Station, kind ?? throw new Refusal(Say.ChooseAKind), reason ?? "", CityTime.Read(from) ?? desk.Now, CityTime.Read(until) ?? desk.Now, ct), ct);

    public Task<IActionResult> OnPostEndAsync(Guid id, Guid change, CancellationToken ct) => NoteAsync(id, async () =>
    {
        if (Changes.FirstOrDefault(c => c.Id == change) is { } known) await answers.EndAsync(known, ct);
    }, ct);

    Task<IActionResult> NoteAsync(Guid id, Func<Task> act, CancellationToken ct) => DoAsync(id, async () =>
    {
        await act();
        Done = Words.Say("evidence.done");
    }, ct);

    protected override async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await desk.FindAsync<Station>(id, ct) is not { } station) return false;

        Station = station;
        Changes = await branch.ChangesAsync(id, ct);
        return true;
    }
}
