using System.Text.Json;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>How an item was found: in order; not; not there at all (of a facility); it does not apply here.</summary>
public enum Answer { Fit, Fault, Missing, NotApplicable }

/// <summary>What whoever was met there says to what was written down: agrees, refuses to sign (拒签), or there was nobody.</summary>
public enum Agreed { Agreed, Refused, Nobody }

public sealed record Answered(string Item, Answer Answer, string? Note = null);

/// <summary>A visit as a phone or a form delivers it.</summary>
/// <param name="VisitedAt">By the phone's clock, as is <paramref name="SentAt"/>: by the second it is seen how wrong the clock is.</param>
/// <param name="Accuracy">Of the position, in metres.</param>
/// <param name="Met">Who was met, in a word or two.</param>
/// <param name="Pictures">The ids of its pictures; each comes by itself, before or after.</param>
/// <param name="Signature">The id of the name that whoever was met has drawn, where they agree; it comes by itself too.</param>
public sealed record VisitReport(
    Guid Round, Guid Station, Guid Checklist, DateTimeOffset VisitedAt, IReadOnlyList<Answered> Answers, Agreed Agreed,
    DateTimeOffset? SentAt = null, double? Lat = null, double? Lon = null, double? Accuracy = null, string? Met = null, string? Note = null, IReadOnlyList<Guid>? Pictures = null, Guid? Signature = null)
{
    public const int LongestNote = 500, LongestItemNote = 300, LongestMet = 30, MostPictures = 20;

    /// <summary>Half around the Earth.</summary>
    const double MostMetres = 20_100_000;
    const int FirstYear = 1970, LastYear = 2200;

    /// <summary>By this the same visit is known again. It is keyed, so that nobody can guess a name from it.</summary>
    public Guid Version(Vault vault) => vault.Index(BlindIndex.Inspection, JsonSerializer.Serialize(this with { SentAt = null }, Wire.Options));

    public void Require(KeptChecklist checklist)
    {
        RequireReadable();
        var items = checklist.Items.ToDictionary(i => i.Id);
        Rule.Require(Answers.All(a => items.ContainsKey(a.Item)) && Answers.Select(a => a.Item).Distinct().Count() == Answers.Count, Say.NotOnTheList);
        Rule.Require(Answers.Count == items.Count, Say.Unanswered(items.Count - Answers.Count));
        Rule.Require(Answers.All(a => a.Answer is not Answer.Missing || items[a.Item].AnyOf is not null), Say.OnlyThingsCanBeMissing);
        Rule.Require(Answers.All(a => (a.Note ?? "").Length <= LongestItemNote) && (Note ?? "").Length <= LongestNote, Say.NoteTooLong(LongestNote));
        Rule.Require((Met ?? "").Length <= LongestMet, Say.MetTooLong(LongestMet));
        Rule.Require(Agreed is not Agreed.Agreed || Signature is not null || !string.IsNullOrWhiteSpace(Met), Say.NameOrSignature);
        Rule.Require(Signature is null || (Agreed is Agreed.Agreed && Signature != Guid.Empty), Say.OnlyWhoAgreesSigns);
        Rule.Require((Pictures ?? []).Count <= MostPictures, Say.TooManyPictures(MostPictures));
        Rule.Require((Lat is null) == (Lon is null) && Lat is null or (>= -90 and <= 90) && Lon is null or (>= -180 and <= 180) && Accuracy is null or (>= 0 and <= MostMetres), Say.PositionWrong);
    }

    /// <summary>A phone without a battery thinks it is 1970. What no phone writes is no clock, and no text that can be kept.</summary>
    void RequireReadable()
    {
        Rule.Require(Answers.All(a => a is not null) && !(Pictures ?? []).Contains(Guid.Empty) && !new[] { Met, Note }.Concat(Answers.Select(a => a.Note)).Any(text => text?.Contains('\0') is true), Say.CannotBeRead);
        Rule.Require(new[] { VisitedAt, SentAt ?? VisitedAt }.All(at => at.UtcDateTime.Year is >= FirstYear and <= LastYear), Say.ClockUnreadable);
    }
}
