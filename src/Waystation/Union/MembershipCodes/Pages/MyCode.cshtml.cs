using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Members;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MembershipCodes.Pages;

/// <summary>A worker shows that they are a member, and sees what that opens.</summary>
[ForWorkers]
public sealed class MyCodeModel(MyFile file, IssueCode issue, RevokeCodes revoke, Sessions sessions, Rules rules) : PageModel
{
    [TempData] public bool Lost { get; set; }
    public Member? Record { get; private set; }
    public IssuedCode? Issued { get; private set; }
    public MyFile Mine => file;
    public IEnumerable<RuleVersion<MemberService>> Services => rules.AllOn<MemberService>(file.Today);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        Record = await file.OwnRecordAsync<Member>(ct);
        if (Record?.State is MemberState.Member or MemberState.Retained && !file.IsMasked) Issued = await issue.RunAsync(Record.Id, ct);
    }

    /// <summary>A phone that is still signed in would go on making codes: every other place goes out too.</summary>
    public async Task<IActionResult> OnPostLostAsync(CancellationToken ct)
    {
        Rule.Require(file.MemberId is not null, new Sentence("codes.not-without-record"));
        foreach (var other in (await sessions.OpenAsync(file.Caller, ct)).Where(session => !session.IsThis)) await sessions.EndAsync(file.Caller, other.Id, ct);
        await revoke.RunAsync([file.MemberId!.Value], file.Caller.Actor, ct);
        Lost = true;
        return LocalRedirect("/me/code");
    }
}
