using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>Whose money an account holds. No entry goes from one to another: a grant is an entry on each side.</summary>
public enum FundEntity { MutualAidCentre, FederationBudget, DistrictFederation }

/// <summary>The accounts that every plan's fund has.</summary>
public enum FundAccount { Bank, Premiums, Benefits, Payable, Suspense, Receivable, Grants }

/// <summary>What an entry was made for.</summary>
public enum FundSource { Premium, Claim, Grant }

/// <summary>One entry of a plan's fund.</summary>
/// <param name="Debit">Receives.</param>
/// <param name="Credit">Gives.</param>
/// <param name="SourceId">Of the premium, claim or grant.</param>
/// <param name="Person">The keyed index of a document, where the entry is about somebody.</param>
/// <param name="UnionId">The district, where its federation's money is meant.</param>
public sealed record FundEntry(
    string Plan, FundAccount Debit, FundAccount Credit, Money Sum, FundSource Source, Guid SourceId, Guid? Person = null, FundEntity Entity = FundEntity.MutualAidCentre, Guid? UnionId = null)
{
    /// <summary>The same money the other way: how an entry is taken back.</summary>
    public FundEntry Reversed => this with { Debit = Credit, Credit = Debit };
}

/// <summary>The ledger of the plans' funds: double entry in fen, only added to.</summary>
public static class PlanFund
{
    /// <summary>Within the caller's transaction. An account is opened when it is first used.</summary>
    public static async Task EnterAsync(NpgsqlConnection connection, FundEntry entry, DateTime at, CancellationToken ct)
    {
        await using var enter = new NpgsqlCommand(
            "INSERT INTO fund_entries (debit, credit, fen, source, source_id, person_id, entered_at) VALUES (fund_account($1, $2, $3, $4), fund_account($1, $2, $3, $5), $6, $7, $8, $9, $10)", connection);
        enter.With(Code(entry.Entity), entry.UnionId, entry.Plan, Code(entry.Debit), Code(entry.Credit), entry.Sum.Fen, Code(entry.Source), entry.SourceId, entry.Person, at);
        await enter.ExecuteNonQueryAsync(ct);
    }

    /// <summary>What an account holds: what it received less what it gave.</summary>
    public static async Task<Money> BalanceAsync(NpgsqlConnection connection, string plan, FundAccount account, CancellationToken ct, FundEntity entity = FundEntity.MutualAidCentre, Guid? unionId = null)
    {
        await using var ask = new NpgsqlCommand(
            """
            WITH its AS (SELECT id FROM fund_accounts WHERE entity = $1 AND union_id IS NOT DISTINCT FROM $2 AND plan = $3 AND account = $4)
            SELECT ((SELECT coalesce(sum(fen), 0) FROM fund_entries WHERE debit = (SELECT id FROM its)) - (SELECT coalesce(sum(fen), 0) FROM fund_entries WHERE credit = (SELECT id FROM its)))::bigint
            """, connection);
        return new((long)(await ask.With(Code(entity), unionId, plan, Code(account)).ExecuteScalarAsync(ct))!);
    }

    static string Code(FundEntity entity) => entity switch { FundEntity.FederationBudget => "federation-budget", FundEntity.DistrictFederation => "district-federation", _ => "mutual-aid-centre" };

    static string Code(FundAccount account) => account.ToString().ToLowerInvariant();

    static string Code(FundSource source) => source.ToString().ToLowerInvariant();
}
