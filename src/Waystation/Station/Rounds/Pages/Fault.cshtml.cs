using Microsoft.AspNetCore.Mvc;
using Waystation.Accounts;
using Waystation.Pictures;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Rounds.Pages;

/// <summary>One fault: mended, and looked at again by somebody else.</summary>
[ForStaff(Right.InspectStations, toRead: Right.SeeStations)]
[PhotoForm]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class FaultModel(Desk desk, MendFaults mend, ReadRounds rounds, ReadFaults faults) : ThingPage
{
    public Fault Fault { get; private set; } = null!;
    public Station Station { get; private set; } = null!;
    public Guid? StopId { get; private set; }
    public IReadOnlyList<(FoundAgain Again, string Round)> Again { get; private set; } = [];

    /// <summary>Photos of repairs that are still kept.</summary>
    public IReadOnlySet<Guid> Kept { get; private set; } = new HashSet<Guid>();
    public DateOnly Today => desk.Today;

    /// <summary>The station is over: there is nothing left to mend.</summary>
    public bool IsGone => Station.IsOver(Today) && Fault.State is not FaultState.Closed;
    public bool MendedByMe => Fault.MendedBy == desk.Caller.AccountId;

    IReadOnlyDictionary<Guid, string> Names { get; set; } = new Dictionary<Guid, string>();

    /// <summary>A keeper's account bears the name of the station, not the person's.</summary>
    public string NameOf(Guid? account) => account is { } id && Names.TryGetValue(id, out var name) ? name : "";

    public Task<IActionResult> OnPostMendAsync(Guid id, string? how, Guid picture, IFormFile? photo, string? takenAt, CancellationToken ct) =>
        DoAsync(id, () => mend.MendAsync(Fault, how ?? "", new(picture, photo, takenAt), ct), ct);

    public Task<IActionResult> OnPostCheckAsync(Guid id, bool holds, string? how, CancellationToken ct) => DoAsync(id, () => mend.CheckAsync(Fault, holds, how ?? "", ct), ct);

    protected override async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await desk.FindAsync<Fault>(id, ct) is not { } fault) return false;

        Fault = fault;
        Station = await rounds.StationAsync(fault.StationId, ct);
        Again = await faults.AgainAsync(fault, ct);
        Kept = await faults.KeptAsync([fault.MendedPicture, .. fault.Past.Select(past => past.Picture)], ct);
        StopId = await rounds.StopOfAsync(fault, ct);
        Names = await rounds.NamesAsync([fault.MendedBy, fault.CheckedBy, .. fault.Past.SelectMany(past => new Guid?[] { past.By, past.CheckedBy })], ct);
        return true;
    }
}
