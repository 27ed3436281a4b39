using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Evidence;

/// <summary>What visitors say against what is posted, put to those who answer for the station, with a clock.</summary>
public sealed class StationQuestion : IOfStation
{
    public const string OfOpening = "open";
    public const string Fine = "fine", Shut = "shut", Mended = "mended", Broken = "broken", Missing = "missing";

    StationQuestion() { }

    public Guid Id { get; private init; }
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }

    /// <summary>Whether it is open, or the code of a facility.</summary>
    public string About { get; private init; } = "";
    public DateTime AskedAt { get; private init; }

    /// <summary>The clock's stamp.</summary>
    public string Rule { get; private init; } = "";
    public DateOnly DueOn { get; private init; }
    public string? Answer { get; private set; }
    public DateTime? AnsweredAt { get; private set; }

    public bool IsOfOpening => About == OfOpening;

    public IReadOnlyList<string> Answers => IsOfOpening ? [Fine, Shut] : [Mended, Broken, Missing];

    /// <summary>What it was about, in words.</summary>
    public string Subject => IsOfOpening ? Words.Say("evidence.about-open") : Facility.Read(About)?.Name ?? About;

    public void Reply(string answer, DateTime at)
    {
        Shared.Rule.Require(AnsweredAt is null, Say.AnsweredAlready);
        Shared.Rule.Require(Answers.Contains(answer), Say.ChooseAnAnswer);
        (Answer, AnsweredAt) = (answer, at);
    }
}
