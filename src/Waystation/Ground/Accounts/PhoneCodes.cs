using System.Security.Cryptography;
using Npgsql;
using Waystation.Data;
using Waystation.Messages;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>
/// One-time codes to a phone: six digits, five minutes, five tries. A code proves that somebody holds the phone, and nothing
/// about who they are. It is kept as a blind index only, and works once.
/// </summary>
public sealed class PhoneCodes(NpgsqlDataSource source, Vault vault, SendMessage messages, Limits limits, TimeProvider clock)
{
    static readonly TimeSpan life = TimeSpan.FromMinutes(5);
    const int MostWrong = 5;

    public bool CanSend => messages.CanSend;

    /// <summary>Sends a code. Nobody is told whether the phone is known to us.</summary>
    /// <returns>The phone as it is dialled, and the code's id.</returns>
    public async Task<(string Phone, Guid Code)> SendAsync(string? typed, Guid device, CancellationToken ct)
    {
        Rule.Require(CanSend, Say.NobodySends);
        var phone = Mobile.Read(typed ?? "") ?? throw new Refusal(Say.PhoneUnreadable);
        var index = vault.Index(BlindIndex.Phone, phone);
        await limits.CountAsync(Limited.DeviceCodesAnHour, device, ct);
        await limits.CountAsync(Limited.PhoneCodeAMinute, index, ct);
        await limits.CountAsync(Limited.PhoneCodeAnHour, index, ct);
        await limits.CountAsync(Limited.PhoneCodeADay, index, ct);
        return (phone, await MakeAsync(phone, index, ct));
    }

    /// <summary>Takes one of the tries; the right code turns the id into a proof, once.</summary>
    public async Task ProveAsync(Guid id, string? typed, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            UPDATE phone_codes SET proven_at = CASE WHEN code = $2 THEN $3::timestamptz END, wrong = wrong + CASE WHEN code = $2 THEN 0 ELSE 1 END
            WHERE id = $1 AND proven_at IS NULL AND wrong < $4 AND expires_at > $3 RETURNING proven_at IS NOT NULL
            """);
        command.With(id, IndexOf(id, (typed ?? "").Replace(" ", "")), clock.GetUtcNow().UtcDateTime, MostWrong);
        Rule.Require(await command.ExecuteScalarAsync(ct) is true, Say.PhoneCodeWrong);
    }

    /// <summary>Uses the proof up, inside the caller's transaction. Null: there was none.</summary>
    internal async Task<Guid?> UseAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("UPDATE phone_codes SET used_at = $2 WHERE id = $1 AND proven_at > $3 AND used_at IS NULL RETURNING phone", connection);
        var now = clock.GetUtcNow().UtcDateTime;
        command.With(id, now, now - life - life);
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    /// <summary>The phone that was proven and not yet used.</summary>
    internal async Task<Guid?> ProvenAsync(Guid id, CancellationToken ct)
    {
        await using var command = source.CreateCommand("SELECT phone FROM phone_codes WHERE id = $1 AND proven_at > $2 AND used_at IS NULL");
        command.With(id, clock.GetUtcNow().UtcDateTime - life - life);
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    async Task<Guid> MakeAsync(string phone, Guid index, CancellationToken ct)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // A new code takes the place of those before: an old message in the wrong hands opens nothing.
        await using var command = new NpgsqlCommand(
            """
            WITH gone AS (UPDATE phone_codes SET expires_at = $4 WHERE phone = $2 AND proven_at IS NULL AND expires_at > $4)
            INSERT INTO phone_codes (id, phone, code, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)
            """, connection);
        command.With(id, index, IndexOf(id, code), now.UtcDateTime, (now + life).UtcDateTime);
        await command.ExecuteNonQueryAsync(ct);
        await messages.QueueAsync(connection, new OutgoingMessage(MessageKind.SignInCode, phone, Words.Say("accounts.code-message", code, (int)life.TotalMinutes), now + life), ct);
        await transaction.CommitAsync(ct);
        return id;
    }

    /// <summary>With the id in it, equal codes do not look equal.</summary>
    Guid IndexOf(Guid id, string code) => vault.Index(BlindIndex.SignInCode, $"{id:N} {code}");
}
