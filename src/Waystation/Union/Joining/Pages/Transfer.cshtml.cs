using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Joining.Pages;

/// <summary>A transfer before the union that must answer it.</summary>
[ForStaff(Right.DecideMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TransferModel(Desk desk, Waiting waiting, AnswerTransfer answer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public WaitingTransfer Named { get; private set; } = null!;
    public DateOnly Today => desk.Today;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) is null ? NotFound() : Page();

    public Task<IActionResult> OnPostAgreeAsync(CancellationToken ct) => AnswerAsync(transfer => answer.AgreeAsync(transfer, ct), ct);

    public Task<IActionResult> OnPostObjectAsync(CancellationToken ct) => AnswerAsync(transfer => answer.ObjectAsync(transfer, ct), ct);

    public Task<IActionResult> OnPostDeclineAsync(CancellationToken ct) => AnswerAsync(transfer => answer.DeclineAsync(transfer, ct), ct);

    async Task<IActionResult> AnswerAsync(Func<Transfer, Task> what, CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } transfer) return NotFound();

        try
        {
            await what(transfer);
            return Redirect("/applications");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return Page();
        }
    }

    async Task<Transfer?> FindAsync(CancellationToken ct)
    {
        if (await desk.FindAsync<Transfer>(Id, ct) is not { } found) return null;

        Named = await waiting.NamedAsync(found, ct);
        return found;
    }
}
