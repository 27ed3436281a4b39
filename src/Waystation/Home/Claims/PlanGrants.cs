using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.MutualAid;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>One account, whose money it is, and what it holds.</summary>
/// <param name="District">The district federation, where it is one's.</param>
public sealed record FundRow(string Plan, string Entity, string? District, string Account, Money Balance);

/// <summary>A grant as it is listed.</summary>
public sealed record GrantRow(string Plan, string Entity, string? District, Money Sum, string Paper, DateTime At);

/// <summary>What federation or district gives into a plan's own account: an entry in each one's books, never one over both.</summary>
public sealed class PlanGrants(ClaimAct acts, House house)
{
    const int LongestPaper = 100;

    /// <param name="district">None: from the federation's budget.</param>
    public Task<Guid> GrantAsync(Desk desk, string plan, Guid? district, Money sum, string? paper, CancellationToken ct) => acts.DoAsync(async connection =>
    {
        Rule.Require(desk.Post.Reach.Everything, Say.CentreDecides);
        var told = OwnWords.Of(paper);
        Rule.Require(told.Length is > 0 and <= LongestPaper, Say.PaperNumberMissing);
        Rule.Require(sum > Money.Zero, Say.AmountMissing);
        var (id, entity) = (Guid.CreateVersion7(acts.Now), district is null ? FundEntity.FederationBudget : FundEntity.DistrictFederation);
        await using var put = new NpgsqlCommand("INSERT INTO plan_grants (id, plan, entity, union_id, fen, paper, granted_at, granted_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", connection);
        put.With(id, plan, district is null ? "federation-budget" : "district-federation");
        put.Parameters.Add(new() { Value = (object?)district ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        await put.With(sum.Fen, told, acts.Now, desk.Caller.AccountId).ExecuteNonQueryAsync(ct);
        var given = new FundEntry(plan, FundAccount.Grants, FundAccount.Bank, sum, FundSource.Grant, id, Entity: entity, UnionId: district);
        await PlanFund.EnterAsync(connection, given, acts.Now, ct);
        await PlanFund.EnterAsync(connection, given.Reversed with { Entity = FundEntity.MutualAidCentre, UnionId = null }, acts.Now, ct);
        await new LogLine(desk.Caller.Actor, Did.GrantedPlanFund, acts.Now, id, sum.Fen).WriteAsync(connection, ct);
        return id;
    }, ct);

    public Task<List<FundRow>> AccountsAsync(CancellationToken ct) => ReadAsync(
        """
        SELECT a.plan, a.entity, u.name, a.account, (coalesce((SELECT sum(fen) FROM fund_entries WHERE debit = a.id), 0) - coalesce((SELECT sum(fen) FROM fund_entries WHERE credit = a.id), 0))::bigint
        FROM fund_accounts a LEFT JOIN unions u ON u.id = a.union_id
        UNION ALL SELECT a.plan, a.entity, NULL, a.code, coalesce(l.fen, 0)::bigint FROM aid_accounts a
            LEFT JOIN (SELECT m.code, sum(m.fen) AS fen FROM (SELECT debit, credit, sum(fen) AS fen FROM aid_ledger GROUP BY 1, 2) g CROSS JOIN LATERAL (VALUES (g.debit, g.fen), (g.credit, -g.fen)) AS m (code, fen) GROUP BY 1) l ON l.code = a.code
        ORDER BY 1, 2, 3 NULLS FIRST, 4
        """, row => new FundRow(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3), new(row.GetInt64(4))), ct);

    public Task<List<GrantRow>> LatestAsync(int most, CancellationToken ct) => ReadAsync(
        "SELECT g.plan, g.entity, u.name, g.fen, g.paper, g.granted_at FROM plan_grants g LEFT JOIN unions u ON u.id = g.union_id ORDER BY g.granted_at DESC LIMIT $1",
        row => new GrantRow(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), new(row.GetInt64(3)), row.GetString(4), row.GetDateTime(5)), ct, most);

    public Task<List<(Guid Id, string Name)>> DistrictsAsync(CancellationToken ct) =>
        ReadAsync("SELECT id, name FROM unions WHERE kind = 'district-federation' AND dissolved_on IS NULL ORDER BY sort_key, name", row => (row.GetGuid(0), row.GetString(1)), ct);

    async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object[] values)
    {
        await using var ask = house.Database.Source.CreateCommand(sql);
        await using var row = await ask.With(values).ExecuteReaderAsync(ct);
        List<T> all = [];
        while (await row.ReadAsync(ct)) all.Add(read(row));
        return all;
    }
}
