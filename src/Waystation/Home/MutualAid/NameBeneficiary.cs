using System.Text.RegularExpressions;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <param name="Paper">What shows that they may receive it.</param>
public sealed record BeneficiaryOrder(string? Name, string? Account, string? Paper);

/// <summary>Who receives what was due to somebody who has died: named by an officer who has seen the paper; the payment then goes into a batch, and another officer releases it.</summary>
public sealed partial class NameBeneficiary(House house)
{
    const int LongestName = 100, LongestPaper = 200;

    public async Task RunAsync(Desk desk, Quarter quarter, Guid person, BeneficiaryOrder typed, CancellationToken ct)
    {
        var (name, account, paper) = (Tables.Plain.Text(typed.Name ?? "").Trim(), Tables.Plain.Compact(typed.Account ?? ""), (typed.Paper ?? "").Trim());
        Rule.Require(name.Length is > 0 and <= LongestName, Say.BeneficiaryName);
        Rule.Require(AccountNumber().IsMatch(account), Say.BeneficiaryAccount);
        Rule.Require(paper.Length is > 0 and <= LongestPaper, Say.BeneficiaryPaper);
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await AidLock.TakeAsync(connection, ct);
        await using var died = new NpgsqlCommand("SELECT EXISTS (SELECT FROM insured_days WHERE id = $1 AND died_on IS NOT NULL)", connection);
        Rule.Require(await died.With(person).ExecuteScalarAsync(ct) is true, Say.NobodyDied);
        await using var put = new NpgsqlCommand(
            """
            INSERT INTO aid_beneficiaries (quarter, person_id, secrets, paper, account_id, named_at) SELECT quarter, person_id, $3, $4, $5, $6 FROM aid_payments WHERE quarter = $1 AND person_id = $2 AND state = 'failed'
            ON CONFLICT (quarter, person_id) DO UPDATE SET secrets = excluded.secrets, paper = excluded.paper, account_id = excluded.account_id, named_at = excluded.named_at
            """, connection);
        put.With(quarter.Code, person, new InsuredSecrets("", name, account, "").Seal(house.Vault), house.Vault.Seal(paper), desk.Caller.AccountId, desk.Now);
        Rule.Require(await put.ExecuteNonQueryAsync(ct) == 1, Say.NothingWaits);
        var batch = await MendCard.OpenBatchAsync(connection, quarter, desk, ct);
        await MoneyMoves.MoveAsync(connection, "state = 'prepared', returned_why = NULL, batch = $1", "quarter = $2 AND person_id = $3 AND state = 'failed'", "suspense", "payable", ct, batch, quarter.Code, person);
        await new LogLine(desk.Caller.Actor, Did.NamedBeneficiary, house.Clock.GetUtcNow(), About: await MendCard.MemberAsync(connection, person, ct), Amount: 1, Why: Purpose.SettleBenefit).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    [GeneratedRegex("^[0-9]{12,25}\\z")]
    private static partial Regex AccountNumber();
}
