using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>One act on one claim: its row held, its state changed, its step and the log's line written, all in one transaction.</summary>
public sealed class ClaimAct(House house)
{
    /// <summary>What the act has before it.</summary>
    public sealed record Held(NpgsqlConnection Connection, ClaimRow Claim, DateTime Now, Actor By);

    public DateTime Now => house.Clock.GetUtcNow().UtcDateTime;

    /// <summary>The database's own refusals become sentences here.</summary>
    public async Task<T> DoAsync<T>(Func<NpgsqlConnection, Task<T>> act, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            var done = await act(connection);
            await transaction.CommitAsync(ct);
            return done;
        }
        catch (PostgresException broken) when (DatabaseRule.IsBrokenBy(broken))
        {
            throw DatabaseRule.Refusal(broken);
        }
        catch (PostgresException broken) when (Say.OfConstraint(broken.ConstraintName) is { } sentence)
        {
            throw new Refusal(sentence, broken);
        }
    }

    /// <param name="from">The states in which it may be done.</param>
    public Task<T> OnAsync<T>(Guid id, Actor by, ClaimState[] from, Func<Held, Task<T>> act, CancellationToken ct) => DoAsync(async connection =>
    {
        var claim = await ClaimRow.HoldAsync(connection, id, ct);
        Rule.Require(from.Contains(claim.State), Say.NotNow(new Sentence($"claims.state-{ClaimReason.WordOf(claim.State)}")));
        return await act(new(connection, claim, Now, by));
    }, ct);

    /// <summary>Where it stands now; the member finds the line in their own log.</summary>
    public static async Task MoveAsync(Held held, ClaimState to, string step, Did did, CancellationToken ct)
    {
        await using var move = new NpgsqlCommand("UPDATE claims SET state = $2, state_since = CASE WHEN state = $2 THEN state_since ELSE $3 END WHERE id = $1", held.Connection);
        await move.With(held.Claim.Id, ClaimReason.WordOf(to), held.Now).ExecuteNonQueryAsync(ct);
        await StepAsync(held.Connection, held.Claim.Id, step, held.Now, held.By.AccountId, ct);
        await new LogLine(held.By, did, held.Now, held.Claim.MemberId, Why: held.Claim.AccountId is { } own && own == held.By.AccountId ? null : Purpose.SettleBenefit).WriteAsync(held.Connection, ct);
    }

    public static async Task StepAsync(NpgsqlConnection connection, Guid claim, string step, DateTime at, Guid? account, CancellationToken ct)
    {
        await using var add = new NpgsqlCommand("INSERT INTO claim_steps (claim_id, no, step, at, account_id) SELECT $1, coalesce(max(no), 0) + 1, $2, $3, $4 FROM claim_steps WHERE claim_id = $1", connection);
        add.With(claim, step, at);
        add.Parameters.Add(new() { Value = (object?)account ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        await add.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>A claim as its row stands, held until the transaction ends.</summary>
public sealed record ClaimRow(
    Guid Id, Guid Person, Guid MemberId, Guid UnionId, Guid? AccountId, string Plan, string Benefit, string Rule, DateOnly YearBegins, DateOnly HappenedOn, ClaimState State, DateTime FiledAt, bool ByApp, byte[]? Details, DateTime? ConsentWithdrawnAt)
{
    public static async Task<ClaimRow> HoldAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(
            "SELECT id, person, member_id, union_id, account_id, plan, benefit, rule, year_begins, happened_on, state, filed_at, by_app, details, consent_withdrawn_at FROM claims WHERE id = $1 FOR UPDATE", connection);
        await using var row = await find.With(id).ExecuteReaderAsync(ct);
        Shared.Rule.Require(await row.ReadAsync(ct), Say.NoSuchClaim);
        return new(row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetGuid(3), row.IsDBNull(4) ? null : row.GetGuid(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetFieldValue<DateOnly>(8), row.GetFieldValue<DateOnly>(9),
            Enum.Parse<ClaimState>(row.GetString(10), ignoreCase: true), row.GetDateTime(11), row.GetBoolean(12), row.IsDBNull(13) ? null : row.GetFieldValue<byte[]>(13), row.IsDBNull(14) ? null : row.GetDateTime(14));
    }
}
