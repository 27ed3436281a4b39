using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Keepers;

/// <summary>The phone a keeper has left of their own will, proven by a code, so that a link lets them in next time.</summary>
public sealed class KeeperPhones(Desk desk, KeptStation kept, PhoneCodes codes, Vault vault, NpgsqlDataSource source)
{
    public bool CanSend => codes.CanSend;

    /// <summary>Its last four digits; null where none was left.</summary>
    public async Task<string?> LastFourAsync(CancellationToken ct)
    {
        await using var ask = source.CreateCommand("SELECT p.phone FROM keeper_phones p JOIN keepers k ON k.id = p.keeper_id WHERE k.account_id = $1 AND k.withdrawn_at IS NULL");
        return await ask.With(desk.Caller.AccountId).ExecuteScalarAsync(ct) is byte[] phone ? vault.Open(phone)[^4..] : null;
    }

    /// <param name="ticket">The phone, and the code that was sent there.</param>
    public async Task KeepAsync(PhoneTicket.Step ticket, string? typed, CancellationToken ct)
    {
        var me = await kept.MeAsync(ct);
        await codes.ProveAsync(ticket.Code, typed, ct);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var index = vault.Index(BlindIndex.Phone, ticket.Phone);
        Rule.Require(await codes.UseAsync(connection, ticket.Code, ct) == index, Say.StartAgain);
        await using var put = new NpgsqlCommand(
            """
            INSERT INTO keeper_phones (keeper_id, phone, phone_index, given_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (keeper_id) DO UPDATE SET phone = excluded.phone, phone_index = excluded.phone_index, given_at = excluded.given_at
            """, connection);
        try
        {
            await put.With(me.Id, vault.Seal(ticket.Phone), index, desk.Now).ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new Refusal(Say.PhoneOfAnother, taken);
        }

        await LineOf(me).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    public async Task ForgetAsync(CancellationToken ct)
    {
        var me = await kept.MeAsync(ct);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var forget = new NpgsqlCommand("WITH links AS (DELETE FROM keeper_links WHERE keeper_id = $1) DELETE FROM keeper_phones WHERE keeper_id = $1", connection);
        if (await forget.With(me.Id).ExecuteNonQueryAsync(ct) > 0) await LineOf(me).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    LogLine LineOf(StationKeeper me) => new(desk.Caller.Actor, Did.ChangedKeeperPhone, new DateTimeOffset(desk.Now, TimeSpan.Zero), me.Id);
}
