using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Joining.Pages;

/// <summary>One application of mine: who must act, by when, and what I can do.</summary>
[ForWorkers]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MyApplicationModel(MyFile file, ReadApplications read, AppealApplication act) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public ApplicationView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) is null ? NotFound() : Page();

    public Task<IActionResult> OnPostAppealAsync(CancellationToken ct) => ActAsync(application => act.RunAsync(application, ct), ct);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) => ActAsync(application => act.WithdrawAsync(application, ct), ct);

    async Task<IActionResult> ActAsync(Func<Application, Task> what, CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } application) return NotFound();

        try
        {
            await what(application);
            return Redirect($"/me/applications/{Id}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return Page();
        }
    }

    async Task<Application?> FindAsync(CancellationToken ct)
    {
        if (await read.OwnAsync(file, Id, ct) is not { } found) return null;

        View = await read.ViewAsync(found, ct);
        return found;
    }
}
