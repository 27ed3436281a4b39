using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Members.Pages;

/// <summary>A person sees that their union reported them, and says whether that is right. No sign-in: the slip is the key.</summary>
[ForEveryone]
public sealed class SlipModel(Members.Slips slips) : PageModel
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    public ReportedMember Me { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await slips.FindAsync(Code, ct) is not { } found) return NotFound();

        Me = found;
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string answer, CancellationToken ct)
    {
        if (answer is not (ReportAnswer.Correct or ReportAnswer.Denied)) return BadRequest();
        if (await slips.FindAsync(Code, ct) is null) return NotFound();

        await slips.AnswerAsync(Code, answer is ReportAnswer.Correct, ct);
        return Redirect($"/slip/{Code}");
    }
}
