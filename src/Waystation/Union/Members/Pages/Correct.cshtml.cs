using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Members.Pages;

/// <summary>An officer mends one thing on a record; what stands there is not shown, and need not be.</summary>
[ForStaff(Right.DecideMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class CorrectModel(Desk desk, MendRecord mend) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public string? Field { get; set; }
    [BindProperty] public string? Value { get; set; }
    [BindProperty] public Evidence? Evidence { get; set; }
    public Member Member { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        try
        {
            await mend.RunAsync(Member, Field, Value, Evidence, ct);
            return Redirect($"/members/{Id}?done=corrected");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return Page();
        }
    }

    async Task<bool> FindAsync(CancellationToken ct)
    {
        if (await desk.FindAsync<Member>(Id, ct) is not { ErasedAt: null } found) return false;

        Member = found;
        return true;
    }
}
