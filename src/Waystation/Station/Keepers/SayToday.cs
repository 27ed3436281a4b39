using Waystation.Accounts;
using Waystation.Evidence;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Keepers;

/// <summary>What a keeper says of today in one tap: as posted, opens later, does not open, full. It takes the place of what was said before.</summary>
public sealed class SayToday(Desk desk, AnswerForStation answers, BranchStations branch)
{
    const int LongestLateMinutes = 8 * 60;

    public async Task FineAsync(Station station, CancellationToken ct)
    {
        var running = await RunningAsync(station, _ => true, ct);
        await answers.ConfirmAsync(station, ct);
        await EndAsync(running, ct);
    }

    public Task LateAsync(Station station, int minutes, CancellationToken ct)
    {
        Rule.Require(minutes is > 0 and <= LongestLateMinutes, Say.ChooseMinutes);
        return ChangeAsync(station, ChangeKind.Closed, Words.Say("keepers.reason-late"), desk.Now.AddMinutes(minutes), ct);
    }

    /// <param name="until">UTC; null: for the rest of today.</param>
    public Task ShutAsync(Station station, string? reason, DateTime? until, CancellationToken ct) =>
        ChangeAsync(station, ChangeKind.Closed, string.IsNullOrWhiteSpace(reason) ? Words.Say("keepers.reason-shut") : reason, until ?? EndOfToday, ct);

    public Task FullAsync(Station station, int minutes, CancellationToken ct)
    {
        Rule.Require(minutes is > 0 and <= LongestLateMinutes, Say.ChooseMinutes);
        return ChangeAsync(station, ChangeKind.Full, Words.Say("keepers.reason-full"), desk.Now.AddMinutes(minutes), ct);
    }

    /// <summary>Closed indeed means for the rest of today, until a keeper says otherwise.</summary>
    public Task AnswerAsync(StationQuestion question, string answer, CancellationToken ct) =>
        answers.AnswerAsync(question, answer, Words.Say("keepers.reason-shut"), EndOfToday, ct);

    DateTime EndOfToday => TimeZoneInfo.ConvertTimeToUtc(desk.Today.AddDays(1).ToDateTime(TimeOnly.MinValue), City.Zone);

    async Task ChangeAsync(Station station, ChangeKind kind, string reason, DateTime until, CancellationToken ct)
    {
        IReadOnlyList<StationException> before = [.. await RunningAsync(station, one => one == Code(ChangeKind.Full) == (kind is ChangeKind.Full), ct), .. kind is ChangeKind.Closed ? await LongerAsync(station, until, ct) : []];
        await answers.ChangeAsync(station, kind, reason, desk.Now, until, ct);
        await EndAsync(before, ct);
    }

    /// <summary>Those of another day stay as they were planned.</summary>
    async Task<IReadOnlyList<StationException>> RunningAsync(Station station, Func<string, bool> ofKind, CancellationToken ct) =>
        [.. (await branch.ChangesAsync(station.Id, ct)).Where(change => change.FromAt <= desk.Now && ofKind(change.Kind))];

    /// <summary>Longer hours, as in the heat, that begin before it opens again.</summary>
    async Task<IReadOnlyList<StationException>> LongerAsync(Station station, DateTime until, CancellationToken ct) =>
        [.. (await branch.ChangesAsync(station.Id, ct)).Where(change => change.FromAt > desk.Now && change.FromAt < until && change.Kind == Code(ChangeKind.Open))];

    async Task EndAsync(IEnumerable<StationException> changes, CancellationToken ct)
    {
        foreach (var change in changes) await answers.EndAsync(change, ct);
    }

    static string Code(ChangeKind kind) => kind.ToString().ToLowerInvariant();
}
