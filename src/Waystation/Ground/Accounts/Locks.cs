using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>What wrong tries lock.</summary>
public enum Locked
{
    /// <summary>A name somebody signs in with.</summary>
    SignInName,
    /// <summary>A member's record, by its document: not the phone from which it was tried.</summary>
    Record,
    /// <summary>One keeper of one station, by the inner code and their number.</summary>
    Keeper,
}

/// <summary>
/// After five wrong tries nobody gets a sixth for a while. A try is counted before it is looked at, so that ten thousand at
/// once are five; and what does not exist is locked like what does, so that the lock tells nothing.
/// </summary>
public sealed class Locks(NpgsqlDataSource source, TimeProvider clock)
{
    const int MostWrong = 5;

    static TimeSpan For(Locked what) => what is Locked.Record ? TimeSpan.FromDays(1) : TimeSpan.FromMinutes(15);

    /// <summary>Takes one of the tries that are left; none left is refused.</summary>
    public async Task TakeTryAsync(Locked what, Guid key, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var command = source.CreateCommand(
            """
            INSERT INTO locks AS l (what, key, wrong, tried_at) VALUES ($1, $2, 1, $3)
            ON CONFLICT (what, key) DO UPDATE SET
                wrong = CASE WHEN l.locked_until IS NULL THEN l.wrong + 1 ELSE 1 END,
                locked_until = CASE WHEN l.locked_until IS NULL AND l.wrong + 1 >= $4 THEN $5::timestamptz END,
                tried_at = $3
            WHERE l.locked_until IS NULL OR l.locked_until <= $3
            RETURNING wrong
            """);
        command.With(what.ToString(), key, now, MostWrong, now + For(what));
        Rule.Require(await command.ExecuteScalarAsync(ct) is not null, what switch { Locked.Record => Say.RecordLocked, Locked.Keeper => Say.PinWrong, _ => Say.SignInWrong });
    }

    /// <summary>Until when nobody gets another try; none where it is open.</summary>
    public async Task<DateTime?> UntilAsync(Locked what, Guid key, CancellationToken ct)
    {
        await using var command = source.CreateCommand("SELECT locked_until FROM locks WHERE what = $1 AND key = $2 AND locked_until > $3");
        command.With(what.ToString(), key, clock.GetUtcNow().UtcDateTime);
        return await command.ExecuteScalarAsync(ct) as DateTime?;
    }

    /// <summary>The try was right, or an officer has opened it again.</summary>
    public async Task OpenAsync(Locked what, Guid key, CancellationToken ct)
    {
        await using var command = source.CreateCommand("DELETE FROM locks WHERE what = $1 AND key = $2");
        command.With(what.ToString(), key);
        await command.ExecuteNonQueryAsync(ct);
    }
}
