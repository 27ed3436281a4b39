using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Members;
using Waystation.Shared;

namespace Waystation.MyData.Pages;

/// <summary>What I told of my own will, and take back: it goes at once.</summary>
[ForWorkers]
public sealed class ConsentModel(MyFile file, Holdings holdings, WithdrawConsent withdraw) : PageModel
{
    public IReadOnlyList<(MemberField Field, string Value)> Given { get; private set; } = [];
    public bool IsMasked => file.IsMasked;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var held = await holdings.ReadAsync(ct);
        Given = [.. from field in MemberField.All where field.IsVoluntary && held.Record?[field.Code] is not null select (field, DataModel.Spoken(field, held.Record![field.Code]))];
        Response.Headers.CacheControl = "no-store";
    }

    public async Task<IActionResult> OnPostAsync(string? field, CancellationToken ct)
    {
        try
        {
            await withdraw.RunAsync(field, ct);
            return LocalRedirect("/me/consent");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            await OnGetAsync(ct);
            return Page();
        }
    }
}
