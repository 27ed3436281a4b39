using System.Security.Cryptography;
using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>One place where somebody is signed in.</summary>
public sealed record OpenSession(Guid Id, DateTime MadeAt, DateTime SeenAt, bool IsThis);

/// <summary>
/// Who is signed in, and for how long. Staff: an hour without a click, twelve hours at most. Workers: thirty days without
/// a visit, half a year at most, because signing in costs them a text message. Keepers: three days, so that a weekend passes, and thirty at most.
/// </summary>
public sealed class Sessions(NpgsqlDataSource source, TimeProvider clock)
{
    static readonly TimeSpan touchEvery = TimeSpan.FromMinutes(1);
    const int ListedUnions = 500;

    static TimeSpan IdleOf(AccountKind kind) => kind switch { AccountKind.Staff => TimeSpan.FromHours(1), AccountKind.Keeper => TimeSpan.FromDays(3), _ => TimeSpan.FromDays(30) };
    static TimeSpan LongestOf(AccountKind kind) => kind switch { AccountKind.Staff => TimeSpan.FromHours(12), AccountKind.Keeper => TimeSpan.FromDays(30), _ => TimeSpan.FromDays(180) };

    /// <param name="connection">With its open transaction: coming in and its line in the log are one.</param>
    /// <returns>The token for the cookie, and until when it holds at most.</returns>
    public async Task<(byte[] Token, DateTimeOffset Until)> BeginAsync(NpgsqlConnection connection, Account account, Guid? post, Guid? phone, Guid device, CancellationToken ct)
    {
        var (token, now) = (SessionCookie.New(), clock.GetUtcNow());
        var until = now + LongestOf(account.Kind);
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO sessions (id, token, account_id, post_id, phone, device, made_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)
            """, connection);
        command.With(Guid.CreateVersion7(), SHA256.HashData(token), account.Id, post, phone,
            device, now.UtcDateTime, until.UtcDateTime);
        await command.ExecuteNonQueryAsync(ct);
        await new LogLine(Actor.Account(account.Id, post), Did.SignedIn, now, account.Id).WriteAsync(connection, ct);
        return (token, until);
    }

    /// <summary>Whose token it is; nobody where the session is over, idle too long, or the account closed.</summary>
    public async Task<Caller?> FindAsync(byte[] token, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var command = source.CreateCommand(
            """
            SELECT s.id, s.account_id, a.kind, a.name, a.member_id, f.masked_until, s.phone, s.device, s.seen_at, p.id, p.role, u.id, u.name, p.below, k.stands_alone, below.ids, p.station_id
            FROM sessions s JOIN accounts a ON a.id = s.account_id
            LEFT JOIN account_phones f ON f.account_id = s.account_id AND f.phone = s.phone
            LEFT JOIN posts p ON p.id = s.post_id AND p.from_on <= $3 AND (p.until_on IS NULL OR p.until_on > $3)
            LEFT JOIN stations st ON st.id = p.station_id
            LEFT JOIN unions u ON u.id = coalesce(st.union_id, p.union_id) LEFT JOIN union_kinds k ON k.code = u.kind
            LEFT JOIN LATERAL (SELECT array_agg(l.below_id) AS ids FROM (
                SELECT below_id FROM union_reach WHERE above_id = p.union_id AND during @> $3 AND p.below AND NOT k.stands_alone LIMIT $4) l) below ON true
            WHERE s.token = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND a.closed_at IS NULL
            """);
        command.With(SHA256.HashData(token), now.UtcDateTime, City.DayOf(now), ListedUnions + 1);
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return null;

        var (caller, seen) = (Read(row, City.DayOf(now)), row.GetDateTime(8));
        if (now.UtcDateTime - seen > IdleOf(caller.Kind)) return null;
        await row.CloseAsync();
        if (now.UtcDateTime - seen > touchEvery) await TouchAsync(caller.SessionId, now.UtcDateTime, ct);
        return caller;
    }

    /// <summary>Acts on another of the account's posts from now on.</summary>
    public async Task TakePostAsync(Caller caller, Guid postId, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            UPDATE sessions SET post_id = $2 WHERE id = $1 AND EXISTS (SELECT FROM posts WHERE id = $2 AND account_id = $3 AND from_on <= $4 AND (until_on IS NULL OR until_on > $4))
            """);
        command.With(caller.SessionId, postId, caller.AccountId, City.Today(clock));
        Rule.Require(await command.ExecuteNonQueryAsync(ct) == 1, Say.NotYourPost);
    }

    public async Task<List<OpenSession>> OpenAsync(Caller caller, CancellationToken ct)
    {
        await using var command = source.CreateCommand("SELECT id, made_at, seen_at FROM sessions WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $2 AND seen_at > $3 ORDER BY seen_at DESC LIMIT 100");
        var now = clock.GetUtcNow().UtcDateTime;
        command.With(caller.AccountId, now, now - IdleOf(caller.Kind));
        await using var row = await command.ExecuteReaderAsync(ct);
        List<OpenSession> found = [];
        while (await row.ReadAsync(ct)) found.Add(new(row.GetGuid(0), row.GetDateTime(1), row.GetDateTime(2), row.GetGuid(0) == caller.SessionId));
        return found;
    }

    /// <summary>This one, or another of the same account.</summary>
    public Task EndAsync(Caller caller, Guid sessionId, CancellationToken ct) => EndAsync(caller.AccountId, caller.Actor, Did.SignedOut, sessionId, ct);

    /// <summary>Everywhere at once: a lost phone, a stolen cookie.</summary>
    public Task EndAllAsync(Guid accountId, Actor by, CancellationToken ct) => EndAsync(accountId, by, Did.SignedOutEverywhere, null, ct);

    async Task EndAsync(Guid accountId, Actor by, Did did, Guid? only, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var ended = await EndAsync(connection, accountId, only, ct);
        if (ended > 0) await new LogLine(by, did, clock.GetUtcNow(), accountId, ended).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Within the transaction of what ends them: all of an account's, or one.</summary>
    internal async Task<int> EndAsync(NpgsqlConnection connection, Guid accountId, Guid? only, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("UPDATE sessions SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL AND ($3::uuid IS NULL OR id = $3)", connection);
        command.With(accountId, clock.GetUtcNow().UtcDateTime, only);
        return await command.ExecuteNonQueryAsync(ct);
    }

    async Task TouchAsync(Guid session, DateTime now, CancellationToken ct)
    {
        await using var command = source.CreateCommand("UPDATE sessions SET seen_at = $2 WHERE id = $1");
        command.With(session, now);
        await command.ExecuteNonQueryAsync(ct);
    }

    static Caller Read(NpgsqlDataReader row, DateOnly today) => new(
        row.GetGuid(0), row.GetGuid(1), Account.ReadKind(row.GetString(2)), row.GetString(3),
        row.IsDBNull(4) ? null : row.GetGuid(4), row.IsDBNull(5) ? null : row.GetDateTime(5), row.IsDBNull(6) ? null : row.GetGuid(6), row.GetGuid(7),
        row.IsDBNull(9) ? null : new HeldPost(row.GetGuid(9), Roles.Read(row.GetString(10))!.Value, row.GetGuid(11), row.GetString(12), row.GetBoolean(13), ReachOf(row, today), row.IsDBNull(16) ? null : row.GetGuid(16)));

    static Reach ReachOf(NpgsqlDataReader row, DateOnly today)
    {
        var (union, below, isCity) = (row.GetGuid(11), row.GetBoolean(13), row.GetBoolean(14));
        if (!row.IsDBNull(16)) return Reach.AtStation(union, row.GetGuid(16));
        if (!below) return Reach.Of([union]);
        if (isCity) return Reach.Everywhere;

        var listed = row.IsDBNull(15) ? [] : row.GetFieldValue<Guid[]>(15);
        return listed.Length <= ListedUnions ? Reach.Of(listed) : Reach.Below(union, today);
    }

}
