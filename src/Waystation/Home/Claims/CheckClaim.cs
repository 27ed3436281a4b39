using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>The steps before a decision: the unit says who it is, the district looks at it, what is missing is asked for once.</summary>
public sealed class CheckClaim(ClaimAct acts, ClaimablePlans plans, ClaimPapers papers, DecideClaim decide)
{
    /// <summary>By the grassroots union, which sees nothing but who it is.</summary>
    public async Task IdentityAsync(Desk desk, Guid id, CancellationToken ct)
    {
        await acts.OnAsync(id, desk.Caller.Actor, [ClaimState.Identity], async held =>
        {
            await ClaimAct.MoveAsync(held, ClaimState.Review, "identity", Did.CheckedClaimant, ct);
            return true;
        }, ct);
        await decide.AutomaticAsync(id, ct);
    }

    /// <summary>The district has looked: on to the centre. What the unit did not answer does not hold it up.</summary>
    public Task ForwardAsync(Desk desk, Guid id, CancellationToken ct) => acts.OnAsync(id, desk.Caller.Actor, [ClaimState.Review, ClaimState.Identity], async held =>
    {
        await ClaimAct.MoveAsync(held, ClaimState.Decide, "forwarded", Did.ForwardedClaim, ct);
        return true;
    }, ct);

    /// <summary>Asked for once, and completely: whatever was never handed in is on the list, besides what the officer finds unreadable.</summary>
    public Task<int[]> AskAsync(Desk desk, Guid id, IReadOnlyCollection<int> unusable, CancellationToken ct) => acts.OnAsync(id, desk.Caller.Actor, [ClaimState.Review, ClaimState.Decide, ClaimState.Identity], async held =>
    {
        var had = (await ClaimPapers.OfAsync(held.Connection, id, ct)).Select(p => p.Document).Except(unusable);
        int[] missing = [.. plans.Of(held.Claim.Rule, held.Claim.Benefit).Needed.Except(had)];
        Rule.Require(missing.Length > 0, Say.NothingMissing);
        await using var ask = new NpgsqlCommand("INSERT INTO claim_asks (claim_id, documents, asked_at, asked_by, due_on) VALUES ($1, $2, $3, $4, $5)", held.Connection);
        var today = City.DayOf(held.Now);
        await ask.With(id, missing, held.Now, desk.Caller.AccountId, today.AddDays(plans.LimitsOn(today).PaperDays)).ExecuteNonQueryAsync(ct);
        await ClaimAct.MoveAsync(held, ClaimState.Papers, "asked", Did.AskedClaimPapers, ct);
        return missing;
    }, ct);

    /// <summary>What was asked for comes in; it goes on once each document is there.</summary>
    /// <returns>Whether it goes on.</returns>
    public Task<bool> BringAsync(Guid id, Actor by, IReadOnlyList<SentPaper> brought, CancellationToken ct) => acts.OnAsync(id, by, [ClaimState.Papers], async held =>
    {
        var asked = await AskedAsync(held.Connection, id, ct) ?? throw new Refusal(Say.NothingMissing);
        await papers.PutAsync(held.Connection, id, held.Claim.MemberId, brought, plans.Stamped(held.Claim.Rule).Value.Documents.Count, held.Now, ct);
        var since = (await ClaimPapers.OfAsync(held.Connection, id, ct)).Where(p => p.KeptAt >= asked.At).Select(p => p.Document);
        if (asked.Documents.Except(since).Any()) return false;
        await ClaimAct.MoveAsync(held, ClaimState.Review, "papers", Did.BroughtClaimPapers, ct);
        return true;
    }, ct);

    /// <summary>Time is up or the member has nothing more: it is decided on what is there.</summary>
    public Task GoOnAsync(Desk desk, Guid id, CancellationToken ct) => acts.OnAsync(id, desk.Caller.Actor, [ClaimState.Papers], async held =>
    {
        await ClaimAct.MoveAsync(held, ClaimState.Decide, "forwarded", Did.ForwardedClaim, ct);
        return true;
    }, ct);

    public static async Task<AskedPapers?> AskedAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT documents, asked_at, due_on FROM claim_asks WHERE claim_id = $1", connection);
        await using var row = await ask.With(id).ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? new(row.GetFieldValue<int[]>(0), row.GetDateTime(1), row.GetFieldValue<DateOnly>(2)) : null;
    }
}

/// <summary>The one list of what is missing.</summary>
public sealed record AskedPapers(int[] Documents, DateTime At, DateOnly DueOn);
