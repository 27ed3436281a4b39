using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Keepers.Pages;

/// <summary>What the street has written to this station's keepers, and the tap that says it has been read.</summary>
[ForStaff(Right.KeepOwnStation)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class NotesModel(Desk desk, KeptStation kept, KeeperNotes notes) : PageModel
{
    public Guid StationId => desk.Post.StationId!.Value;
    public IReadOnlyList<ToldNote> All { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(Guid note, CancellationToken ct)
    {
        try
        {
            await notes.ReadAsync(note, ct);
            return Redirect("/keeper");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return await ShowAsync(ct);
        }
    }

    async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        if (await kept.OwnAsync(ct) is not { } own) return NotFound();

        All = await notes.ToldAsync(own.Id, ct);
        return Page();
    }
}
