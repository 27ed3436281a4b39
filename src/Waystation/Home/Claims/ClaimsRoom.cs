using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.MutualAid;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>What this room brings to the web program.</summary>
public static class ClaimsRoom
{
    public static readonly IReadOnlyList<Wait> Waits =
    [
        new("claims.wait-identity", Right.DecideMembers, async (all, ct) => new(await all.GetRequiredService<Desk>().All<Claim>().CountAsync(c => c.State == ClaimState.Identity, ct), "/claims/identity")),
        new("claims.wait-claims", Right.DecideClaims, async (all, ct) => new(await ClaimLists.Waiting(all.GetRequiredService<Desk>()).CountAsync(ct), "/claims")),
    ];

    public static void AddClaims(this IServiceCollection services)
    {
        services.AddSingleton<ClaimSecrets>().AddSingleton<ClaimPapers>().AddSingleton<ClaimablePlans>().AddSingleton<ClaimAct>().AddSingleton<GatherFacts>().AddSingleton<PayClaim>();
        services.AddSingleton<DecideClaim>().AddSingleton<FileClaim>().AddSingleton<CheckClaim>().AddSingleton<ObjectToDecision>().AddSingleton<ClaimBatches>().AddSingleton<PlanGrants>();
        services.AddSingleton<ClaimLists>().AddSingleton<ClaimReplay>().AddSingleton<ClaimPreview>().AddSingleton<YearAboveCap>().AddSingleton<OpenClaim>().AddSingleton<BatchLists>();
        services.AddSingleton<TellClaimants>().AddHostedService<TellClaimantsJob>();
        services.AddSingleton<PreviewOthers>(all => async (candidate, ct) => [.. (await all.GetRequiredService<ClaimPreview>().RunAsync(candidate, ct)).Select(plan => plan.InWords)]);
    }

    public static void MapClaims(this IEndpointRouteBuilder app) => app.MapGet("/claim-papers/{id:guid}", PaperAsync).ExcludeFromDescription().WithMetadata(new ForSignedInAttribute());

    /// <summary>For the member whose claim it is, and for those who decide it: each of their looks is in the log before the picture is out.</summary>
    static async Task<IResult> PaperAsync(Guid id, HttpContext http, Caller caller, WaystationDb db, House house, ClaimPapers papers, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        if (await ClaimPapers.ClaimOfAsync(connection, id, ct) is not { } of || await FindAsync(of, caller, db, http, ct) is not { } claim) return Results.NotFound();
        if (await papers.LookAsync(connection, id, claim.MemberId, caller.IsWorker ? null : caller.Actor, house.Clock.GetUtcNow().UtcDateTime, ct) is not { } jpeg) return Results.NotFound();

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(jpeg, "image/jpeg");
    }

    static async Task<Claim?> FindAsync(Guid id, Caller caller, WaystationDb db, HttpContext http, CancellationToken ct)
    {
        if (!caller.IsWorker) return caller.May(Right.DecideClaims) ? await db.Set<Claim>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) : null;

        var file = http.RequestServices.GetRequiredService<MyFile>();
        return file.IsMasked ? null : await file.Mine<Claim>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
    }
}
