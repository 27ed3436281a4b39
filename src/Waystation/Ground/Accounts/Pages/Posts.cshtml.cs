using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Accounts.Pages;

/// <summary>A colleague's first page (今天要办): what waits for the post they act on, what it opens, and which others they hold.</summary>
[ForSignedIn]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PostsModel(Caller caller, Sessions sessions, HeldPosts held, IEnumerable<Door> doors, IEnumerable<Wait> waits) : PageModel
{
    public Caller Caller => caller;
    public List<HeldPost> Posts { get; private set; } = [];

    /// <summary>What has its day first.</summary>
    public List<(Wait Wait, Awaited Found)> Waiting { get; } = [];

    /// <summary>Nothing can wait for some posts.</summary>
    public bool MayWait => waits.Any(one => caller.May(one.Right));
    public IReadOnlyList<Door> Doors => [.. doors.Where(d => d.Path != "/desk" && d.Rights.Any(right => User.HasClaim(Door.RightClaim, right)))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!caller.IsStaff) return LocalRedirect(caller.IsWorker ? "/me" : "/keeper");

        Posts = await held.OfAsync(caller.AccountId, ct);
        foreach (var wait in waits.Where(one => caller.May(one.Right)))
            if (await wait.CountAsync(HttpContext.RequestServices, ct) is { Many: > 0 } found) Waiting.Add((wait, found));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid post, CancellationToken ct)
    {
        await sessions.TakePostAsync(caller, post, ct);
        return LocalRedirect("/desk");
    }
}
