using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Hours;

/// <summary>When a place is open, as it stands on the door and as it is evaluated.</summary>
/// <param name="Syntax">Null where the words were not understood.</param>
public sealed record SaidHours(string Words, string? Syntax);

/// <summary>
/// A keeper posted other hours than were agreed. They hold at once, because the map tells what is so; the street sees it and agrees, or asks why.
/// Open until it agrees, the keeper goes back, or hours from elsewhere take their place.
/// </summary>
public sealed class HoursChange : IOfStation
{
    public const string Agreed = "agreed", Back = "back", Overtaken = "overtaken";
    public const int LongestWhy = 200;

    HoursChange() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }
    public string AgreedWords { get; private init; } = "";
    public string? AgreedSyntax { get; private init; }
    public string PostedWords { get; private set; } = "";
    public string PostedSyntax { get; private set; } = "";
    public Guid PostedBy { get; private set; }
    public DateTime PostedAt { get; private set; }

    /// <summary>What the keeper says of it; may be empty.</summary>
    public string Why { get; private set; } = "";

    /// <summary>The street wants to know why; null again once the keeper has said.</summary>
    public DateTime? AskedAt { get; private set; }
    public string? Outcome { get; private set; }
    public DateTime? EndedAt { get; private set; }
    public Guid? EndedBy { get; private set; }

    public SaidHours Before => new(AgreedWords, AgreedSyntax);
    public SaidHours Now => new(PostedWords, PostedSyntax);

    public static HoursChange Of(Station station, SaidHours agreed, string why, Guid by, DateTime at)
    {
        var change = new HoursChange { StationId = station.Id, UnionId = station.UnionId, AgreedWords = agreed.Words, AgreedSyntax = agreed.Syntax };
        change.Post(station, why, by, at);
        return change;
    }

    /// <summary>Once more, before the street has said anything: what was agreed stays what it was.</summary>
    public void Post(Station station, string why, Guid by, DateTime at) =>
        (PostedWords, PostedSyntax, Why, PostedBy, PostedAt, AskedAt) = (station.OpeningHoursText, station.OpeningHours!, why, by, at, null);

    public void Ask(DateTime at)
    {
        Rule.Require(EndedAt is null, Say.ChangeSettled);
        AskedAt = at;
    }

    public void Explain(string why)
    {
        Rule.Require(EndedAt is null, Say.ChangeSettled);
        Rule.Require(why.Length > 0, Say.WhyNeeded(LongestWhy));
        (Why, AskedAt) = (why, null);
    }

    public void End(string outcome, Guid by, DateTime at)
    {
        Rule.Require(EndedAt is null, Say.ChangeSettled);
        Rule.Require(outcome != Agreed || by != PostedBy, Say.NotTheOwn);
        (Outcome, EndedAt, EndedBy) = (outcome, at, by);
    }

    /// <summary>As it was typed; nothing is a reason not to be given.</summary>
    public static string Reason(string? typed)
    {
        var why = new string([.. (typed ?? "").Trim().Where(c => !char.IsControl(c))]);
        Rule.Require(why.Length <= LongestWhy, Say.WhyTooLong(LongestWhy));
        return why;
    }
}
