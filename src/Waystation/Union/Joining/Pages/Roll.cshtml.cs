using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Logbook;

namespace Waystation.Joining.Pages;

/// <summary>会员名册 of one union of the branch, to print and stamp.</summary>
[ForStaff(Right.DecideMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RollModel(Desk desk, Rolls rolls, FindTarget find) : PageModel
{
    const int LastPage = 10_000;

    /// <summary>What a roll with everything on it may be printed for.</summary>
    public static readonly IReadOnlyList<Purpose> Purposes = [Purpose.CheckRecord, Purpose.LegalReport];

    [BindProperty(SupportsGet = true)] public Guid? Union { get; set; }
    [BindProperty(SupportsGet = true), Range(1, LastPage)] public int Number { get; set; } = 1;

    public string Name { get; private set; } = "";
    public bool IsFull { get; private set; }
    public IReadOnlyList<RollLine> Lines { get; private set; } = [];
    public DateOnly Today => desk.Today;
    public int First => (Number - 1) * Rolls.PageSize + 1;
    public Guid Of => Union ?? desk.Post.UnionId;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid) return NotFound();
        return await rolls.MaskedAsync(Of, Number, ct) is { } lines ? await ShowAsync(lines, ct) : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Purpose why, CancellationToken ct)
    {
        if (!ModelState.IsValid) return NotFound();
        if (!Purposes.Contains(why) || !desk.May(Right.RevealMembers)) return BadRequest();

        IsFull = true;
        return await rolls.FullAsync(Of, Number, why, ct) is { } lines ? await ShowAsync(lines, ct) : NotFound();
    }

    async Task<IActionResult> ShowAsync(IReadOnlyList<RollLine> lines, CancellationToken ct)
    {
        (Lines, Name) = (lines, (await find.RunAsync(Of.ToString("n"), ct))?.Home ?? desk.Post.Union);
        return Page();
    }
}
