using Microsoft.AspNetCore.Mvc;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Geography;
using Waystation.Pictures;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Rounds.Pages;

/// <summary>One station of a round: every delivery as it came, which of them counts, what follows, or why nobody has to go there.</summary>
[ForStaff(Right.InspectStations, toRead: Right.SeeStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class StopModel(Desk desk, ReadRounds rounds, DrawUpChecklists checklists, SettleVisits settle, ExcuseStation excuse, Vault vault) : ThingPage
{
    readonly Dictionary<Guid, KeptChecklist> lists = [];

    public RoundStop Stop { get; private set; } = null!;
    public Round Round { get; private set; } = null!;
    public Station Station { get; private set; } = null!;
    public IReadOnlyList<RoundVisit> Visits { get; private set; } = [];
    public IReadOnlyList<Fault> Faults { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public IReadOnlyDictionary<Guid, Picture> Pictures { get; private set; } = new Dictionary<Guid, Picture>();
    public IReadOnlySet<Guid> Signatures { get; private set; } = new HashSet<Guid>();
    public DateOnly Today => desk.Today;

    /// <summary>It has ended before anybody saw it.</summary>
    public bool IsNeedless => Visits.Count == 0 && !Stop.IsExcused && Station.IsOver(Today);

    /// <summary>Who was met, with signature and photos, is for those who inspect there.</summary>
    public bool SeesPeople => HttpContext.MayChange();

    public bool KeepsBack(RoundVisit visit) => !SeesPeople && (visit.Met is not null || visit.Signature is not null || visit.Pictures.Any(Pictures.ContainsKey));

    /// <summary>On a team, and the round is not over.</summary>
    public bool MayVisit { get; private set; }
    public bool MaySettle { get; private set; }

    public string NameOf(Guid? account) => account is { } id && Names.TryGetValue(id, out var name) ? name : "";

    public string TitleOf(RoundVisit visit, string item) => lists[visit.ChecklistId].Items.FirstOrDefault(i => i.Id == item)?.Title.In(Shown.English) ?? item;

    /// <summary>How far from the station it was saved, in metres; null where one of the two places is not known.</summary>
    public int? MetresOff(RoundVisit visit) =>
        visit.Lat is { } lat && Station.Lat is { } at ? (int)Math.Round(Sphere.Metres(new(at, Station.Lon!.Value), new(lat, visit.Lon!.Value))) : null;

    /// <summary>Of deliveries that contradict each other: whether they say different things of an item.</summary>
    public bool Differs(string item) =>
        Visits.Any(v => v.Standing is Standing.Waits) && Visits.Where(v => v.Standing is not Standing.SetAside).Select(v => v.Read().FirstOrDefault(a => a.Item == item)?.Answer).Distinct().Count() > 1;

    public string MetAt(RoundVisit visit) => visit.Met is { } met && SeesPeople ? vault.Open(met) : "";

    public Task<IActionResult> OnPostSettleAsync(Guid id, Guid chosen, CancellationToken ct) => DoAsync(id, () =>
    {
        Rule.Require(MaySettle, Say.NothingToSettle);
        return settle.RunAsync(Stop, chosen, ct);
    }, ct);

    public Task<IActionResult> OnPostAskExcuseAsync(Guid id, string? reason, CancellationToken ct) => DoAsync(id, () => excuse.AskAsync(Round, Stop, reason ?? "", ct), ct);

    public Task<IActionResult> OnPostAgreeToExcuseAsync(Guid id, CancellationToken ct) => DoAsync(id, () => excuse.AgreeAsync(Round, Stop, ct), ct);

    public Task<IActionResult> OnPostTakeBackExcuseAsync(Guid id, CancellationToken ct) => DoAsync(id, () => excuse.TakeBackAsync(Round, Stop, ct), ct);

    protected override async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await desk.FindAsync<RoundStop>(id, ct) is not { } stop || await rounds.FindAsync(stop.RoundId, ct) is not { } round) return false;

        (Stop, Round) = (stop, round);
        Station = await rounds.StationAsync(stop.StationId, ct);
        Visits = await rounds.VisitsAsync(stop, ct);
        foreach (var list in Visits.Select(v => v.ChecklistId).Distinct()) lists[list] = (await checklists.FindAsync(list, ct))!;
        Faults = await rounds.FaultsAsync(stop, ct);
        Pictures = await rounds.PicturesAsync(Station.Id, Visits, ct);
        if (SeesPeople) Signatures = await rounds.SignaturesAsync(Station.Id, Visits, ct);
        Names = await rounds.NamesAsync([.. Visits.Select(v => (Guid?)v.AccountId), stop.ExcuseAskedBy, stop.ExcusedBy], ct);
        MayVisit = HttpContext.MayChange() && !round.IsOver && await rounds.MeAsync(round.Id, ct) is not null;
        MaySettle = HttpContext.MayChange() && await desk.ReachesAsync(round.UnionId, ct);
        return true;
    }
}
