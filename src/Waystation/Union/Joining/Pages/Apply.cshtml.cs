using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Joining.Pages;

/// <summary>Five fields, and the application is on its way.</summary>
[ForWorkers]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ApplyModel(FindTarget find, SubmitApplication submit, MyFile file) : PageModel
{
    [BindProperty(SupportsGet = true)] public string Code { get; set; } = "";
    [BindProperty] public ApplicantForm Form { get; set; } = new();
    public JoinTarget Target { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        ModelState.Clear();
        if (Form.Read(phoneNeeded: true, file.Today, (field, why) => ModelState.AddModelError($"Form.{field}", why.ToString())) is not { } who) return Page();

        try
        {
            return Redirect($"/me/applications/{await submit.ByPhoneAsync(Target, who with { BornOn = who.Document.BornOn }, file.Caller, ct)}");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }

    async Task<bool> FindAsync(CancellationToken ct)
    {
        if (await find.RunAsync(Code, ct) is not { } found) return false;

        Target = found;
        return true;
    }
}
