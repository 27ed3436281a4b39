using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>Whether the member agrees that the medical insurance's data are used for the settlement. Who does not any more is left out of later runs; what was decided stands.</summary>
public sealed class Agreement(MyFile file, NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>The people whose last word was no.</summary>
    internal const string Withdrawn = "SELECT person_id FROM (SELECT DISTINCT ON (person_id) person_id, agrees FROM aid_agreements ORDER BY person_id, id DESC) last WHERE NOT agrees";

    /// <summary>Null without a bound record, and while the phone is new to it.</summary>
    public async Task<bool?> ReadAsync(CancellationToken ct)
    {
        if (file.IsMasked || await file.OwnRecordAsync<Member>(ct) is not { } member) return null;
        await using var ask = source.CreateCommand("SELECT agrees FROM aid_agreements WHERE person_id = $1 ORDER BY id DESC LIMIT 1");
        return await ask.With(member.DocumentIndex).ExecuteScalarAsync(ct) is not false;
    }

    public async Task SayAsync(bool agrees, CancellationToken ct)
    {
        Rule.Require(!file.IsMasked && await file.OwnRecordAsync<Member>(ct) is not null, Say.NoOwnRecord);
        var member = (await file.OwnRecordAsync<Member>(ct))!;
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var add = new NpgsqlCommand("INSERT INTO aid_agreements (person_id, agrees, account_id, at) VALUES ($1, $2, $3, $4)", connection);
        await add.With(member.DocumentIndex, agrees, file.Caller.AccountId, now.UtcDateTime).ExecuteNonQueryAsync(ct);
        await new LogLine(file.Caller.Actor, agrees ? Did.AgreedToSettlement : Did.WithdrewFromSettlement, now, About: member.Id).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }
}
