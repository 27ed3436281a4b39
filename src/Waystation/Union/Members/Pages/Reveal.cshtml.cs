using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Logbook;

namespace Waystation.Members.Pages;

/// <summary>One record in full, for a purpose: it is in the log before it is on the page, and the member reads there who looked.</summary>
[ForStaff(Right.RevealMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RevealModel(Desk desk, MemberFile file) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public OpenedMember Opened { get; private set; } = null!;
    public Purpose Why { get; private set; }

    /// <summary>Whoever loads the page anew sees it masked and says again what for.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await desk.FindAsync<Member>(Id, ct) is { ErasedAt: null } ? Redirect($"/members/{Id}") : NotFound();

    public async Task<IActionResult> OnPostAsync(Purpose? why, CancellationToken ct)
    {
        if (await file.OpenAsync(Id, ct) is not { } found) return NotFound();
        if (why is null || !Enum.IsDefined(why.Value)) return Redirect($"/members/{Id}");

        await desk.NoteAsync(Did.RevealedMember, Id, why.Value, ct);
        (Opened, Why) = (found, why.Value);
        return Page();
    }
}
