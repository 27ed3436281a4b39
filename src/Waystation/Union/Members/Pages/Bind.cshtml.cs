using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Members.Pages;

/// <summary>A worker finds their record, once: by what stands on their document.</summary>
[ForWorkers]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class BindModel(MyFile file, BindRecord bind) : PageModel
{
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Kind { get; set; }
    [BindProperty] public string? Number { get; set; }
    public bool IsBound => file.MemberId is not null;
    public bool IsMasked => file.IsMasked;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            await bind.RunAsync(file.Caller, Name, Kind, Number, ct);
            return LocalRedirect("/me/bind");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return Page();
        }
    }
}
