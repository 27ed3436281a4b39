using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Joining.Pages;

/// <summary>What a scanned code leads to: which union, what happens, what is asked and why. Nothing is asked here.</summary>
[ForEveryone]
public sealed class TargetModel(FindTarget find, JoiningClocks clocks) : PageModel
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    public JoinTarget Target { get; private set; } = null!;
    public DateOnly DueOn { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await find.RunAsync(Code, ct) is not { } found) return NotFound();

        (Target, DueOn) = (found, clocks.Of(found.DecidesId, Rulebook.Clock.JoiningDecision).DueOn);
        return Page();
    }
}
