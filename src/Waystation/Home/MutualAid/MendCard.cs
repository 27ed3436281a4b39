using System.Text.RegularExpressions;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>Somebody's new card number: what waited for it goes into a batch again, and is not reckoned again.</summary>
public sealed partial class MendCard(House house)
{
    const string Working = "正常";

    public async Task RunAsync(Desk desk, Quarter quarter, Guid person, string typed, CancellationToken ct)
    {
        var card = Tables.Plain.Compact(typed);
        Rule.Require(CardNumber().IsMatch(card), Say.NoCardNumber);
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await AidLock.TakeAsync(connection, ct);
        await WriteAsync(connection, person, card, ct);
        var batch = await OpenBatchAsync(connection, quarter, desk, ct);
        var (payments, _) = await MoneyMoves.MoveAsync(connection, "state = 'prepared', returned_why = NULL, batch = $1", "person_id = $2 AND state = 'failed'", "suspense", "payable", ct, batch, person);
        Rule.Require(payments > 0, Say.NothingWaits);
        await new LogLine(desk.Caller.Actor, Did.MendedCard, house.Clock.GetUtcNow(), About: await MemberAsync(connection, person, ct), Amount: payments, Why: Purpose.SettleBenefit).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    async Task WriteAsync(NpgsqlConnection connection, Guid person, string card, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("SELECT secrets FROM insured_people WHERE id = $1", connection);
        Rule.Require(await find.With(person).ExecuteScalarAsync(ct) is byte[], Say.NothingWaits);
        await using var died = new NpgsqlCommand("SELECT EXISTS (SELECT FROM insured_days WHERE id = $1 AND died_on IS NOT NULL)", connection);
        Rule.Require(await died.With(person).ExecuteScalarAsync(ct) is false, Say.DiedSoNameABeneficiary);
        var secrets = InsuredSecrets.Open((byte[])(await find.ExecuteScalarAsync(ct))!, house.Vault) with { Card = card, CardState = Working };
        var index = house.Vault.Index(BlindIndex.Card, card);
        await using var taken = new NpgsqlCommand("SELECT EXISTS (SELECT FROM insured_people WHERE card_index = $1 AND id <> $2)", connection);
        Rule.Require(await taken.With(index, person).ExecuteScalarAsync(ct) is false, Say.CardOfAnother);
        // Another digest than any file has: the next register brings its own state again.
        await using var write = new NpgsqlCommand("UPDATE insured_people SET secrets = $2, card_index = $3, facts = facts | 24, digest = gen_random_uuid() WHERE id = $1", connection);
        await write.With(person, secrets.Seal(house.Vault), index).ExecuteNonQueryAsync(ct);
    }

    /// <summary>The quarter's batch that nobody has released yet and nobody else prepared; else a new one.</summary>
    internal static async Task<int> OpenBatchAsync(NpgsqlConnection connection, Quarter quarter, Desk desk, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("SELECT max(number) FROM aid_batches WHERE quarter = $1 AND released_at IS NULL AND prepared_by = $2", connection);
        if (await find.With(quarter.Code, desk.Caller.AccountId).ExecuteScalarAsync(ct) is int open) return open;

        await using var begin = new NpgsqlCommand("INSERT INTO aid_batches (quarter, prepared_at, prepared_by) VALUES ($1, $2, $3) RETURNING number", connection);
        return (int)(await begin.With(quarter.Code, desk.Now, desk.Caller.AccountId).ExecuteScalarAsync(ct))!;
    }

    internal static async Task<Guid?> MemberAsync(NpgsqlConnection connection, Guid person, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("SELECT id FROM members WHERE document_index = $1", connection);
        return await find.With(person).ExecuteScalarAsync(ct) as Guid?;
    }

    [GeneratedRegex("^[0-9]{12,19}\\z")]
    private static partial Regex CardNumber();
}
