using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Places;
using Waystation.Shared;
using Waystation.Visits;

namespace Waystation.Keepers.Pages;

/// <summary>A keeper's umbrellas: lent against a tag, taken back wherever they were lent.</summary>
[ForStaff(Right.KeepOwnStation)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class UmbrellasModel(Desk desk, KeptStation kept, LendUmbrellas lend, UmbrellaLists lists) : PageModel
{
    public Station Station { get; private set; } = null!;
    public DateOnly Today => desk.Today;
    public IReadOnlyList<Umbrella> All { get; private set; } = [];
    public IReadOnlyList<LentUmbrella> Out { get; private set; } = [];

    /// <summary>What has just been done; a page that is loaded again does nothing twice.</summary>
    [TempData] public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await kept.OwnAsync(ct) is { } own ? await ShowAsync(own, ct) : NotFound();

    public Task<IActionResult> OnPostLendAsync(string? tag, string? phone, CancellationToken ct) => DoAsync(async () =>
    {
        var (loan, whole) = await lend.LendAsync(Station, tag, phone, ct);
        return Words.Say("visits.lent", loan.DueOn.Month, loan.DueOn.Day, whole);
    }, ct);

    public Task<IActionResult> OnPostReturnAsync(string? tag, CancellationToken ct) => DoAsync(async () => Words.Say("visits.returned", await lend.ReturnAsync(Station, tag, ct)), ct);

    public Task<IActionResult> OnPostAddAsync(int many, CancellationToken ct) => DoAsync(async () =>
    {
        await lend.AddAsync(Station, many, ct);
        return Words.Say("visits.added", many);
    }, ct);

    public Task<IActionResult> OnPostGiveUpAsync(Guid umbrella, CancellationToken ct) => DoAsync(async () =>
    {
        await lend.GiveUpAsync(await desk.FindAsync<Umbrella>(umbrella, ct) ?? throw new Refusal(new Sentence("visits.no-such-tag")), ct);
        return Words.Say("visits.given-up");
    }, ct);

    async Task<IActionResult> DoAsync(Func<Task<string>> act, CancellationToken ct)
    {
        if (await kept.OwnAsync(ct) is not { } own) return NotFound();

        Station = own;
        try
        {
            Done = await act();
            return LocalRedirect("/keeper/umbrellas");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return await ShowAsync(own, ct);
        }
    }

    async Task<IActionResult> ShowAsync(Station own, CancellationToken ct)
    {
        Station = own;
        (All, Out) = (await lists.OfAsync(own.Id, ct), await lists.OutAsync(own.Id, null, ct));
        return Page();
    }
}
