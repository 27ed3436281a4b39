using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Members;
using Waystation.MutualAid;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>A claim as the unit sees it: who, and since when. What was asked for, by which plan and why is not read at all.</summary>
public sealed record IdentityRow(Guid Id, Guid MemberId, string Name, string Number, string Union, DateTime FiledAt);

/// <summary>One decision as both sides read it.</summary>
public sealed record DecidedRow(int Round, DateTime At, ClaimDecision Decision, bool ByProgram, bool NeedsSecond, bool? Agreed, bool DecidedByMe);

/// <summary>One payment; the account masked.</summary>
public sealed record PaymentRow(Guid Id, Money Sum, string State, DateOnly DueOn, string? Why, string Name, string Account);

/// <summary>One step of its way.</summary>
public sealed record StepRow(string Step, DateTime At);

/// <summary>What stands around a claim, for whoever the desk or the file has let come to it.</summary>
public sealed record ClaimStory(IReadOnlyList<DecidedRow> Decisions, IReadOnlyList<PaymentRow> Payments, IReadOnlyList<StepRow> Steps, IReadOnlyList<KeptPaper> Papers, AskedPapers? Asked);

/// <summary>Which claims of the branch a desk looks at.</summary>
public enum ClaimsWhich { Here, Papers, Done }

/// <summary>What desks and files list of claims.</summary>
public sealed class ClaimLists(House house, ClaimSecrets secrets)
{
    public const int PageSize = 50;

    /// <summary>Within the desk's reach, and of the claim itself only when it was filed: the query asks for nothing else.</summary>
    public async Task<IReadOnlyList<IdentityRow>> IdentityAsync(Desk desk, CancellationToken ct)
    {
        var rows = await (from claim in desk.All<Claim>().AsNoTracking() join member in desk.All<Member>() on claim.MemberId equals member.Id
                          where claim.State == ClaimState.Identity orderby claim.FiledAt, claim.Id
                          select new { claim.Id, MemberId = member.Id, member.Name, member.Secrets, claim.FiledAt, claim.UnionId }).Take(PageSize).ToListAsync(ct);
        var unions = await NamesAsync([.. rows.Select(r => r.UnionId).Distinct()], ct);
        return [.. rows.Select(r => new IdentityRow(r.Id, r.MemberId, r.Name, IdentityDocument.Masked(MemberSecrets.Open(r.Secrets, house.Vault).Number), unions.GetValueOrDefault(r.UnionId) ?? "", r.FiledAt))];
    }

    async Task<Dictionary<Guid, string>> NamesAsync(Guid[] unions, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand("SELECT id, name FROM unions WHERE id = ANY ($1)");
        await using var row = await ask.With(unions).ExecuteReaderAsync(ct);
        Dictionary<Guid, string> names = [];
        while (await row.ReadAsync(ct)) names[row.GetGuid(0)] = row.GetString(1);
        return names;
    }

    /// <summary>What waits at this desk: with the centre for a decision, with a district for its look.</summary>
    public static IQueryable<Claim> Waiting(Desk desk) => desk.Post.Reach.Everything
        ? desk.All<Claim>().Where(c => c.State == ClaimState.Decide || c.State == ClaimState.Second || c.State == ClaimState.Review)
        : desk.All<Claim>().Where(c => c.State == ClaimState.Review || c.State == ClaimState.Identity);

    /// <summary>The oldest first, one more than a page; with masked names.</summary>
    public async Task<List<(Claim Claim, string Name)>> QueueAsync(Desk desk, ClaimsWhich which, Guid? after, CancellationToken ct)
    {
        var all = which switch
        {
            ClaimsWhich.Papers => desk.All<Claim>().Where(c => c.State == ClaimState.Papers),
            ClaimsWhich.Done => desk.All<Claim>().Where(c => c.State == ClaimState.Payable || c.State == ClaimState.Paid || c.State == ClaimState.Returned || c.State == ClaimState.Withdrawn),
            _ => Waiting(desk),
        };
        // Ids are made by time: their order is that of filing.
        var rows = await (from claim in all.AsNoTracking() join member in desk.All<Member>() on claim.MemberId equals member.Id where after == null || claim.Id > after orderby claim.Id select new { claim, member.Name }).Take(PageSize + 1).ToListAsync(ct);
        return [.. rows.Select(r => (r.claim, PersonName.Masked(r.Name)))];
    }

