using Npgsql;
using Waystation.Data;
using Waystation.Enrolment;
using Waystation.MutualAid;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>What an officer found on the papers, and the facts do not tell.</summary>
/// <param name="Excluded">Which exclusions of the plan hold.</param>
/// <param name="Event">What happened, where the papers say it otherwise than the claimant did.</param>
public sealed record Findings(IReadOnlyList<int>? Excluded = null, Money? Consolation = null, ClaimEvent? Event = null);

/// <summary>Reads the facts that a decision asks for, as they stand now, with the counters of its ceilings held.</summary>
public sealed class GatherFacts(ClaimSecrets secrets)
{
    public async Task<ClaimFacts> RunAsync(NpgsqlConnection connection, ClaimRow claim, AidPlan plan, ClaimEvent happened, Findings found, CancellationToken ct)
    {
        var used = await ClaimCeilings.HoldAsync(connection, claim, plan, happened, ct);
        var (isMember, isWoman, bornOn, register) = await PersonAsync(connection, claim, happened.HappenedOn, ct);
        var part = await Enrolments.FindAsync(connection, claim.Person, claim.Plan, happened.HappenedOn, ct);
        var (stays, days, paid, matched) = await CountsAsync(connection, claim, happened, ct);
        return new(City.DayOf(claim.FiledAt), claim.ByApp, isMember, register, isWoman, bornOn,
            part is null ? null : new TakesPart(part.Shares, part.PricePerShare, part.BeginsOn, part.EndsOn, part.PaidFrom, part.IsRenewal),
            stays, days, await EarlierAsync(connection, claim, ct), used, paid, found.Excluded, found.Consolation, matched);
    }

    static async Task<(bool IsMember, bool? IsWoman, DateOnly? BornOn, InsuredFacts Register)> PersonAsync(NpgsqlConnection connection, ClaimRow claim, DateOnly on, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(
            """
            SELECT EXISTS (SELECT FROM memberships s WHERE s.member_id = $1 AND s.during @> $3), m.sex, m.born_on, coalesce((SELECT facts FROM insured_people WHERE id = $2), 0::smallint)
            FROM (SELECT $1 AS id) asked LEFT JOIN members m ON m.id = asked.id
            """, connection);
        await using var row = await ask.With(claim.MemberId, claim.Person, on).ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetBoolean(0), row.IsDBNull(1) ? null : row.GetString(1) == "female", row.IsDBNull(2) ? null : row.GetFieldValue<DateOnly>(2), (InsuredFacts)row.GetInt16(3));
    }

    /// <summary>Stays of the plan year before this one, whoever told of them; a stay without any payment still counts.</summary>
    static async Task<(int Stays, int Days, Money Paid, bool Matched)> CountsAsync(NpgsqlConnection connection, ClaimRow claim, ClaimEvent happened, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(
            """
            SELECT greatest(
                    (SELECT count(*) FROM medical_lines l WHERE l.person_id = $2 AND l.is_stay AND l.superseded_in IS NULL AND l.visited_on >= $4 AND (l.visited_on, l.serial) < ($5, $6)),
                    (SELECT count(*) FROM claims c WHERE c.person = $2 AND c.plan = $3 AND c.year_begins = $4 AND c.id <> $1 AND c.state <> 'withdrawn' AND c.happened_on < $5))::int,
                (SELECT coalesce(sum(d.days), 0)::int FROM claims c JOIN claim_decisions d ON d.claim_id = c.id AND d.round = (SELECT max(round) FROM claim_decisions x WHERE x.claim_id = c.id)
                    WHERE c.person = $2 AND c.plan = $3 AND c.year_begins = $4 AND c.id <> $1 AND c.state IN ('second', 'payable', 'paid')),
                (SELECT coalesce(sum(fen), 0)::bigint FROM claim_payments WHERE claim_id = $1),
                EXISTS (SELECT FROM medical_lines l WHERE l.person_id = $2 AND l.is_stay AND l.superseded_in IS NULL AND l.serial = $6 AND l.visited_on = $5 AND l.discharged_on = $7 AND ($8 = 0 OR l.own_fen = $8))
            """, connection);
        await using var row = await ask.With(claim.Id, claim.Person, claim.Plan, claim.YearBegins, happened.HappenedOn, happened.Serial ?? "", happened.EndedOn ?? DateOnly.MinValue, happened.Amount.Fen).ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetInt32(0), row.GetInt32(1), new(row.GetInt64(2)), row.GetBoolean(3));
    }

    /// <summary>What was decided of the person's other claims on the plan, in whatever year.</summary>
    async Task<IReadOnlyList<EarlierPay>> EarlierAsync(NpgsqlConnection connection, ClaimRow claim, CancellationToken ct)
    {
        List<(byte[] Facts, long Fen)> rows = [];
        await using (var ask = new NpgsqlCommand(
            """
            SELECT d.facts, d.entitled_fen FROM claims c JOIN claim_decisions d ON d.claim_id = c.id AND d.round = (SELECT max(round) FROM claim_decisions x WHERE x.claim_id = c.id)
            WHERE c.person = $1 AND c.plan = $2 AND c.id <> $3 AND c.state IN ('second', 'payable', 'paid') AND d.entitled_fen > 0 ORDER BY c.happened_on, c.id
            """, connection))
        {
            await using var row = await ask.With(claim.Person, claim.Plan, claim.Id).ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) rows.Add((row.GetFieldValue<byte[]>(0), row.GetInt64(1)));
        }

        List<EarlierPay> earlier = [];
        foreach (var (facts, fen) in rows)
            if (await secrets.TryAsync<DecidedOn>(connection, claim.MemberId, facts, ct) is { Event: { } before }) earlier.Add(new(before.Benefit, before.HappenedOn, before.Case, new(fen)));
        return earlier;
    }
}

/// <summary>All that a decision went by.</summary>
public sealed record DecidedOn(ClaimEvent Event, ClaimFacts Facts);
