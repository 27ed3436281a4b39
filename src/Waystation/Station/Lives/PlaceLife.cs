using Waystation.Calendar;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Lives;

/// <summary>A place with all steps of its life so far, which says what may come next.</summary>
/// <param name="Steps">In their order; none before the first, and none for a place that came with a register.</param>
/// <param name="Agreements">Those of its steps.</param>
public sealed record PlaceLife(Station Station, IReadOnlyList<StationStep> Steps, IReadOnlyList<Agreement> Agreements)
{
    const int LongestPaper = 100, LongestNote = 500;

    public LifeStage Stage => LifeRules.StageOf(Station);

    /// <summary>The number of the step that comes next.</summary>
    public int Next => Steps.Count == 0 ? 1 : Steps[^1].Nth + 1;

    public Agreement? Agreement => Agreements.OrderBy(a => Steps.Single(s => s.Id == a.StepId).Nth).LastOrDefault();

    /// <summary>Somebody of the union puts a place forward for its host.</summary>
    public static StationStep Begin(Station station, NextStep apply, Decider by)
    {
        RequireDecides(apply, by);
        RequireWords(apply);
        RequireDay(apply.On, null, by);
        Rule.Require((station.KindCode == StationKind.Site.Code) == station.EndsOn is not null && (station.StartsOn is null) == (station.EndsOn is null), Say.SiteNeedsItsDays);
        Rule.Require(station.EndsOn is not { } end || (end > station.StartsOn && end > by.Today), Say.PeriodWrong);
        return Enter(station, 1, LifeStage.Applied, apply, by);
    }

    /// <summary>The step, and the agreement where it is one.</summary>
    public (StationStep Step, Agreement? Agreement) Take(NextStep next, Decider by)
    {
        var leads = LifeRules.Leads(Stage, next.Step, failed: !next.Passed);
        Rule.Require(leads is not null, Say.NotNext(next.Step, Stage));
        RequireDecides(next, by);
        RequireWords(next);
        RequireDay(next.On, Steps.LastOrDefault()?.OnDay, by);
        RequireOf(next, by);

        var step = Enter(Station, Next, leads!.Value, next, by);
        if (next.Step is LifeStep.Sign) Station.HangSign(next.On);
        if (next.Step is LifeStep.End) Forget();
        if (next is not { Step: LifeStep.Agree, Terms: { } terms }) return (step, null);

        Station.TakeHours(terms.Hours, SpokenHours.ToOpeningHours(terms.Hours));
        return (step, Lives.Agreement.Of(step, terms));
    }

    void RequireOf(NextStep next, Decider by)
    {
        if (next.Step is LifeStep.Approve) Rule.Require(Steps.FirstOrDefault(s => s.Step is LifeStep.Apply)?.PostId != by.PostId, Say.NobodyApprovesTheirOwn);
        if (next.Step is LifeStep.Approve or LifeStep.Agree) Rule.Require(next.Paper.Length > 0, Say.PaperNeeded);
        if (next.Step is LifeStep.Suspend or LifeStep.End) Rule.Require(next.Note.Length > 0, Say.ReasonNeeded);
        if (next.Step is LifeStep.End) Rule.Require(next.Goods is not null, Say.GoodsNeeded);
        if (next.Step is LifeStep.Sign) Rule.Require(Station.Lat is not null, Say.NobodySaidWhere);
        if (next.Step is LifeStep.Sign) Rule.Require(Station.EndsOn is not { } end || end > by.Today, Say.PeriodOver);
        if (next.Step is not LifeStep.Agree) return;

        Rule.Require(next.Terms is not null, Say.TermsNeeded);
        next.Terms!.Require();
        Rule.Require(next.Terms.Until > next.On, Say.TermOver);
    }

    /// <summary>Who kept it, and whom to ask of the host: once it has ended nobody needs to know.</summary>
    void Forget()
    {
        Station.ForgetKeeper();
        foreach (var agreement in Agreements) agreement.ForgetContact();
    }

    static StationStep Enter(Station station, int nth, LifeStage stage, NextStep next, Decider by)
    {
        station.Enter(LifeCode.Of(stage), LifeRules.StatusAt(stage), by.At);
        return StationStep.Of(station.Id, nth, stage, next, by);
    }

    static void RequireDecides(NextStep next, Decider by) => Rule.Require(LifeRules.DecidedBy(next.Step).Contains(by.Role), Say.DecidedByOthers(next.Step));

    static void RequireWords(NextStep next)
    {
        Rule.Require(next.Paper.Length <= LongestPaper, Say.PaperTooLong(LongestPaper));
        Rule.Require(next.Note.Length <= LongestNote, Say.NoteTooLong(LongestNote));
    }

    static void RequireDay(DateOnly on, DateOnly? notBefore, Decider by)
    {
        Rule.Require(on <= by.Today, Say.DayInTheFuture);
        Rule.Require(!(on < notBefore), Say.DayBeforeTheLast(notBefore ?? on));
    }
}
