using Waystation.Calendar;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>By when a union must act, as the rulebook says today.</summary>
public sealed class JoiningClocks(Rules rules, WorkingCalendar calendar, TimeProvider clock)
{
    public DateOnly Today => City.Today(clock);

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <param name="rule">One of <see cref="Clock"/>'s.</param>
    public Turn Of(Guid unionId, string rule)
    {
        var stands = rules.On<Clock>(rule, Today, unionId.ToString());
        return new(unionId, stands.Stamp, stands.Value.DueOn(Today, calendar));
    }

    /// <summary>The clock that runs on for the union above when this one ran out: an appeal stays an appeal.</summary>
    public Turn Above(Application overdue, Guid above) =>
        Of(above, overdue.State is ApplicationState.Appealed ? Clock.JoiningAppeal : Clock.JoiningDecisionAbove);

    public int YoungestAge => Reason(ReasonToRefuse.UnderMinimumAge)?.Value.UnderAge ?? 0;

    /// <summary>The closed list of reasons, as it stands today.</summary>
    public IReadOnlyList<RuleVersion<ReasonToRefuse>> Reasons => rules.AllOn<ReasonToRefuse>(Today);

    public RuleVersion<ReasonToRefuse>? Reason(string id) => Reasons.FirstOrDefault(r => r.Id == id);

    /// <summary>The reason that a refusal named.</summary>
    public RuleVersion<ReasonToRefuse> Stamped(string stamp) => rules.Stamped<ReasonToRefuse>(stamp);
}
