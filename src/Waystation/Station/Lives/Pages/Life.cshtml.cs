using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Lives.Pages;

/// <summary>The life of one place: where it stands, who decided what so far, and the next step as a form.</summary>
[ForStaff(Right.KeepStations, toRead: Right.SeeStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class LifeModel(Desk desk, ReadLives lives, TakeStep take, Vault vault) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public StepForm Form { get; set; } = new();
    public PlaceLife Life { get; private set; } = null!;
    public Station Station => Life.Station;
    public IReadOnlyList<ToldStep> Steps { get; private set; } = [];
    public DateOnly Today => desk.Today;

    /// <summary>A refused form is shown as it was typed.</summary>
    public LifeStep? Typed => ModelState.ErrorCount > 0 ? Form.Step : null;

    /// <summary>What may come next, and whether this post decides it; the way forward first.</summary>
    public IEnumerable<(LifeStep Step, bool Here)> Possible => LifeRules.After(Life.Stage).Select(step => (step, LifeRules.DecidedBy(step).Contains(desk.Post.Role)));

    /// <summary>What the step is called where the place stands now.</summary>
    public string NameOf(LifeStep step) => Words.Say((step, Life.Stage) switch
    {
        (LifeStep.Agree, LifeStage.Running) => "lives.agree-anew",
        (LifeStep.Visit, LifeStage.Visited) => "lives.visit-again",
        (LifeStep.End, _) when Station.Status == StationStatus.Preparing => "lives.give-up",
        _ => $"lives.step-{LifeCode.Of(step)}",
    });

    public bool IsOver => Station.EndsOn <= Today;

    /// <summary>Keeper and contact are for those who work with the place.</summary>
    public bool SeesContact => HttpContext.MayChange() && desk.Post.Role is not Role.StationKeeper;

    /// <summary>What it got, from which batch, signed by whom.</summary>
    public bool OpensGoods => desk.May(Right.SeeStations);

    public string Opened(byte[]? contact) => contact is { } known ? vault.Open(known) : "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => ModelState.IsValid && await FindAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        try
        {
            Rule.Require(ModelState.IsValid, Say.DayNeeded);
            await take.RunAsync(Life, Form.Nth, Form.Read(vault), ct);
            return LocalRedirect($"/station-lives/{Id}");
        }
        catch (Refusal refusal)
        {
            await FindAsync(ct);
            this.Refuse(refusal);
            return Page();
        }
    }

    async Task<bool> FindAsync(CancellationToken ct)
    {
        if (await lives.LifeAsync(Id, ct) is not { } life) return false;

        (Life, Steps) = (life, await lives.ToldAsync(life, ct));
        return true;
    }
}
