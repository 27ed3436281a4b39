using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Accounts.Pages;

/// <summary>A colleague's first page: what their post opens, and which other posts they could act on.</summary>
[ForSignedIn]
public sealed class PostsModel(Caller caller, Sessions sessions, HeldPosts held, IEnumerable<Door> doors) : PageModel
{
    public Caller Caller => caller;
    public List<HeldPost> Posts { get; private set; } = [];
    public IReadOnlyList<Door> Doors => [.. doors.Where(d => d.Path != "/desk" && d.Rights.Any(right => User.HasClaim(Door.RightClaim, right)))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!caller.IsStaff) return LocalRedirect("/me");

        Posts = await held.OfAsync(caller.AccountId, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid post, CancellationToken ct)
    {
        await sessions.TakePostAsync(caller, post, ct);
        return LocalRedirect("/desk");
    }
}
