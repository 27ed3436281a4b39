using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Places;

namespace Waystation.Rounds;

/// <summary>What this room brings to the web program.</summary>
public static class RoundsRoom
{
    const int DaysAhead = 3;

    public static readonly IReadOnlyList<Wait> Waits =
    [
        new("rounds.wait-due", Right.InspectStations, DueAsync, IsPressing: true),
        new("rounds.wait-recheck", Right.InspectStations, RecheckAsync),
        new("rounds.wait-settle", Right.InspectStations, SettleAsync, IsPressing: true),
        new("rounds.wait-visit", Right.InspectStations, VisitAsync),
    ];

    public static void AddRounds(this IServiceCollection services)
    {
        services.AddSingleton<DrawUpChecklists>();
        services.AddScoped<OpenRound>().AddScoped<JoinTeam>().AddScoped<DeliverVisit>().AddScoped<TakeEffect>().AddScoped<SettleVisits>().AddScoped<MendFaults>().AddScoped<TakePicture>().AddScoped<TakeSignature>().AddScoped<ExcuseStation>().AddScoped<EndRound>().AddScoped<ReadRounds>().AddScoped<ReadFaults>();
    }

    /// <summary>It waits for who is nearest; those above see it on the round's page.</summary>
    static async Task<Awaited> DueAsync(IServiceProvider all, CancellationToken ct)
    {
        var desk = all.GetRequiredService<Desk>();
        var until = desk.Today.AddDays(DaysAhead);
        return new(desk.Post.Role is Role.SubdistrictOfficer ? await desk.All<Fault>().StillThere(desk.All<Station>(), desk.Today).CountAsync(f => f.State == FaultState.Open && f.DueOn <= until, ct) : 0, "/faults?state=Open");
    }

    static async Task<Awaited> RecheckAsync(IServiceProvider all, CancellationToken ct)
    {
        var desk = all.GetRequiredService<Desk>();
        return new(desk.Post.Role is Role.SubdistrictOfficer ? await desk.All<Fault>().StillThere(desk.All<Station>(), desk.Today).CountAsync(f => f.State == FaultState.Mended && f.MendedBy != desk.Caller.AccountId, ct) : 0, "/faults?state=Mended");
    }

    static async Task<Awaited> SettleAsync(IServiceProvider all, CancellationToken ct)
    {
        var (desk, db) = (all.GetRequiredService<Desk>(), all.GetRequiredService<WaystationDb>());
        return new(await desk.All<RoundVisit>().CountAsync(v => v.Standing == Standing.Waits && db.Set<Round>().Any(r => r.Id == v.RoundId && r.OpenedBy == desk.Caller.AccountId), ct), "/rounds");
    }

    static async Task<Awaited> VisitAsync(IServiceProvider all, CancellationToken ct)
    {
        var (desk, db) = (all.GetRequiredService<Desk>(), all.GetRequiredService<WaystationDb>());
        var left = desk.All<RoundStop>().Where(s => s.ExcusedAt == null && s.OnDay <= desk.Today && db.Set<Round>().Any(r => r.Id == s.RoundId && r.EndedAt == null)
            && db.Set<RoundPerson>().Any(p => p.RoundId == s.RoundId && p.AccountId == desk.Caller.AccountId && p.Team == s.Team) && !desk.All<RoundVisit>().Any(v => v.RoundId == s.RoundId && v.StationId == s.StationId));
        return new(await left.CountAsync(ct), "/rounds/walk");
    }
}
