using Waystation.Shared;

namespace Waystation.Rulebook;

/// <summary>When the light of a key-work item turns: so many days before it is due, and after so many days in which nothing was shown.</summary>
public sealed record KeyLight(int AmberBeforeDue, int AmberAfterSilence, int RedAfterSilence) : IRuleValue
{
    public const string KeyWork = "key-work-light";

    public IReadOnlyList<Sentence> InWords() => [new("rulebook.light-amber", AmberBeforeDue, AmberAfterSilence), new("rulebook.light-red", RedAfterSilence), new("rulebook.light-grey")];

    public string? WrongField() =>
        AmberBeforeDue is < 0 or > 365 ? "amberBeforeDue" :
        AmberAfterSilence is < 1 or > 365 ? "amberAfterSilence" :
        RedAfterSilence <= AmberAfterSilence || RedAfterSilence > 730 ? "redAfterSilence" : null;
}
