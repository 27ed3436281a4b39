using Waystation.Shared;

namespace Waystation.Modes;

/// <summary>Why stations are asked to open longer.</summary>
public enum ModeKind { Heat, Cold, Storm }

/// <summary>A district asks its stations to be open between two times of the day, from a day to a day. It ends by itself.</summary>
public sealed class StationMode : IBelongToUnion
{
    const int MostDays = 31, MostAheadDays = 14;

    StationMode() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid UnionId { get; private init; }
    public string Kind { get; private init; } = "";
    public DateOnly FromOn { get; private init; }

    /// <summary>Its last day.</summary>
    public DateOnly UntilOn { get; private init; }
    public TimeOnly OpenFrom { get; private init; }

    /// <summary>Where it is not later than the beginning: on the next day.</summary>
    public TimeOnly OpenUntil { get; private init; }
    public Guid AccountId { get; private init; }
    public DateTime MadeAt { get; private init; }
    public DateTime? EndedAt { get; private set; }

    public bool HoldsOn(DateOnly day) => EndedAt is null && day <= UntilOn;

    public static StationMode Open(ModeOrder order, Guid unionId, Guid accountId, DateTime at)
    {
        var today = City.DayOf(new DateTimeOffset(at, TimeSpan.Zero));
        Rule.Require(order.Kind is ModeKind.Heat or ModeKind.Cold or ModeKind.Storm, Say.ChooseKind);
        var (from, until) = (order.FromOn ?? default, order.UntilOn ?? default);
        Rule.Require(from >= today && until >= from, Say.DaysWrong);
        Rule.Require(from <= today.AddDays(MostAheadDays) && until < from.AddDays(MostDays), Say.NotSoLong(MostAheadDays, MostDays));
        Rule.Require(order.OpenFrom is not null && order.OpenUntil is not null && order.OpenFrom != order.OpenUntil, Say.TimesWrong);
        return new()
        {
            UnionId = unionId, Kind = ModeCode.Of(order.Kind!.Value), FromOn = from, UntilOn = until, OpenFrom = order.OpenFrom ?? default, OpenUntil = order.OpenUntil ?? default, AccountId = accountId, MadeAt = at,
        };
    }

    public void End(DateTime at)
    {
        Rule.Require(EndedAt is null, Say.EndedAlready);
        EndedAt = at;
    }

    /// <summary>Each day's window that is not over yet, in UTC.</summary>
    public IEnumerable<(DateTime From, DateTime Until)> WindowsAfter(DateTime now) =>
        from day in Enumerable.Range(0, UntilOn.DayNumber - FromOn.DayNumber + 1).Select(FromOn.AddDays)
        let until = At(OpenUntil > OpenFrom ? day : day.AddDays(1), OpenUntil)
        where until > now
        select (At(day, OpenFrom), until);

    static DateTime At(DateOnly day, TimeOnly time) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(time), City.Zone);
}

/// <summary>What an officer orders.</summary>
public sealed record ModeOrder(ModeKind? Kind, DateOnly? FromOn, DateOnly? UntilOn, TimeOnly? OpenFrom, TimeOnly? OpenUntil);

/// <summary>What the host of one station says to it; a no has no consequence.</summary>
public sealed class ModeAnswer : IOfStation
{
    ModeAnswer() { }

    public Guid ModeId { get; private init; }
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }
    public bool SaysYes { get; private set; }
    public DateTime AnsweredAt { get; private set; }

    /// <summary>The changes of hours that a yes made.</summary>
    public Guid[] Changes { get; private set; } = [];

    public static ModeAnswer Of(Guid modeId, Places.Station station) => new() { ModeId = modeId, StationId = station.Id, UnionId = station.UnionId };

    public void Say(bool yes, Guid[] changes, DateTime at) => (SaysYes, Changes, AnsweredAt) = (yes, changes, at);
}

static class ModeCode
{
    public static string Of(ModeKind kind) => kind.ToString().ToLowerInvariant();
}
