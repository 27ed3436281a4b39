using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Messages;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>
/// Which phones open a record. One that joins a record bound before sees it masked for three days, and the phones that were there
/// are told at once: time for the person to say that it was not them.
/// </summary>
public sealed class PhonesOfRecord(NpgsqlDataSource source, Vault vault, PhonesOfAccount phones, SendMessage messages, TimeProvider clock)
{
    static readonly TimeSpan masked = TimeSpan.FromDays(3);

    /// <summary>The phone of an account without a record goes over to the account that has it; session and all. False: none has it.</summary>
    public async Task<bool> MoveToBoundAsync(Caller caller, Guid memberId, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await BoundAsync(connection, memberId, ct) is not { } bound) return false;

        var now = clock.GetUtcNow();
        await using var move = new NpgsqlCommand(
            """
            WITH closed AS (UPDATE accounts SET closed_at = $4 WHERE id = $1 AND closed_at IS NULL AND member_id IS NULL RETURNING id),
            ended AS (UPDATE sessions SET ended_at = $4 WHERE account_id IN (SELECT id FROM closed) AND id <> $3 AND ended_at IS NULL),
            moved AS (UPDATE sessions SET account_id = $2 WHERE id = $3 AND account_id IN (SELECT id FROM closed)),
            joined AS (INSERT INTO account_phones (account_id, phone, phone_sealed, added_at, masked_until)
                SELECT $2, phone, phone_sealed, $4, $5 FROM account_phones WHERE account_id IN (SELECT id FROM closed) AND phone = $6
                ON CONFLICT (account_id, phone) DO UPDATE SET added_at = $4, masked_until = $5 WHERE NOT phone_is_theirs(account_phones.account_id, account_phones.phone, $4))
            SELECT count(*) FROM closed
            """, connection);
        move.With(caller.AccountId, bound, caller.SessionId, now.UtcDateTime, (now + masked).UtcDateTime, caller.Phone ?? Guid.Empty);
        Rule.Require(await move.ExecuteScalarAsync(ct) is 1L, Say.BoundAlready);
        await TellOthersAsync(connection, bound, caller.Phone, ct);
        await new LogLine(caller.Actor, Did.AddedPhone, now, memberId).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>By an officer who sees the person's document. The record's account is made where there is none.</summary>
    public async Task AddAsync(Desk desk, Member member, string? typed, CancellationToken ct)
    {
        var number = Mobile.Read(typed ?? "") ?? throw new Refusal(Say.PhoneInvalid);
        var phone = vault.Index(BlindIndex.Phone, number);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var bound = await BoundAsync(connection, member.Id, ct);
        var account = bound ?? await BindAnAccountAsync(connection, member.Id, phone, ct);
        await using var add = new NpgsqlCommand(
            """
            INSERT INTO account_phones (account_id, phone, phone_sealed, added_at, masked_until) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (account_id, phone) DO UPDATE SET added_at = $4, masked_until = $5 WHERE NOT phone_is_theirs(account_phones.account_id, account_phones.phone, $4)
            """, connection);
        add.With(account, phone, vault.Seal(number), desk.Now, bound is null ? null : desk.Now + masked);
        Rule.Require(await add.ExecuteNonQueryAsync(ct) == 1 || bound is null, Say.PhoneThereAlready);

        if (bound is not null) await TellOthersAsync(connection, account, phone, ct);
        await new LogLine(desk.Caller.Actor, bound is null ? Did.BoundRecord : Did.AddedPhone, clock.GetUtcNow(), member.Id, Why: Purpose.MemberAsked).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>The account that has the record; it stays so until this transaction is over.</summary>
    static async Task<Guid?> BoundAsync(NpgsqlConnection connection, Guid memberId, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("SELECT id FROM accounts WHERE member_id = $1 AND closed_at IS NULL FOR UPDATE", connection);
        return await find.With(memberId).ExecuteScalarAsync(ct) as Guid?;
    }

    /// <summary>The account with which this phone came in already, if it has no record, or a new one.</summary>
    async Task<Guid> BindAnAccountAsync(NpgsqlConnection connection, Guid memberId, Guid phone, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var bind = new NpgsqlCommand(
            """
            WITH bound AS (UPDATE accounts SET member_id = $1, bound_at = $2 WHERE id = (
                SELECT a.id FROM accounts a JOIN account_phones p ON p.account_id = a.id
                WHERE p.phone = $3 AND phone_is_theirs(a.id, p.phone, $2) AND a.kind = 'worker' AND a.member_id IS NULL AND a.closed_at IS NULL ORDER BY a.created_at LIMIT 1) RETURNING id),
            made AS (INSERT INTO accounts (id, kind, member_id, bound_at, created_at) SELECT $4, 'worker', $1, $2, $2 WHERE NOT EXISTS (SELECT FROM bound) RETURNING id)
            SELECT id FROM bound UNION ALL SELECT id FROM made
            """, connection);
        try
        {
            return (Guid)(await bind.With(memberId, now, phone, Guid.CreateVersion7()).ExecuteScalarAsync(ct))!;
        }
        catch (PostgresException taken) when (taken.ConstraintName == "accounts_member")
        {
            throw new Refusal(Say.BoundMeanwhile, taken);
        }
    }

    async Task TellOthersAsync(NpgsqlConnection connection, Guid account, Guid? newcomer, CancellationToken ct)
    {
        if (!messages.CanSend) return;

        // A phone has no language of its own: the service's first.
        var text = Words.Say(Words.Chinese, "members.phone-joined-message", City.LocalTime(clock.GetUtcNow()));
        foreach (var phone in await phones.ReadAsync(connection, account, newcomer, ct)) await messages.QueueAsync(connection, new OutgoingMessage(MessageKind.PhoneChanged, phone, text), ct);
    }
}
