using Npgsql;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.MutualAid;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>Who files: the worker themselves, or an officer from paper.</summary>
/// <param name="AccountId">Of whoever sends it.</param>
/// <param name="BypassesUnit">The worker would rather not show it to their own unit.</param>
public sealed record Filing(Guid Id, Guid MemberId, Actor By, Guid AccountId, bool ByApp, bool BypassesUnit, bool Consents, ClaimForm Form, IReadOnlyList<SentPaper> Papers);

/// <summary>Takes a claim in. The same one sent again, by however many at once, is the same claim.</summary>
public sealed class FileClaim(House house, ClaimAct acts, ClaimablePlans plans, ClaimSecrets secrets, ClaimPapers papers, DecideClaim decide, WorkingCalendar calendar)
{
    /// <summary>Of the text about health data that stands on the form; a new text gets a new version.</summary>
    public const string ConsentText = "health-1";

    public async Task<Guid> RunAsync(Filing filing, CancellationToken ct)
    {
        Rule.Require(filing.Consents, Say.ConsentFirst);
        var today = City.Today(house.Clock);
        var day = filing.Form.HappenedOn ?? today;
        var what = plans.Find(filing.Form.Plan, filing.Form.Benefit, day > today ? today : day) ?? throw new Refusal(Say.NoSuchPlan);
        what = what with { Rule = plans.OfYear(what.Rule.Id, day > today ? today : day) };
        var details = filing.Form.Read(what, today, filing.ByApp, calendar);
        var state = await acts.DoAsync(connection => PutAsync(connection, filing, what, details, ct), ct);
        if (state is ClaimState.Review) await decide.AutomaticAsync(filing.Id, ct);
        return filing.Id;
    }

    async Task<ClaimState?> PutAsync(NpgsqlConnection connection, Filing filing, Claimable what, ClaimDetails details, CancellationToken ct)
    {
        var record = await MemberRecord.FindAsync(connection, filing.MemberId, house.Vault, forUpdate: false, ct) ?? throw new Refusal(Say.NoRecord);
        var person = await PersonAsync(connection, filing.MemberId, ct);
        var payees = filing.Form.ReadPayees(what, record["name"] ?? "", await CardAsync(connection, person, record, ct));
        if (details.Event.Serial is { } serial) await RequireOwnAsync(connection, person, serial, details.Event, ct);
        var now = acts.Now;
        var state = filing.ByApp && !filing.BypassesUnit ? ClaimState.Identity : ClaimState.Review;
        if (!await InsertAsync(connection, filing, what, details, person, record.UnionId, state, now, ct)) return null;

        foreach (var (place, payee) in payees.Index())
        {
            await using var put = new NpgsqlCommand("INSERT INTO claim_payees (claim_id, place, share, sealed) VALUES ($1, $2, $3, $4)", connection);
            await put.With(filing.Id, place, payee.Share, await secrets.SealAsync(connection, filing.MemberId, payee, ct)).ExecuteNonQueryAsync(ct);
        }

        await papers.PutAsync(connection, filing.Id, filing.MemberId, filing.Papers, what.Rule.Value.Documents.Count, now, ct);
        await ClaimAct.StepAsync(connection, filing.Id, "filed", now, filing.AccountId, ct);
        await new LogLine(filing.By, Did.FiledClaim, now, filing.MemberId, Why: filing.ByApp ? null : Purpose.SettleBenefit).WriteAsync(connection, ct);
        return state;
    }

    async Task<bool> InsertAsync(NpgsqlConnection connection, Filing filing, Claimable what, ClaimDetails details, Guid person, Guid union, ClaimState state, DateTime now, CancellationToken ct)
    {
        await using var put = new NpgsqlCommand(
            """
            INSERT INTO claims (id, person, member_id, union_id, account_id, entered_by, plan, benefit, rule, year_begins, happened_on, serial_index, state, state_since, filed_at, by_app, details, consent, consent_at)
            VALUES ($1, $2, $3, $4, CASE WHEN $5 THEN $6::uuid END, CASE WHEN $5 THEN NULL ELSE $6::uuid END, $7, $8, $9, $10, $11, $12, $13, $14, $14, $5, $15, $16, $14) ON CONFLICT (id) DO NOTHING
            """, connection);
        put.With(filing.Id, person, filing.MemberId, union, filing.ByApp, filing.AccountId, what.Rule.Id, what.Benefit.Id, what.Rule.Stamp, what.Rule.Value.YearOf(details.Event.HappenedOn), details.Event.HappenedOn);
        put.Parameters.Add(new() { Value = details.Event.Serial is { } serial ? house.Vault.Index(BlindIndex.ClaimSerial, serial) : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        put.With(ClaimReason.WordOf(state), now, await secrets.SealAsync(connection, filing.MemberId, details, ct), ConsentText);
        if (await put.ExecuteNonQueryAsync(ct) == 1) return true;

        await using var whose = new NpgsqlCommand("SELECT coalesce(account_id, entered_by) FROM claims WHERE id = $1", connection);
        Rule.Require(await whose.With(filing.Id).ExecuteScalarAsync(ct) is Guid account && account == filing.AccountId, Say.IdTaken);
        return false;
    }

    static async Task<Guid> PersonAsync(NpgsqlConnection connection, Guid member, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT document_index FROM members WHERE id = $1", connection);
        return (Guid)(await ask.With(member).ExecuteScalarAsync(ct))!;
    }

    /// <summary>The card of the register, which the settlements pay to; else the one of the member's record.</summary>
    async Task<string> CardAsync(NpgsqlConnection connection, Guid person, MemberRecord record, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT secrets FROM insured_people WHERE id = $1", connection);
        return await ask.With(person).ExecuteScalarAsync(ct) is byte[] stored && InsuredSecrets.Open(stored, house.Vault) is { Card.Length: > 0 } insured ? insured.Card : record["card"] ?? "";
    }

    /// <summary>The medical insurance's data of that quarter may have the number as another person's.</summary>
    static async Task RequireOwnAsync(NpgsqlConnection connection, Guid person, string serial, ClaimEvent happened, CancellationToken ct)
    {
        var left = happened.EndedOn ?? happened.HappenedOn;
        await using var ask = new NpgsqlCommand(
            """
            SELECT NOT EXISTS (SELECT FROM medical_lines WHERE person_id = $1 AND serial = $2)
                AND EXISTS (SELECT FROM medical_lines WHERE quarter BETWEEN $3 AND $4 AND serial = $2 AND person_id <> $1 AND superseded_in IS NULL)
            """, connection);
        Rule.Require(await ask.With(person, serial, Code(happened.HappenedOn), Code(left.AddMonths(3))).ExecuteScalarAsync(ct) is false, Say.SerialOfAnother);
    }

    static int Code(DateOnly day) => day.Year * 10 + (day.Month + 2) / 3;
}