    public Task<List<Claim>> MineAsync(MyFile file, CancellationToken ct) => file.Mine<Claim>().AsNoTracking().OrderByDescending(c => c.FiledAt).Take(PageSize).ToListAsync(ct);

    /// <summary>Null: there is none, or it is another's.</summary>
    public Task<Claim?> OwnAsync(MyFile file, Guid id, CancellationToken ct) => file.Mine<Claim>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);

    /// <summary>By the whole document number, within reach.</summary>
    public async Task<Guid> MemberAsync(Desk desk, string? document, CancellationToken ct)
    {
        var index = PersonIndex.Of(DocumentNumber.Cleaned(document ?? ""), house.Vault);
        var member = await desk.All<Member>().Where(m => m.DocumentIndex == index && m.ErasedAt == null).Select(m => m.Id).SingleOrDefaultAsync(ct);
        Rule.Require(member != Guid.Empty, Say.NoMember);
        return member;
    }

    public async Task<ClaimStory> StoryAsync(Claim claim, Guid? officer, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        return new(await DecisionsAsync(connection, claim.Id, officer, ct), await PaymentsAsync(connection, claim, ct), await StepsAsync(connection, claim.Id, ct), await ClaimPapers.OfAsync(connection, claim.Id, ct),
            await CheckClaim.AskedAsync(connection, claim.Id, ct));
    }

    static async Task<List<DecidedRow>> DecisionsAsync(NpgsqlConnection connection, Guid id, Guid? officer, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(
            "SELECT round, decided_at, rule, lines, reasons, entitled_fen, pay_fen, decided_by, needs_second, agreed FROM claim_decisions WHERE claim_id = $1 ORDER BY round DESC", connection);
        await using var row = await ask.With(id).ExecuteReaderAsync(ct);
        List<DecidedRow> all = [];
        while (await row.ReadAsync(ct))
            all.Add(new(row.GetInt32(0), row.GetDateTime(1), StoredDecision.Of(row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetInt64(6)), row.IsDBNull(7), row.GetBoolean(8),
                row.IsDBNull(9) ? null : row.GetBoolean(9), !row.IsDBNull(7) && row.GetGuid(7) == officer));
        return all;
    }

    async Task<List<PaymentRow>> PaymentsAsync(NpgsqlConnection connection, Claim claim, CancellationToken ct)
    {
        List<(Guid Id, long Fen, string State, DateOnly Due, string? Why, byte[] Sealed)> rows = [];
        await using (var ask = new NpgsqlCommand(
            "SELECT p.id, p.fen, p.state, p.due_on, p.returned_why, y.sealed FROM claim_payments p JOIN claim_payees y ON (y.claim_id, y.place) = (p.claim_id, p.place) WHERE p.claim_id = $1 ORDER BY p.reference", connection))
        {
            await using var row = await ask.With(claim.Id).ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) rows.Add((row.GetGuid(0), row.GetInt64(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetFieldValue<byte[]>(5)));
        }

        List<PaymentRow> payments = [];
        foreach (var (id, fen, state, due, why, stored) in rows)
        {
            var payee = await secrets.TryAsync<Payee>(connection, claim.MemberId, stored, ct);
            payments.Add(new(id, new(fen), state, due, why, PersonName.Masked(payee?.Name ?? ""), Masked(payee?.Account ?? "")));
        }

        return payments;
    }

    static async Task<List<StepRow>> StepsAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT step, at FROM claim_steps WHERE claim_id = $1 ORDER BY no", connection);
        await using var row = await ask.With(id).ExecuteReaderAsync(ct);
        List<StepRow> steps = [];
        while (await row.ReadAsync(ct)) steps.Add(new(row.GetString(0), row.GetDateTime(1)));
        return steps;
    }

    /// <summary>****1234: of accounts and serial numbers the last four.</summary>
    public static string Masked(string number) => number.Length <= 4 ? "****" : $"****{number[^4..]}";
}
