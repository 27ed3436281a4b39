using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Joining.Pages;

/// <summary>An officer writes down the application of somebody without a phone, signed on paper or on the screen.</summary>
[ForStaff(Right.DecideMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed partial class NewModel(Desk desk, FindTarget find, FindUnions search, SubmitApplication submit) : PageModel
{
    const int LongestPaper = 60, LongestSignature = 20_000;

    [BindProperty(SupportsGet = true)] public string? At { get; set; }
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    [BindProperty] public ApplicantForm Form { get; set; } = new();
    [BindProperty] public bool OnPaper { get; set; }
    [BindProperty] public string? PaperAt { get; set; }
    [BindProperty] public string? Signature { get; set; }

    public JoinTarget? Target { get; private set; }
    public IReadOnlyList<JoinableUnion> Unions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await ChooseAsync(ct);
        return At is not null && Target is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await ChooseAsync(ct);
        if (Target is null) return NotFound();

        ModelState.Clear();
        var who = Form.Read(phoneNeeded: false, desk.Today, (field, why) => ModelState.AddModelError($"Form.{field}", why.ToString()));
        if (SignatureProblem() is { } problem) ModelState.AddModelError(nameof(Signature), problem.ToString());
        if (who is null || !ModelState.IsValid) return Page();

        who = who with { FollowCode = JoinCode.Draw(), PaperAt = OnPaper ? PaperAt!.Trim() : null };
        var id = await submit.ByOfficerAsync(Target, who, OnPaper ? null : Signature, desk.Caller, ct);
        return Redirect($"/applications/{id}/slip");
    }

    Sentence? SignatureProblem()
    {
        if (OnPaper) return PaperAt?.Trim() is { Length: > 0 and <= LongestPaper } ? null : Say.SignatureMissing;
        if (string.IsNullOrEmpty(Signature)) return Say.SignatureMissing;
        return Signature.Length <= LongestSignature && Lines().IsMatch(Signature) ? null : Say.SignatureWrong;
    }

    /// <summary>The named union, or the post's own where people may belong to it; else one is looked for within reach.</summary>
    async Task ChooseAsync(CancellationToken ct)
    {
        if ((At ?? desk.Post.UnionId.ToString("n")) is { Length: <= 32 } key && await find.RunAsync(key, ct) is { } found && await desk.ReachesAsync(found.HomeId ?? found.DecidesId, ct)) Target = found;
        if (Target is null) Unions = await search.WithinAsync(desk.Post.Reach, Q, ct);
    }

    /// <summary>Nothing but moves and lines: it is drawn again as the path of an SVG.</summary>
    [GeneratedRegex(@"^(M\d{1,3} \d{1,3}(L\d{1,3} \d{1,3})+)+\z")]
    private static partial Regex Lines();
}
