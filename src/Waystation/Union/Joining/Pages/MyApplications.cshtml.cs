using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.Joining.Pages;

/// <summary>What I applied for, and where it stands.</summary>
[ForWorkers]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MyApplicationsModel(MyFile file, ReadApplications read) : PageModel
{
    public IReadOnlyList<ApplicationView> Mine { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Mine = await read.OwnAsync(file, ct);
}
