using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Claims.Pages;

/// <summary>A worker's own claims, with where each stands.</summary>
[ForWorkers]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MineModel(MyFile file, ClaimLists lists, ClaimablePlans plans) : PageModel
{
    public MyFile Mine => file;
    public IReadOnlyList<(Claim Claim, string Title)> Claims { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (file.IsMasked || file.MemberId is null) return;
        Claims = [.. (await lists.MineAsync(file, ct)).Select(c => (c, plans.Stamped(c.Rule).Title.In(Words.IsEnglish)))];
    }
}
