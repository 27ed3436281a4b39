using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Logbook;

namespace Waystation.Members.Pages;

/// <summary>《会员登记表》 to be printed and stamped: a record in full on paper, logged like a look at it.</summary>
[ForStaff(Right.RevealMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RegistrationModel(Desk desk, MemberFile file) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public OpenedMember Opened { get; private set; } = null!;
    public DateOnly Today => desk.Today;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await desk.FindAsync<Member>(Id, ct) is { ErasedAt: null } ? Redirect($"/members/{Id}") : NotFound();

    public async Task<IActionResult> OnPostAsync(Purpose? why, CancellationToken ct)
    {
        if (await file.OpenAsync(Id, ct) is not { } found) return NotFound();
        if (why is null || !Enum.IsDefined(why.Value)) return Redirect($"/members/{Id}");

        await desk.NoteAsync(Did.PrintedRegistration, Id, why.Value, ct);
        Opened = found;
        return Page();
    }
}
