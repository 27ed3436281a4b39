using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>One of the people a phone serves, as the choice shows them.</summary>
/// <param name="Name">Masked; empty while no record is bound.</param>
public sealed record PhonePerson(Guid AccountId, string Name, DateTime CreatedAt);

/// <summary>
/// A worker comes in by phone. One phone may serve several people: whoever holds it chooses who they are, or comes in as
/// somebody new. It opens the account, never a member's record that is not bound to it.
/// </summary>
public sealed class PhoneSignIn(Database database, Vault vault, PhoneCodes codes, Sessions sessions, TimeProvider clock)
{
    /// <summary>The people of a proven phone. Null: nothing was proven, or it was too long ago.</summary>
    public async Task<List<PhonePerson>?> PeopleAsync(Guid code, CancellationToken ct)
    {
        if (await codes.ProvenAsync(code, ct) is not { } phone) return null;

        await using var command = database.Source.CreateCommand(
            """
            SELECT a.id, coalesce(m.name, ''), a.created_at FROM account_phones p JOIN accounts a ON a.id = p.account_id LEFT JOIN members m ON m.id = a.member_id
            WHERE p.phone = $1 AND a.closed_at IS NULL AND phone_is_theirs(p.account_id, p.phone, $2) ORDER BY a.created_at LIMIT 50
            """);
        command.With(phone, clock.GetUtcNow().UtcDateTime);
        await using var row = await command.ExecuteReaderAsync(ct);
        List<PhonePerson> people = [];
        while (await row.ReadAsync(ct)) people.Add(new(row.GetGuid(0), Masked(row.GetString(1)), row.GetDateTime(2)));
        return people;
    }

    /// <param name="accountId">One of the phone's people; none: somebody new.</param>
    /// <param name="dialled">The phone itself, kept sealed with a new account.</param>
    public async Task<(byte[] Token, DateTimeOffset Until)> EnterAsync(Guid code, string dialled, Guid? accountId, Guid device, CancellationToken ct)
    {
        await using var db = database.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var phone = await codes.UseAsync(connection, code, ct) ?? throw new Refusal(Say.PhoneCodeWrong);
        Rule.Require(phone == vault.Index(BlindIndex.Phone, dialled), Say.PhoneCodeWrong);

        var account = accountId is { } known ? await OfPhoneAsync(db, known, phone, ct) : await NewAsync(db, phone, dialled, ct);
        var begun = await sessions.BeginAsync(connection, account, post: null, phone, device, ct);
        await transaction.CommitAsync(ct);
        return begun;
    }

    /// <summary>Somebody else who uses the same phone gets an account of their own, in the same sitting.</summary>
    public async Task<(byte[] Token, DateTimeOffset Until)> AnotherPersonAsync(Caller caller, CancellationToken ct)
    {
        await using var db = database.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var read = new NpgsqlCommand("SELECT phone, phone_sealed FROM account_phones WHERE account_id = $1 AND phone = $2", connection).With(caller.AccountId, caller.Phone);
        var dialled = "";
        await using (var row = await read.ExecuteReaderAsync(ct))
            if (await row.ReadAsync(ct)) dialled = vault.Open(row.GetFieldValue<byte[]>(1));
        Rule.Require(dialled.Length > 0, Say.NoSuchAccount);

        var account = await NewAsync(db, caller.Phone!.Value, dialled, ct);
        var begun = await sessions.BeginAsync(connection, account, post: null, caller.Phone, caller.Device, ct);
        await transaction.CommitAsync(ct);
        await sessions.EndAsync(caller, caller.SessionId, ct);
        return begun;
    }

    async Task<Account> OfPhoneAsync(WaystationDb db, Guid accountId, Guid phone, CancellationToken ct)
    {
        var found = await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == accountId && a.ClosedAt == null, ct) ?? throw new Refusal(Say.NoSuchAccount);
        var serves = await db.Database.SqlQuery<bool>($"SELECT EXISTS (SELECT FROM account_phones WHERE account_id = {accountId} AND phone = {phone} AND phone_is_theirs(account_id, phone, {clock.GetUtcNow().UtcDateTime})) AS \"Value\"").SingleAsync(ct);
        Rule.Require(serves, Say.NoSuchAccount);
        return found;
    }

    async Task<Account> NewAsync(WaystationDb db, Guid phone, string dialled, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var account = Account.OfWorker(now);
        db.Add(account);
        await db.SaveChangesAsync(ct);
        await db.Database.ExecuteSqlAsync($"INSERT INTO account_phones (account_id, phone, phone_sealed, added_at) VALUES ({account.Id}, {phone}, {vault.Seal(dialled)}, {now})", ct);
        return account;
    }

    /// <summary>The first and, of three or more, the last character, as everywhere.</summary>
    static string Masked(string name) => name.Length switch { 0 => "", 1 => "*", 2 => $"{name[0]}*", _ => $"{name[0]}{new string('*', name.Length - 2)}{name[^1]}" };
}
