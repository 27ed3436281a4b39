using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>What the claimant themselves may still do: object, so that another officer decides anew; take the claim back; take back the consent.</summary>
public sealed class ObjectToDecision(ClaimAct acts, ClaimSecrets secrets)
{
    /// <summary>The database lets nobody decide it again who did before.</summary>
    public Task RunAsync(Guid id, Actor by, Guid account, string? why, CancellationToken ct) => acts.OnAsync(id, by, [ClaimState.Returned, ClaimState.Paid], async held =>
    {
        var text = OwnWords.Of(why);
        Rule.Require(text.Length > 0, Say.ObjectionEmpty);
        Rule.Require(text.Length <= ClaimForm.LongestText, Say.NoteTooLong(ClaimForm.LongestText));
        Rule.Require(held.Claim.ConsentWithdrawnAt is null, Say.ConsentWithdrawn);
        await using var put = new NpgsqlCommand("INSERT INTO claim_objections (claim_id, round, made_at, account_id, sealed) SELECT $1, max(round), $2, $3, $4 FROM claim_decisions WHERE claim_id = $1", held.Connection);
        await put.With(id, held.Now, account, await secrets.SealAsync(held.Connection, held.Claim.MemberId, text, ct)).ExecuteNonQueryAsync(ct);
        await ClaimAct.MoveAsync(held, ClaimState.Decide, "objected", Did.ObjectedToClaim, ct);
        return true;
    }, ct);

    /// <summary>Nothing was decided yet; what was told and handed in is deleted.</summary>
    public Task WithdrawAsync(Guid id, Actor by, CancellationToken ct) => acts.OnAsync(id, by, [ClaimState.Identity, ClaimState.Review, ClaimState.Papers, ClaimState.Decide], async held =>
    {
        Rule.Require(!await IsDecidedAsync(held, ct), Say.NotNow(new Sentence("claims.state-decide")));
        await ForgetAsync(held.Connection, id, held.Now, ct);
        await ClaimAct.MoveAsync(held, ClaimState.Withdrawn, "withdrawn", Did.WithdrewClaim, ct);
        return true;
    }, ct);

    /// <summary>The health data goes at once: an undecided claim ends with it, of a decided one sums and days stay as the voucher.</summary>
    public Task TakeConsentBackAsync(Guid id, Actor by, CancellationToken ct) => acts.OnAsync(id, by, Enum.GetValues<ClaimState>(), async held =>
    {
        Rule.Require(held.Claim.State is not ClaimState.Second, Say.NotNow(new Sentence("claims.state-second")));
        Rule.Require(held.Claim.ConsentWithdrawnAt is null, Say.ConsentWithdrawn);
        await using var mark = new NpgsqlCommand("UPDATE claims SET consent_withdrawn_at = $2 WHERE id = $1", held.Connection);
        await mark.With(id, held.Now).ExecuteNonQueryAsync(ct);
        await ForgetAsync(held.Connection, id, held.Now, ct);
        var ends = held.Claim.State is not (ClaimState.Payable or ClaimState.Paid or ClaimState.Returned);
        await ClaimAct.MoveAsync(held, ends ? ClaimState.Withdrawn : held.Claim.State, "withdrawn", Did.WithdrewHealthConsent, ct);
        return true;
    }, ct);

    static async Task<bool> IsDecidedAsync(ClaimAct.Held held, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT EXISTS (SELECT FROM claim_decisions WHERE claim_id = $1)", held.Connection);
        return await ask.With(held.Claim.Id).ExecuteScalarAsync(ct) is true;
    }

    static async Task ForgetAsync(NpgsqlConnection connection, Guid id, DateTime at, CancellationToken ct)
    {
        foreach (var sql in new[] { "UPDATE claims SET details = NULL, forgotten_at = $2 WHERE id = $1 AND details IS NOT NULL", "DELETE FROM claim_papers WHERE claim_id = $1 AND kept_at <= $2", "UPDATE claim_objections SET sealed = NULL WHERE claim_id = $1 AND made_at <= $2" })
        {
            await using var forget = new NpgsqlCommand(sql, connection);
            await forget.With(id, at).ExecuteNonQueryAsync(ct);
        }
    }
}
