using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.MutualAid.Pages;

/// <summary>One person's settlements for whoever answers them: why it is another sum than last time, the statement, objections. Each opening is shown to that person.</summary>
[ForStaff(Right.DecideClaims)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OnePersonModel(Desk desk, PersonFile file, ObjectToSettlement objections) : PageModel
{
    [TempData] public string? Told { get; set; }

    public PersonAid Person { get; private set; } = null!;

    /// <summary>The two latest decisions.</summary>
    public WhyDifferent? Why => Person.Decisions.Count > 1 ? WhyDifferent.Of(Person.Decisions[1], Person.Decisions[0]) : null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!SettlementViews.MaySee(desk) || await file.ReadAsync(desk, id, ct) is not { } person) return NotFound();
        Person = person;
        return Page();
    }

    public async Task<IActionResult> OnPostAnswerAsync(Guid id, Guid objection, string? answer, bool upheld, CancellationToken ct)
    {
        if (!SettlementViews.MaySee(desk)) return NotFound();
        try
        {
            await objections.AnswerAsync(desk, objection, answer, upheld, ct);
            Told = Words.Say("aid.told-objection-answered");
            return Redirect($"/aid/person/{id}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return await OnGetAsync(id, ct);
        }
    }

    /// <summary>From when to when, as far as the register says.</summary>
    public static string Span(Held held) => held.IsKnown ? $"{held.From?.ToString("yyyy-MM-dd") ?? "…"} – {held.To?.ToString("yyyy-MM-dd") ?? "…"}" : "—";
}
