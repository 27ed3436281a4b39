using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Enrolment.Pages;

/// <summary>A unit hands in the list of who takes part in a plan year; reading it happens behind, so the answer is the page of the list.</summary>
[ForStaff(Right.ImportMembers)]
[RequestSizeLimit(Enrolment.Rolls.LargestUpload + Overhead)]
[RequestFormLimits(MultipartBodyLengthLimit = Enrolment.Rolls.LargestUpload + Overhead)]
public sealed class RollsModel(Desk desk, Rolls rolls, Rules rules) : PageModel
{
    const long Overhead = 1 << 20;
    const int Shown = 30;

    [BindProperty] public IFormFile? Upload { get; set; }

    /// <summary>Plan and first day of its year, as the list offers them.</summary>
    [BindProperty] public string? Plan { get; set; }
    [BindProperty] public string? Unit { get; set; }
    [TempData] public string? Told { get; set; }

    public IReadOnlyList<PlanYear> Years { get; private set; } = [];
    public List<RollView> Latest { get; private set; } = [];
    public string OwnUnion => desk.Post.Union;
    public bool AsksUnit => desk.Post.Below;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Years = PlanYear.Open(rules, desk.Today);
        Latest = await rolls.LatestAsync(desk, Shown, ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            Rule.Require(Upload is not null, Say.NothingChosen);
            var (plan, begins) = Read(Plan);
            await using var content = Upload!.OpenReadStream();
            return Redirect($"/enrolment/{await rolls.HandInAsync(desk, content, Upload.FileName, plan, begins, Unit, ct)}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            await OnGetAsync(ct);
            return Page();
        }
    }

    public string TitleOf(RollView roll) => Words.Say("enrolment.plan-of", rules.On<AidPlan>(roll.Plan, roll.YearBeginsOn).Title.In(Words.IsEnglish), roll.YearBeginsOn);

    public static string Key(PlanYear year) => $"{year.Rule.Id} {year.BeginsOn:yyyy-MM-dd}";

    internal static (string Plan, DateOnly Begins) Read(string? key)
    {
        var parts = (key ?? "").Split(' ');
        var read = DateOnly.TryParseExact(parts[^1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var begins);
        Rule.Require(parts.Length == 2 && read, Say.NoPlanChosen);
        return (parts[0], begins);
    }
}
