using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment;

/// <summary>A row of a fund's ledger, as it is read.</summary>
/// <param name="Kind">grant, spend, batch or reversal.</param>
public sealed record FundEntry(Guid Id, string Kind, Money Money, string Paper, string Note, Guid? BatchId, bool IsReversed, string By, DateTime At);

/// <summary>The ledgers of funds in fen: grants in, spending out, each with its paper; never below zero, never changed.</summary>
public sealed class FundLedger(Desk desk, WaystationDb db, GoodsLedger goods)
{
    internal const string NeverBelowZero = "goods_fund_balances_never_below_zero";
    /// <summary>As many entries as a page shows; all of them are in the file.</summary>
    public const int MostShown = 500;

    const int LongestPaper = 100, LongestNote = 200;
    static readonly Money most = Money.Yuan(100_000_000);

    public async Task<Fund> OpenAsync(string? name, CancellationToken ct)
    {
        var fund = Fund.Open(desk.Post.UnionId, name, desk.Now);
        desk.Add(fund);
        await SavedAsync(fund, ct);
        return fund;
    }

    /// <summary>The station's own, opened where it has none.</summary>
    public async Task<Fund> OfAsync(Station station, CancellationToken ct)
    {
        if (await desk.All<Fund>().SingleOrDefaultAsync(f => f.StationId == station.Id, ct) is { } known) return known;

        var fund = Fund.Of(station, desk.Now);
        desk.Add(fund);
        await SavedAsync(fund, ct);
        return fund;
    }

    public Task GrantAsync(Fund fund, Money money, string? paper, string? note, CancellationToken ct) => EnterAsync(fund, "grant", money, paper, note, Did.GrantedFund, ct);

    public Task SpendAsync(Fund fund, Money money, string? paper, string? note, CancellationToken ct) => EnterAsync(fund, "spend", Money.Zero - money, paper, note, Did.SpentFund, ct);

    public async Task ReverseAsync(Fund fund, Guid entry, string? why, CancellationToken ct)
    {
        var reason = Told(why);
        Rule.Require(reason.Length > 0, Say.ReasonNeeded(LongestNote));
        var known = (await ReadAsync(fund.Id, entry, null, 1, ct)).SingleOrDefault() ?? throw new Refusal(Say.NoSuchEntry);
        Rule.Require(known.Kind is "grant" or "spend", Say.ReversedWithItsBatch);
        await goods.InOneAsync(async () =>
        {
            await desk.SaveAsync(Did.ReversedFundEntry, fund.Id, known.Money.Fen, ct: ct);
            await WriteAsync(fund.Id, "reversal", Money.Zero - known.Money, known.Paper, reason, null, entry, ct);
        }, ct);
    }

    public async Task<Money> BalanceAsync(Guid fund, CancellationToken ct) => (await BalancesAsync([fund], ct)).GetValueOrDefault(fund);

    public async Task<IReadOnlyDictionary<Guid, Money>> BalancesAsync(Guid[] funds, CancellationToken ct) =>
        (await db.Database.SqlQuery<FundBalance>($"""SELECT fund_id AS "FundId", fen AS "Fen" FROM goods_fund_balances WHERE fund_id = ANY ({funds})""").ToListAsync(ct)).ToDictionary(b => b.FundId, b => new Money(b.Fen));

    /// <summary>The last first, as many as a page shows.</summary>
    public Task<IReadOnlyList<FundEntry>> EntriesAsync(Guid fund, CancellationToken ct) => ReadAsync(fund, null, null, MostShown, ct);

    /// <summary>From the first to the last.</summary>
    public async Task<IReadOnlyList<FundEntry>> AllAsync(Guid fund, CancellationToken ct) => [.. (await ReadAsync(fund, null, null, int.MaxValue, ct)).Reverse()];

    /// <summary>What a purchase took out of its fund, however long ago; null where it cost nothing.</summary>
    internal async Task<FundEntry?> PaidAsync(PurchaseBatch batch, CancellationToken ct) => (await ReadAsync(batch.FundId, null, batch.Id, 2, ct)).SingleOrDefault(e => e.Kind == "batch");

    async Task<IReadOnlyList<FundEntry>> ReadAsync(Guid fund, Guid? entry, Guid? batch, int most, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<EntryRow>(
            $"""
            SELECT e.id AS "Id", e.kind AS "Kind", e.fen AS "Fen", e.paper AS "Paper", e.note AS "Note", e.batch_id AS "BatchId", EXISTS (SELECT FROM goods_fund_entries r WHERE r.reverses = e.id) AS "IsReversed", a.name AS "By", e.at AS "At"
            FROM goods_fund_entries e JOIN accounts a ON a.id = e.account_id
            WHERE e.fund_id = {fund} AND ({entry}::uuid IS NULL OR e.id = {entry}) AND ({batch}::uuid IS NULL OR e.batch_id = {batch}) ORDER BY e.nth DESC LIMIT {most}
            """).ToListAsync(ct);
        return rows.ConvertAll(e => new FundEntry(e.Id, e.Kind, new(e.Fen), e.Paper, e.Note, e.BatchId, e.IsReversed, e.By, e.At));
    }

    /// <summary>A row, in the transaction that runs.</summary>
    internal async Task WriteAsync(Guid fund, string kind, Money money, string paper, string note, Guid? batch, Guid? reverses, CancellationToken ct)
    {
        await using var write = new NpgsqlCommand(
            "INSERT INTO goods_fund_entries (id, fund_id, kind, fen, paper, note, batch_id, reverses, account_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7::uuid, $8::uuid, $9, $10)",
            (NpgsqlConnection)db.Database.GetDbConnection()).With(Guid.CreateVersion7(), fund, kind, money.Fen, paper, note, batch, reverses, desk.Caller.AccountId, desk.Now);
        await GoodsLedger.GuardedAsync(() => write.ExecuteNonQueryAsync(ct));
    }

    async Task EnterAsync(Fund fund, string kind, Money money, string? paper, string? note, Did did, CancellationToken ct)
    {
        var (number, told) = ((paper ?? "").Trim(), Told(note));
        Rule.Require(money != Money.Zero && money < most && money > Money.Zero - most, Say.MoneyWrong);
        Rule.Require(number.Length is > 0 and <= LongestPaper && !number.Contains('\0'), Say.PaperNeeded(LongestPaper));
        await goods.InOneAsync(async () =>
        {
            await desk.SaveAsync(did, fund.Id, money.Fen, ct: ct);
            await WriteAsync(fund.Id, kind, money, number, told, null, null, ct);
        }, ct);
    }

    static string Told(string? note)
    {
        var told = (note ?? "").Trim();
        Rule.Require(told.Length <= LongestNote && !told.Contains('\0'), Say.NoteTooLong(LongestNote));
        return told;
    }

    async Task SavedAsync(Fund fund, CancellationToken ct)
    {
        try
        {
            await desk.SaveAsync(Did.OpenedFund, fund.Id, ct: ct);
        }
        catch (DbUpdateException twice) when (twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            throw new Refusal(Say.FundNameTaken, twice);
        }
    }

    sealed record FundBalance(Guid FundId, long Fen);

    sealed record EntryRow(Guid Id, string Kind, long Fen, string Paper, string Note, Guid? BatchId, bool IsReversed, string By, DateTime At);
}
