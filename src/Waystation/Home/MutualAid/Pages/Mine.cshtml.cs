using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MutualAid.Pages;

/// <summary>A worker's own direct settlements, each with every step of its reckoning, the statement, and the ways to object and to withdraw.</summary>
[ForWorkers]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MineModel(MyFile file, House house, MyPayments payments, Agreement agreement, ObjectToSettlement objections) : PageModel
{
    public MyFile Mine => file;
    public IReadOnlyList<PersonDecision> Decisions { get; private set; } = [];
    public IReadOnlyList<StatementRow> Statement { get; private set; } = [];
    public IReadOnlyList<Objection> Objections { get; private set; } = [];
    public bool? Agrees { get; private set; }
    [TempData] public string? Told { get; set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (await payments.PersonAsync(ct) is not { } person) return;
        Decisions = await payments.ReadAsync(ct);
        Statement = await payments.StatementAsync(ct);
        Objections = await Objection.OfAsync(house, person, ct);
        Agrees = await agreement.ReadAsync(ct);
    }

    public Task<IActionResult> OnPostObjectAsync(string? quarter, string? said, CancellationToken ct) => ActAsync(async () =>
    {
        Rule.Require(await payments.PersonAsync(ct) is not null, Say.NoOwnRecord);
        await objections.RunAsync(file, (await payments.PersonAsync(ct))!.Value, Quarter.Read(quarter ?? ""), said, ct);
        return new("aid.told-objected");
    }, ct);

    public Task<IActionResult> OnPostAgreeAsync(bool agrees, CancellationToken ct) => ActAsync(async () =>
    {
        await agreement.SayAsync(agrees, ct);
        return new(agrees ? "aid.told-agreed" : "aid.told-withdrawn");
    }, ct);

    /// <summary>All that stands on this page, as a file of one's own.</summary>
    public async Task<IActionResult> OnPostCopyAsync(CancellationToken ct)
    {
        await OnGetAsync(ct);
        if (Agrees is null) return Redirect("/me/aid");
        var copy = new
        {
            decisions = Decisions.Select(d => new { quarter = d.Quarter.ToString(), payYuan = d.Pay.ToString(), overpaidYuan = d.Overpaid.ToString(), d.State, d.Rule, steps = d.Lines.Select(line => line.InWords().ToString()) }),
            statement = Statement.Select(row => new { row.When, plan = row.Plan.In(Words.IsEnglish), what = row.InWords.ToString() }),
            objections = Objections.Select(o => new { quarter = o.Quarter.ToString(), o.Said, o.MadeAt, o.Answer, o.Upheld }),
            agrees = Agrees,
        };
        return File(CopyFile.Of(copy), "application/json", Words.Say("aid.copy-file"));
    }

    async Task<IActionResult> ActAsync(Func<Task<Sentence>> act, CancellationToken ct)
    {
        try
        {
            Told = (await act()).ToString();
            return Redirect("/me/aid");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            await OnGetAsync(ct);
            return Page();
        }
    }
}
