using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Members.Pages;

/// <summary>An officer who has the person and their document before them lets a phone open the record.</summary>
[ForStaff(Right.DecideMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PhoneModel(Desk desk, PhonesOfRecord phones) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public string? Number { get; set; }
    [BindProperty] public bool SawDocument { get; set; }
    public Member Member { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        try
        {
            Rule.Require(SawDocument, Say.SeeTheDocument);
            await phones.AddAsync(desk, Member, Number, ct);
            return Redirect($"/members/{Id}?done=phone");
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
