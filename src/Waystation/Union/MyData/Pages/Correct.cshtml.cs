using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Members;
using Waystation.Shared;

namespace Waystation.MyData.Pages;

/// <summary>A value of my record is wrong: which, what it should be, why.</summary>
[ForWorkers]
public sealed class CorrectModel(MyFile file, MakeRequest make) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Field { get; set; }
    [BindProperty] public string? Value { get; set; }
    [BindProperty] public string? Why { get; set; }
    public bool HasRecord => file.MemberId is not null;
    public static IReadOnlyList<MemberField> Fields => MemberField.All;

    public void OnGet() => Response.Headers.CacheControl = "no-store";

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            await make.CorrectAsync(Field, Value, Why, ct);
            return LocalRedirect("/me/requests");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            return Page();
        }
    }
}
