using System.Text.Json;
using Waystation.Shared;

namespace Waystation.Rounds;

public enum FaultState { Open, Mended, Closed, Withdrawn }

/// <summary>What a visit found wrong at a station: mended by a day, and then looked at again by somebody else.</summary>
public sealed class Fault : IOfStation
{
    const int LongestWords = 300;

    Fault() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid DeliveryId { get; private init; }
    public Guid RoundId { get; private init; }
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }
    public string Item { get; private init; } = "";
    public string Title { get; private init; } = "";
    public string TitleEn { get; private init; } = "";
    public string[] Facilities { get; private init; } = [];
    public bool Missing { get; private init; }
    public Severity Severity { get; private init; }
    public Owner Owner { get; private init; }
    public string Note { get; private init; } = "";

    /// <summary>The checklist's stamp, by which the day was set.</summary>
    public string Rule { get; private init; } = "";
    public DateTime FoundAt { get; private init; }
    public DateOnly DueOn { get; private init; }

    /// <summary>It is said to be mended with a photo only.</summary>
    public bool NeedsPhoto { get; private init; }
    public FaultState State { get; private set; }
    public Guid? MendedBy { get; private set; }
    public DateTime? MendedAt { get; private set; }
    public string? MendedHow { get; private set; }

    /// <summary>A photo that shows it.</summary>
    public Guid? MendedPicture { get; private set; }
    public Guid? CheckedBy { get; private set; }
    public DateTime? CheckedAt { get; private set; }
    public string? CheckedHow { get; private set; }

    /// <summary>How often it was said to be mended and was not.</summary>
    public int Returned { get; private set; }

    /// <summary><see cref="Past"/> as it is kept.</summary>
    public string PastRepairs { get; private set; } = "[]";

    /// <summary>What was said to be mended and was not, the earliest first.</summary>
    public IReadOnlyList<PastRepair> Past => JsonSerializer.Deserialize<PastRepair[]>(PastRepairs)!;

    /// <summary>What is said of the mending is not among what came back.</summary>
    public bool IsNewlyMended => MendedAt is not null && Past.LastOrDefault()?.At != MendedAt;

    public string TitleIn(bool english) => english ? TitleEn : Title;

    public static Fault Found(RoundVisit visit, ChecklistItem item, Answered answer, KeptChecklist checklist, DateOnly dueOn) => new()
    {
        DeliveryId = visit.Id, RoundId = visit.RoundId, StationId = visit.StationId, UnionId = visit.UnionId, Item = item.Id, Title = item.Title.Zh, TitleEn = item.Title.En,
        Facilities = [.. item.AnyOf ?? []], Missing = answer.Answer is Answer.Missing, Severity = item.Severity, Owner = item.Owner, Note = answer.Note ?? "", Rule = checklist.Stamp,
        FoundAt = visit.HappenedAt, DueOn = dueOn, NeedsPhoto = checklist.NeedsPhoto(item.Severity), State = FaultState.Open,
    };

    /// <summary>Another visit finds it wrong again. Said to be mended before that visit, it was not.</summary>
    public FoundAgain FindAgain(RoundVisit visit, Answered answer)
    {
        if (State is FaultState.Mended && MendedAt < visit.HappenedAt)
        {
            (CheckedBy, CheckedAt, CheckedHow) = (visit.AccountId, visit.HappenedAt, answer.Note ?? "");
            Return();
        }

        return FoundAgain.Of(this, visit, answer);
    }

    public void Mend(string how, Guid by, DateTime at)
    {
        Shared.Rule.Require(State is FaultState.Open, Say.NotOpen);
        Shared.Rule.Require(how.Trim().Length is > 0 and <= LongestWords, Say.SayHow(LongestWords));
        (State, MendedBy, MendedAt, MendedHow, MendedPicture) = (FaultState.Mended, by, at, how.Trim(), null);
    }

    public void ShowMended(Guid? picture) => MendedPicture = picture;

    /// <summary>Somebody other than who mended it has looked.</summary>
    public void Check(bool holds, string how, Guid by, DateTime at)
    {
        Shared.Rule.Require(State is FaultState.Mended, Say.NotMended);
        Shared.Rule.Require(by != MendedBy, Say.SomebodyElseChecks);
        Shared.Rule.Require(how.Trim().Length <= LongestWords && (holds || how.Trim().Length > 0), Say.SayWhatIsLeft(LongestWords));
        (CheckedBy, CheckedAt, CheckedHow) = (by, at, how.Trim());
        if (holds) State = FaultState.Closed;
        else Return();
    }

    void Return()
    {
        PastRepairs = JsonSerializer.Serialize(Past.Append(new(MendedBy!.Value, MendedAt!.Value, MendedHow!, MendedPicture, CheckedBy!.Value, CheckedAt!.Value, CheckedHow!)));
        State = FaultState.Open;
        Returned++;
    }

    /// <summary>The visit that found it does not count.</summary>
    public void Withdraw()
    {
        if (State is FaultState.Open or FaultState.Mended) State = FaultState.Withdrawn;
    }
}

/// <summary>A repair that did not hold: who said so, how, what showed it, and who found that it was not so.</summary>
public sealed record PastRepair(Guid By, DateTime At, string How, Guid? Picture, Guid CheckedBy, DateTime CheckedAt, string CheckedHow);
