using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.Members.Pages;

/// <summary>Slips to print, cut and hand to the people of one import.</summary>
[ForStaff(Right.ImportMembers)]
public sealed class SlipsModel(Desk desk, Members.Slips slips, ImportResults results) : PageModel
{
    const int LastPage = 10_000;

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true), Range(1, LastPage)] public int Number { get; set; } = 1;
    public List<Slip> People { get; private set; } = [];
    public string Site => $"{Request.Scheme}://{Request.Host}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid) return BadRequest();
        if (await results.FindAsync(desk, Id, ct) is null) return NotFound();

        People = await slips.OfRunAsync(Id, Number, ct);
        return Page();
    }
}
