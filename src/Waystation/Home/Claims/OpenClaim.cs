using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>What whoever decides a claim reads of it; null where it was forgotten.</summary>
public sealed record OpenedClaim(string Name, string Number, ClaimDetails? Told, IReadOnlyList<string> Objections);

/// <summary>Finds a claim within a desk's reach, and opens it for a decision: the look is in the log, about its member.</summary>
public sealed class OpenClaim(House house, ClaimSecrets secrets, DecideClaim decide)
{
    /// <summary>With the masked name.</summary>
    public async Task<(Claim Claim, string Name)?> FindAsync(Desk desk, Guid id, CancellationToken ct)
    {
        if (await desk.All<Claim>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } claim) return null;

        var name = await desk.All<Member>().Where(m => m.Id == claim.MemberId).Select(m => m.Name).SingleOrDefaultAsync(ct);
        return (claim, PersonName.Masked(name ?? ""));
    }

    public async Task<(OpenedClaim Opened, ClaimDecision? Trial)> RunAsync(Desk desk, Claim claim, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await new LogLine(desk.Caller.Actor, Did.ReadClaim, house.Clock.GetUtcNow(), claim.MemberId, Why: Purpose.SettleBenefit).WriteAsync(connection, ct);
        var record = await MemberRecord.FindAsync(connection, claim.MemberId, house.Vault, forUpdate: false, ct);
        var told = await secrets.TryAsync<ClaimDetails>(connection, claim.MemberId, claim.Details, ct);
        var opened = new OpenedClaim(record?["name"] ?? "", record?["document"] ?? "", told, await ObjectionsAsync(connection, claim, ct));
        return (opened, told is not null && claim.IsOpen && claim.State is not ClaimState.Payable ? await decide.TrialAsync(connection, claim.Id, ct) : null);
    }

    /// <summary>For the act that follows a look.</summary>
    public async Task<ClaimDetails?> TellAsync(Claim claim, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        return await secrets.TryAsync<ClaimDetails>(connection, claim.MemberId, claim.Details, ct);
    }

    async Task<List<string>> ObjectionsAsync(NpgsqlConnection connection, Claim claim, CancellationToken ct)
    {
        List<byte[]> rows = [];
        await using (var ask = new NpgsqlCommand("SELECT sealed FROM claim_objections WHERE claim_id = $1 AND sealed IS NOT NULL ORDER BY round", connection))
        {
            await using var row = await ask.With(claim.Id).ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) rows.Add(row.GetFieldValue<byte[]>(0));
        }

        List<string> texts = [];
        foreach (var stored in rows)
            if (await secrets.TryAsync<string>(connection, claim.MemberId, stored, ct) is { } text) texts.Add(text);
        return texts;
    }
}
