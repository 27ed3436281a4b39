using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Keepers.Pages;

/// <summary>A keeper who has left a phone asks for a link. The answer is the same for every phone.</summary>
[ForEveryone]
[SlowedByAddress]
public sealed class AskForLinkModel(KeeperLinks links) : PageModel
{
    [BindProperty] public string? Phone { get; set; }
    public bool CanSend => links.CanSend;
    public bool IsSent { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            Rule.Require(CanSend, new Sentence("accounts.nobody-sends"));
            await links.SendAsync(Phone, SessionCookie.DeviceOf(HttpContext), token => $"{Request.Scheme}://{Request.Host}/keeper/in/{token}", ct);
            IsSent = true;
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
        }

        return Page();
    }
}
