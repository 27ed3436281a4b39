using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.KeyWork;

public enum Light { Green, Amber, Red, Grey, Withdrawn }

/// <summary>How an item stands on a day, and why: worked out from days and what was shown, never typed.</summary>
public sealed record Judged(Light Light, Sentence Why)
{
    public static Judged Of(KeyLight rule, DateOnly setOn, DateOnly dueOn, KeyState state, DateOnly? endedOn, DateOnly? shownOn, DateOnly day)
    {
        if (state is KeyState.Withdrawn) return new(Light.Withdrawn, new("keywork.why-withdrawn"));
        if (state is KeyState.Done) return new(Light.Green, endedOn > dueOn ? new("keywork.why-done-late", endedOn.Value.DayNumber - dueOn.DayNumber) : new("keywork.why-done"));

        var (left, silent) = (dueOn.DayNumber - day.DayNumber, day.DayNumber - (shownOn ?? setOn).DayNumber);
        if (left < 0) return new(Light.Red, new("keywork.why-overdue", -left));
        if (silent > rule.RedAfterSilence) return new(Light.Red, new("keywork.why-silent", silent));
        if (left <= rule.AmberBeforeDue) return new(Light.Amber, left == 0 ? new("keywork.why-due-today") : new("keywork.why-due-soon", left));
        if (silent > rule.AmberAfterSilence) return new(Light.Amber, new("keywork.why-silent", silent));
        return shownOn is null ? new(Light.Grey, new("keywork.why-nothing-yet")) : new(Light.Green, silent == 0 ? new("keywork.why-shown-today") : new("keywork.why-on-the-way", silent));
    }
}
