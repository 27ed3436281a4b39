using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Accounts.Pages;

/// <summary>A worker's own page: what they can do here.</summary>
[ForWorkers]
public sealed class MeModel(MyFile file, PhoneSignIn signIn, IEnumerable<Door> doors) : PageModel
{
    public MyFile Mine => file;

    public IReadOnlyList<Door> Doors => [.. doors.Where(d => d.Path != "/me" && (d.Rights.Contains(Door.Worker) || d.Rights.Contains(Door.WorkerMore)))];

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (token, until) = await signIn.AnotherPersonAsync(file.Caller, ct);
        SessionCookie.Give(Response, token, until);
        return LocalRedirect("/me");
    }
}
