using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Evidence;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Keepers;

/// <summary>
/// What a keeper says of today in one tap: as posted, opens later, does not open, full. It takes the place of the tap before, and lies over what was planned:
/// longer hours in the heat are there again as soon as it is taken away.
/// </summary>
public sealed class SayToday(Desk desk, WaystationDb db, AnswerForStation answers, BranchStations branch, WorkingCalendar calendar)
{
    const int LongestLateMinutes = 8 * 60;

    public Task FineAsync(Station station, CancellationToken ct) => db.InTurnAsync(station.Id, async () =>
    {
        var otherwise = await OtherwiseAsync(station, saysOpen: true, ct);
        await answers.ConfirmAsync(station, ct);
        await EndAsync(otherwise, ct);
    }, ct);

    public Task LateAsync(Station station, int minutes, CancellationToken ct)
    {
        Rule.Require(minutes is > 0 and <= LongestLateMinutes, Say.ChooseMinutes);
        return TapAsync(station, ChangeKind.Closed, Reason("late"), longer => OpensToday(station, longer).AddMinutes(minutes), ct);
    }

    /// <param name="until">UTC; null: for the rest of today, its night included.</param>
    public Task ShutAsync(Station station, string? reason, DateTime? until, CancellationToken ct) =>
        TapAsync(station, ChangeKind.Closed, string.IsNullOrWhiteSpace(reason) ? Reason("shut") : reason, longer => until ?? EndOfToday(station, longer), ct);

    public Task FullAsync(Station station, int minutes, CancellationToken ct)
    {
        Rule.Require(minutes is > 0 and <= LongestLateMinutes, Say.ChooseMinutes);
        return TapAsync(station, ChangeKind.Full, Reason("full"), _ => desk.Now.AddMinutes(minutes), ct);
    }

    /// <summary>Closed indeed means for the rest of today, until a keeper says otherwise.</summary>
    public Task AnswerAsync(Station station, StationQuestion question, string answer, CancellationToken ct) => db.InTurnAsync(station.Id, async () =>
    {
        var otherwise = question.IsOfOpening ? await OtherwiseAsync(station, saysOpen: answer == StationQuestion.Fine, ct) : [];
        await answers.AnswerAsync(question, answer, Reason("shut"), EndOfToday(station, StationException.Longer(await branch.ChangesAsync(station.Id, ct))), ct);
        await EndAsync(otherwise, ct);
    }, ct);

    Task TapAsync(Station station, ChangeKind kind, string reason, Func<IReadOnlyList<(DateTime From, DateTime Until)>, DateTime> until, CancellationToken ct) => db.InTurnAsync(station.Id, async () =>
    {
        var otherwise = await OtherwiseAsync(station, saysOpen: kind is ChangeKind.Full, ct);
        await answers.ChangeAsync(station, kind, reason, desk.Now, until(StationException.Longer(await branch.ChangesAsync(station.Id, ct))), ct);
        await EndAsync(otherwise, ct);
    }, ct);

    /// <summary>Before it has opened today "an hour later" is said of the hour at which it would, afterwards of now.</summary>
    DateTime OpensToday(Station station, IReadOnlyList<(DateTime From, DateTime Until)> longer)
    {
        var posted = HoursOf(station)?.At(new DateTimeOffset(desk.Now, TimeSpan.Zero), calendar) ?? default;
        if (posted.State is OpenState.Open || longer.Any(change => change.From <= desk.Now)) return desk.Now;

        var opens = longer.Select(change => change.From);
        if (posted is { State: OpenState.Closed, Until: { } hours }) opens = opens.Append(hours.UtcDateTime);
        return opens.Where(at => City.DayOf(new DateTimeOffset(at, TimeSpan.Zero)) == desk.Today).DefaultIfEmpty(desk.Now).Min();
    }

    DateTime EndOfToday(Station station, IReadOnlyList<(DateTime From, DateTime Until)> longer) => Night.EndOfDay(HoursOf(station), longer, desk.Now, calendar);

    static OpeningHours? HoursOf(Station station) => OpeningHours.Read(station.OpeningHours ?? "");

    /// <summary>Everybody reads it, in whatever language: it is kept in Chinese, as what keepers write themselves.</summary>
    static string Reason(string why) => Words.Say(Words.Chinese, $"keepers.reason-{why}");

    /// <summary>What runs and is not so any more: the tap before, and where it is said to be open whatever closes it now. Those of another time stay as they were planned.</summary>
    async Task<IReadOnlyList<StationException>> OtherwiseAsync(Station station, bool saysOpen, CancellationToken ct) =>
        [.. (await branch.ChangesAsync(station.Id, ct)).Where(change => change.FromAt <= desk.Now && !change.IsLonger && (saysOpen || change.IsTap))];

    async Task EndAsync(IEnumerable<StationException> changes, CancellationToken ct)
    {
        foreach (var change in changes) await answers.EndAsync(change, ct);
    }
}
