using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Evidence;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Keepers;

/// <summary>What a keeper says of today in one tap: as posted, opens later, does not open, full. It takes the place of what was said before.</summary>
public sealed class SayToday(Desk desk, AnswerForStation answers, BranchStations branch, WorkingCalendar calendar)
{
    const int LongestLateMinutes = 8 * 60;

    /// <summary>Past noon it is no night any more: such a place is open for days on end.</summary>
    static readonly TimeSpan longestNight = TimeSpan.FromHours(12);

    public async Task FineAsync(Station station, CancellationToken ct)
    {
        var running = await RunningAsync(station, _ => true, ct);
        await answers.ConfirmAsync(station, ct);
        await EndAsync(running, ct);
    }

    public Task LateAsync(Station station, int minutes, CancellationToken ct)
    {
        Rule.Require(minutes is > 0 and <= LongestLateMinutes, Say.ChooseMinutes);
        return ChangeAsync(station, ChangeKind.Closed, Reason("late"), OpensToday(station).AddMinutes(minutes), ct);
    }

    /// <param name="until">UTC; null: for the rest of today, its night included.</param>
    public Task ShutAsync(Station station, string? reason, DateTime? until, CancellationToken ct) =>
        ChangeAsync(station, ChangeKind.Closed, string.IsNullOrWhiteSpace(reason) ? Reason("shut") : reason, until ?? EndOfToday(station), ct);

    public Task FullAsync(Station station, int minutes, CancellationToken ct)
    {
        Rule.Require(minutes is > 0 and <= LongestLateMinutes, Say.ChooseMinutes);
        return ChangeAsync(station, ChangeKind.Full, Reason("full"), desk.Now.AddMinutes(minutes), ct);
    }

    /// <summary>Closed indeed means for the rest of today, until a keeper says otherwise.</summary>
    public Task AnswerAsync(Station station, StationQuestion question, string answer, CancellationToken ct) =>
        answers.AnswerAsync(question, answer, Reason("shut"), EndOfToday(station), ct);

    /// <summary>Before it has opened today "an hour later" is said of the posted hour, afterwards of now.</summary>
    DateTime OpensToday(Station station) =>
        Posted(station, desk.Now) is { State: OpenState.Closed, Until: { } opens } && City.DayOf(opens) == desk.Today ? opens.UtcDateTime : desk.Now;

    /// <summary>Midnight; where it is open over midnight, when that night ends.</summary>
    DateTime EndOfToday(Station station)
    {
        var midnight = TimeZoneInfo.ConvertTimeToUtc(desk.Today.AddDays(1).ToDateTime(TimeOnly.MinValue), City.Zone);
        return Posted(station, midnight) is { State: OpenState.Open, Until: { } ends } && ends.UtcDateTime - midnight < longestNight ? ends.UtcDateTime : midnight;
    }

    Opening Posted(Station station, DateTime at) => OpeningHours.Read(station.OpeningHours ?? "")?.At(new DateTimeOffset(at, TimeSpan.Zero), calendar) ?? default;

    /// <summary>Everybody reads it, in whatever language: it is kept in Chinese, as what keepers write themselves.</summary>
    static string Reason(string why) => Words.Say(Words.Chinese, $"keepers.reason-{why}");

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
