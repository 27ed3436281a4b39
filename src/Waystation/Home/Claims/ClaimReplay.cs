using System.Runtime.CompilerServices;
using Npgsql;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>A stored decision beside the same facts decided anew.</summary>
/// <param name="Stored">As it was decided; doubts are not stored.</param>
public sealed record Replayed(Guid ClaimId, int Round, bool IsOpen, ClaimDecision Stored, ClaimDecision Anew)
{
    public bool IsSame => Stored.Entitled == Anew.Entitled && Stored.Pay == Anew.Pay && Stored.Lines.SequenceEqual(Anew.Lines) && Stored.Reasons.SequenceEqual(Anew.Reasons);
}

/// <summary>Decides stored claims anew from what was stored with them: nothing else is asked.</summary>
public sealed class ClaimReplay(House house, Rules rules, ClaimSecrets secrets, WorkingCalendar calendar)
{
    const int AtOnce = 500;

    /// <param name="given">The version to decide by, of the stored stamp and the day it happened on; null: the stored version itself. Null from it: such claims are left out.</param>
    /// <returns>Ordered by claim; those whose facts were forgotten are left out.</returns>
    public async IAsyncEnumerable<Replayed> RunAsync(Func<string, DateOnly, RuleVersion<AidPlan>?>? given, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        for (var (after, round) = (Guid.Empty, 0); ;)
        {
            var some = await ReadAsync(connection, after, round, ct);
            foreach (var one in some)
                if (await secrets.TryAsync<DecidedOn>(connection, one.Member, one.Facts, ct) is { } on && (given is null ? rules.Stamped<AidPlan>(one.Stored.Stamp) : given(one.Stored.Stamp, on.Event.HappenedOn)) is { } rule)
                    yield return new(one.Claim, one.Round, one.IsOpen, one.Stored, new Adjudication(rule, calendar).Decide(on.Event, on.Facts));
            if (some.Count < AtOnce) yield break;
            (after, round) = (some[^1].Claim, some[^1].Round);
        }
    }

    readonly record struct Row(Guid Claim, int Round, Guid Member, bool IsOpen, byte[] Facts, ClaimDecision Stored);

    static async Task<List<Row>> ReadAsync(NpgsqlConnection connection, Guid after, int round, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(
            """
            SELECT d.claim_id, d.round, c.member_id, c.state NOT IN ('paid', 'returned', 'withdrawn'), d.facts, d.rule, d.lines, d.reasons, d.entitled_fen, d.pay_fen
            FROM claim_decisions d JOIN claims c ON c.id = d.claim_id WHERE d.facts IS NOT NULL AND (d.claim_id, d.round) > ($1, $2) ORDER BY d.claim_id, d.round LIMIT $3
            """, connection);
        await using var row = await ask.With(after, round, AtOnce).ExecuteReaderAsync(ct);
        List<Row> some = [];
        while (await row.ReadAsync(ct)) some.Add(new(row.GetGuid(0), row.GetInt32(1), row.GetGuid(2), row.GetBoolean(3), row.GetFieldValue<byte[]>(4), StoredDecision.Of(row.GetString(5), row.GetString(6), row.GetString(7), row.GetInt64(8), row.GetInt64(9))));
        return some;
    }
}

/// <summary>A decision as its row has it.</summary>
static class StoredDecision
{
    public static ClaimDecision Of(string stamp, string lines, string reasons, long entitled, long pay) =>
        new(stamp, ClaimText.Read<ClaimReason[]>(reasons), [], ClaimText.Read<ClaimLine[]>(lines), new(entitled), new(pay));
}
