using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid.Pages;

/// <param name="DueOn">The last day, counted from the day that was given; null where none was.</param>
public sealed record ClockLine(PlanClock Clock, DateOnly? DueOn);

/// <summary>What one plan pays for an event, what to bring, and by when.</summary>
public sealed record LifeDue(RuleVersion<AidPlan> Plan, IReadOnlyList<Benefit> Benefits, IReadOnlyList<ClockLine> Clocks);

/// <summary>"I was in hospital", "I changed jobs": everything that is due over all plans, with dates. It asks no name and keeps nothing.</summary>
[ForEveryone]
public sealed class LifeEventsModel(Rules rules, WorkingCalendar calendar, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? What { get; set; }
    [BindProperty(SupportsGet = true)] public string? On { get; set; }

    public IReadOnlyList<RuleVersion<LifeEvent>> Events { get; private set; } = [];
    public RuleVersion<LifeEvent>? Chosen { get; private set; }
    public IReadOnlyList<LifeDue> Due { get; private set; } = [];

    public void OnGet()
    {
        var today = City.Today(clock);
        Events = rules.AllOn<LifeEvent>(today);
        Chosen = Events.FirstOrDefault(e => e.Id == What);
        if (Chosen is null) return;
        var day = Day(today);
        var plans = rules.AllOn<AidPlan>(day ?? today);
        Due = [.. Chosen.Value.Due.Select(due => Of(plans.FirstOrDefault(plan => plan.Id == due.Plan), due, day)).OfType<LifeDue>()];
    }

    LifeDue? Of(RuleVersion<AidPlan>? plan, DueBenefit due, DateOnly? day) => plan is null ? null : new(
        plan, [.. plan.Value.Benefits.Where(b => due.Benefits.Contains(b.Id))],
        [.. plan.Value.Clocks.Where(c => c.Id != PlanClock.Paying).Select(c => new ClockLine(c, day is { } happened ? c.DueOn(c.Begins(happened), calendar) : null))]);

    DateOnly? Day(DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(On)) return null;
        if (DateOnly.TryParseExact(On, "yyyy-MM-dd", out var day) && day <= today && day.Year >= 2000) return day;
        ModelState.AddModelError("", Words.Say("aid.life-no-day", On));
        return null;
    }
}
