using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Rounds.Pages;

/// <summary>An officer opens a round over all stations of a branch.</summary>
[ForStaff(Right.InspectStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class NewModel(OpenRound open, Desk desk) : PageModel
{
    [BindProperty] public Guid Union { get; set; }
    [BindProperty] public string? RoundTitle { get; set; }
    [BindProperty] public string? From { get; set; }
    [BindProperty] public string? Until { get; set; }
    [BindProperty] public bool? Announced { get; set; }

    /// <summary>By the ids of accounts; empty: not along.</summary>
    [BindProperty] public Dictionary<Guid, string?> Team { get; set; } = [];
    public IReadOnlyList<RoundBranch> Branches { get; private set; } = [];
    public IReadOnlyList<Colleague> Colleagues { get; private set; } = [];

    public int? TeamOf(Guid account) => int.TryParse(Team.GetValueOrDefault(account), out var team) ? team : null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        (From, Until) = (Shown.Day(desk.Today), Shown.Day(desk.Today.AddDays(4)));
        Team[desk.Caller.AccountId] = "1";
        await OfferAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            var people = Team.Where(t => !string.IsNullOrWhiteSpace(t.Value)).ToDictionary(t => t.Key, t => TeamOf(t.Key) ?? 0);
            Rule.Require(Announced is not null, Say.SayWhetherAnnounced);
            return LocalRedirect($"/rounds/{await open.RunAsync(new(Union, RoundTitle ?? "", Announced!.Value, Read(From), Read(Until), people), ct)}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            await OfferAsync(ct);
            return Page();
        }
    }

    async Task OfferAsync(CancellationToken ct) => (Branches, Colleagues) = (await open.BranchesAsync(ct), await open.ColleaguesAsync(ct));

    static DateOnly Read(string? typed)
    {
        var isDay = DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        Rule.Require(isDay, Say.DaysWrong);
        return day;
    }
}
