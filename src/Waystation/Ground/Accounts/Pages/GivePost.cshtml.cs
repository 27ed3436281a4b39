using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Accounts.Pages;

/// <summary>Somebody gets a post. Their link is shown on the answer to this form and nowhere again.</summary>
[ForStaff(Right.ManageAccounts)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class GivePostModel(GivePost give, BranchUnions unions) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Name { get; set; }
    [BindProperty] public string? Role { get; set; }
    [BindProperty] public string? Union { get; set; }
    [BindProperty] public Guid? UnionId { get; set; }
    [BindProperty] public bool Below { get; set; }
    public IReadOnlyList<UnionMeant> Choices { get; private set; } = [];
    public (Guid AccountId, string Union, string? Link)? Given { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            var role = Roles.Read(Role ?? "") ?? throw new Refusal(Say.RoleUnknown(Role ?? ""));
            if (await MeantAsync(ct) is not { } union) return Page();

            var (account, token) = await give.RunAsync(Name ?? "", role, union.Id, Below, ct);
            Given = (account, union.Name, token is null ? null : SetUpAddress.Of(Request, token));
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
        }

        return Page();
    }

    /// <summary>None: several could be meant, and one has to be chosen.</summary>
    async Task<UnionMeant?> MeantAsync(CancellationToken ct)
    {
        var typed = (Union ?? "").Trim();
        Rule.Require(typed.Length is > 0 and <= 200 && !typed.Contains('\0'), Say.UnionBeyondReach);
        Choices = await unions.MeantAsync(typed, ct);
        Rule.Require(Choices.Count > 0, Say.UnionBeyondReach);
        var chosen = Choices.Where(one => one.Id == UnionId).DefaultIfEmpty(Choices.Count == 1 ? Choices[0] : null).Single();
        if (chosen is null) ModelState.AddModelError("", Say.UnionWhich(Choices.Count).ToString());
        return chosen;
    }
}

/// <summary>Where a one-time link leads, as the colleague will type or click it.</summary>
static class SetUpAddress
{
    public static string Of(HttpRequest request, string token) => $"{request.Scheme}://{request.Host}/desk/set-up/{token}";
}
