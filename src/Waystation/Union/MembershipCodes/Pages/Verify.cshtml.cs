using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.MembershipCodes.Pages;

/// <summary>A keeper or a gate looks at somebody's code. Public, and the code comes by POST: it must stand in no address and no log.</summary>
[ForEveryone]
public sealed class VerifyModel(CheckCode check) : PageModel
{
    const int Longest = 2000;

    [BindProperty] public string? Code { get; set; }
    public CheckedCode? Found { get; private set; }


    public void OnGet() => Response.Headers.CacheControl = "no-store";

    public async Task OnPostAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        Found = Code is { Length: <= Longest } ? await check.RunAsync(Code, ct) : new CheckedCode(Verdict.Unreadable);
    }
}
