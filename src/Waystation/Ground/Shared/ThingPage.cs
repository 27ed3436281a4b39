using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Waystation.Shared;

/// <summary>A page about one thing, whose forms each do something with it: done, it is shown anew; refused, the sentence stands above it.</summary>
public abstract class ThingPage : PageModel
{
    /// <returns>False: there is none within reach.</returns>
    protected abstract Task<bool> FindAsync(Guid id, CancellationToken ct);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    protected async Task<IActionResult> DoAsync(Guid id, Func<Task> act, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        try
        {
            await act();
            return LocalRedirect(Request.Path);
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            await FindAsync(id, ct);
            return Page();
        }
    }
}
