using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Evidence;
using Waystation.Places;
using Waystation.Shared;
using Waystation.Visits;
using Waystation.Visits.Pages;

namespace Waystation.Keepers.Pages;

/// <summary>A keeper's page: what is asked, how it is today in one tap, who came, which umbrellas are out.</summary>
[ForStaff(Right.KeepOwnStation)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TodayModel(Desk desk, KeptStation kept, SayToday say, BranchStations branch, Tally tally, UmbrellaLists umbrellas, Doors doors) : PageModel
{
    public Station Station { get; private set; } = null!;
    public DateOnly Today => desk.Today;
    public IReadOnlyList<StationQuestion> Questions { get; private set; } = [];
    public IReadOnlyList<StationException> Changes { get; private set; } = [];
    public IReadOnlyList<DayOfVisits> Days { get; private set; } = [];
    public IReadOnlyList<LentUmbrella> Out { get; private set; } = [];
    public DoorPicture? Door { get; private set; }

    /// <summary>What was tapped is noted; a page that is loaded again says so no more.</summary>
    [TempData] public string? Done { get; set; }

    /// <summary>How long ago somebody looked, and who.</summary>
    public string Seen => Station.VerifiedAt is { } at
        ? Words.Say("keepers.seen", When.Ago(desk.Now - at), Words.Say($"keepers.seen-{Station.VerifiedBy ?? VerifiedBy.Officer}")) : Words.Say("keepers.never-seen");

    /// <summary>Of another day: it is told, and not before what is tapped today.</summary>
    public bool IsToday(StationException change) => City.DayOf(new DateTimeOffset(change.FromAt, TimeSpan.Zero)) <= Today;

    /// <summary>Longer hours under a later "not open": they hold again as soon as that is taken away.</summary>
    public bool IsCovered(StationException longer) => longer.IsLonger && Changes.Any(change => change.IsClosing && change.MadeAt >= longer.MadeAt && change.UntilAt >= longer.UntilAt && (change.FromAt <= longer.FromAt || change.FromAt <= desk.Now));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) ? await ShowAsync(ct) : NotFound();

    public Task<IActionResult> OnPostFineAsync(CancellationToken ct) => DoAsync(() => say.FineAsync(Station, ct), ct);

    public Task<IActionResult> OnPostLateAsync(int minutes, CancellationToken ct) => DoAsync(() => say.LateAsync(Station, minutes, ct), ct);

    public Task<IActionResult> OnPostFullAsync(int minutes, CancellationToken ct) => DoAsync(() => say.FullAsync(Station, minutes, ct), ct);

    public Task<IActionResult> OnPostShutAsync(string? reason, string? until, CancellationToken ct) => DoAsync(() => say.ShutAsync(Station, reason, CityTime.Read(until), ct), ct);

    public Task<IActionResult> OnPostCountAsync(int visitors, CancellationToken ct) =>
        DoAsync(() => visitors == -1 ? tally.TakeBackAsync(Station, ct) : tally.AddAsync(Station, visitors, ct), "visits", ct);

    public Task<IActionResult> OnPostAnswerAsync(Guid question, string? answer, CancellationToken ct) => DoAsync(async () =>
    {
        var asked = await desk.FindAsync<StationQuestion>(question, ct) ?? throw new Refusal(Say.NotAsked);
        await say.AnswerAsync(Station, asked, answer ?? "", ct);
    }, ct);

    Task<IActionResult> DoAsync(Func<Task> act, CancellationToken ct) => DoAsync(async () =>
    {
        await act();
        Done = Words.Say("keepers.done");
    }, "today", ct);

    /// <summary>The answer stands where the thumb was: a phone that showed the top of the page again would hide it.</summary>
    async Task<IActionResult> DoAsync(Func<Task> act, string section, CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        try
        {
            await act();
            return LocalRedirect($"/keeper#{section}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return await ShowAsync(ct);
        }
    }

    async Task<bool> FindAsync(CancellationToken ct)
    {
        if (await kept.OwnAsync(ct) is not { } own) return false;

        Station = own;
        return true;
    }

    async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        Questions = await kept.QuestionsAsync(Station.Id, ct);
        Changes = await branch.ChangesAsync(Station.Id, ct);
        // The week begins on Monday.
        Days = await tally.DaysAsync(Station.Id, ((int)Today.DayOfWeek + 6) % 7 + 1, ct);
        Out = await umbrellas.OutAsync(Station.Id, null, ct);
        Door = await doors.OfAsync(Station.Id, ct) is { } door ? DoorPicture.Of(Request, Station, door) : null;
        return Page();
    }
}
