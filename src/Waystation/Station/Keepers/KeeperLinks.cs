using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Messages;
using Waystation.Shared;

namespace Waystation.Keepers;

/// <summary>
/// A link by message that lets a keeper in: once, within a quarter of an hour, by a tap on the page it leads to, so that programs which
/// look at links beforehand do not use it up. Nobody is told whether a phone is known here.
/// </summary>
public sealed class KeeperLinks(Database database, Vault vault, SendMessage messages, Limits limits, Sessions sessions, TimeProvider clock)
{
    static readonly TimeSpan life = TimeSpan.FromMinutes(15);
    const int TokenBytes = 32;

    public bool CanSend => messages.CanSend;

    /// <param name="address">Makes the whole address out of a token.</param>
    public async Task SendAsync(string? typed, Guid device, Func<string, string> address, CancellationToken ct)
    {
        var phone = Mobile.Read(typed ?? "") ?? throw new Refusal(new Sentence("accounts.phone-unreadable"));
        var index = vault.Index(BlindIndex.Phone, phone);
        await limits.CountAsync(Limited.DeviceCodesAnHour, device, ct);
        await limits.CountAsync(Limited.PhoneCodeAMinute, index, ct);
        await limits.CountAsync(Limited.PhoneCodeAnHour, index, ct);
        await limits.CountAsync(Limited.PhoneCodeADay, index, ct);

        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await MakeAsync(connection, index, ct) is not { } token) return;

        await messages.QueueAsync(connection, new OutgoingMessage(MessageKind.KeeperLink, phone, Words.Say("keepers.link-message", address(token), (int)life.TotalMinutes), clock.GetUtcNow() + life), ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Looking changes nothing.</summary>
    public async Task<bool> HoldsAsync(string token, CancellationToken ct)
    {
        await using var ask = database.Source.CreateCommand("SELECT EXISTS (SELECT FROM keeper_links WHERE token = $1 AND used_at IS NULL AND expires_at > $2)");
        return HashOf(token) is { } hash && await ask.With(hash, clock.GetUtcNow().UtcDateTime).ExecuteScalarAsync(ct) is true;
    }

    /// <returns>The token for the cookie, and until when it holds at most.</returns>
    public async Task<(byte[] Token, DateTimeOffset Until)> UseAsync(string token, Guid device, CancellationToken ct)
    {
        await limits.CountAsync(Limited.DeviceSignInsAnHour, device, ct);
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var keeperId = await TakeAsync(connection, token, ct) ?? throw new Refusal(Say.LinkOver);

        // Past every reach: who comes in has none yet.
        await using var db = database.NewContext();
        var found = await (
            from k in db.Set<StationKeeper>()
            join a in db.Set<Account>() on k.AccountId equals a.Id
            join p in db.Set<Post>() on a.Id equals p.AccountId
            where k.Id == keeperId && k.WithdrawnAt == null && a.ClosedAt == null && p.UntilOn == null
            select new { Account = a, PostId = p.Id }).AsNoTracking().SingleOrDefaultAsync(ct) ?? throw new Refusal(Say.LinkOver);
        var begun = await sessions.BeginAsync(connection, found.Account, found.PostId, phone: null, device, ct);
        await new LogLine(Actor.Account(found.Account.Id, found.PostId), Did.SignedInByLink, clock.GetUtcNow(), keeperId).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
        return begun;
    }

    /// <summary>A new one takes the place of those before. Null: nobody has left that phone.</summary>
    async Task<string?> MakeAsync(NpgsqlConnection connection, Guid phone, CancellationToken ct)
    {
        var (token, now) = (RandomNumberGenerator.GetBytes(TokenBytes), clock.GetUtcNow());
        await using var make = new NpgsqlCommand(
            """
            WITH whose AS (SELECT p.keeper_id FROM keeper_phones p JOIN keepers k ON k.id = p.keeper_id WHERE p.phone_index = $2 AND k.withdrawn_at IS NULL),
                gone AS (DELETE FROM keeper_links WHERE keeper_id IN (SELECT keeper_id FROM whose))
            INSERT INTO keeper_links (token, keeper_id, made_at, expires_at) SELECT $1, keeper_id, $3, $4 FROM whose
            """, connection);
        return await make.With(SHA256.HashData(token), phone, now.UtcDateTime, (now + life).UtcDateTime).ExecuteNonQueryAsync(ct) == 1 ? Base64Url.EncodeToString(token) : null;
    }

    /// <summary>Of two taps at once the first takes it.</summary>
    async Task<Guid?> TakeAsync(NpgsqlConnection connection, string token, CancellationToken ct)
    {
        if (HashOf(token) is not { } hash) return null;

        await using var take = new NpgsqlCommand("UPDATE keeper_links SET used_at = $2 WHERE token = $1 AND used_at IS NULL AND expires_at > $2 RETURNING keeper_id", connection);
        return await take.With(hash, clock.GetUtcNow().UtcDateTime).ExecuteScalarAsync(ct) as Guid?;
    }

    static byte[]? HashOf(string token) =>
        token.Length == 43 && Base64Url.IsValid(token, out var length) && length == TokenBytes ? SHA256.HashData(Base64Url.DecodeFromChars(token)) : null;
}
