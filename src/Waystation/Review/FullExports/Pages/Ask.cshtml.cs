using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Indicators;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Shared;

namespace Waystation.FullExports.Pages;

/// <summary>A list that is on the screen masked is asked for in full. The forms stand on those lists.</summary>
[ForStaff(Right.RevealMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AskModel(Desk desk, AskFullExport ask, TimeProvider clock) : PageModel
{
    public string Back { get; private set; } = "/members";

    public IActionResult OnGet() => Redirect("/exports");

    public async Task<IActionResult> OnPostListAsync([FromQuery] MemberFilter filter, Purpose? why, CancellationToken ct) => await TryAsync(async () =>
    {
        Rule.Require(ModelState.IsValid, Say.PurposeNeeded);
        var read = filter.Checked();
        Back = $"/members{read.Query()}";
        return read.Union is { } union && !await desk.ReachesAsync(union, ct) ? null : await ask.OfListAsync(read, why, ct);
    });

    public async Task<IActionResult> OnPostRecordsAsync([FromQuery] Guid union, [FromQuery] string? indicator, [FromQuery] string? month, Purpose? why, CancellationToken ct) => await TryAsync(async () =>
    {
        Rule.Require(ModelState.IsValid, Say.PurposeNeeded);
        if (Indicator.Find(indicator) is not { } shown || !await desk.ReachesAsync(union, ct)) return null;

        Back = $"/numbers/{union}/{shown.Code}";
        return await ask.OfNumberAsync(shown, union, Month.Read(month, clock), why, ct);
    });

    async Task<IActionResult> TryAsync(Func<Task<Guid?>> act)
    {
        try
        {
            return await act() is { } asked ? LocalRedirect($"/exports/{asked}") : NotFound();
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return Page();
        }
    }
}
