using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <param name="Path">The file of the medical insurance's lines.</param>
/// <param name="Progress">Told how much is done, and of how much.</param>
public sealed record SettleOrder(Quarter Quarter, string Path, string FileName, Actor By, Action<long, long?> Progress);

/// <param name="AlreadyRun">It was finished before this was asked for.</param>
public sealed record Settled(Quarter Quarter, SettlementFigures Figures, bool AlreadyRun);

/// <summary>
/// 直赔: a quarter's direct settlement. The file comes in whole in one transaction; then its units are decided, each in a
/// transaction of its own, by as many programs as there are. What was killed goes on from there to the same result.
/// </summary>
public sealed class SettleQuarter(House house, Rules rules)
{
    static readonly TimeSpan look = TimeSpan.FromMilliseconds(100);

    /// <summary>Two cores are what a small server has; the database works beside.</summary>
    const int Workers = 2;

    /// <exception cref="Refusal">The file is broken, is another one than was settled, or a later quarter is settled. Nothing is stored.</exception>
    public async Task<Settled> RunAsync(SettleOrder order, CancellationToken ct)
    {
        var (stored, alreadyRun) = await LoadAsync(order, ct);
        if (stored.Figures is { } known) return new(order.Quarter, known, alreadyRun);

        var plan = new DirectSettlement(rules.Stamped<AidPlan>(stored.Rule));
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(plan, order, ct), ct)));
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        return new(order.Quarter, await FinishAsync(connection, order, ct), AlreadyRun: false);
    }

    /// <summary>What the settlement would pay, by district and the largest; nothing is stored.</summary>
    public async Task<TrialSettlement> TryAsync(SettleOrder order, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await AidLock.TakeAsync(connection, ct);
        var stored = await FoundAsync(connection, order, ct);
        Rule.Require(stored is null or { IsFinished: true }, Say.FinishFirst(order.Quarter));
        if (stored is null)
        {
            await new LoadLines(connection, house.Vault, rules, house.Clock).RunAsync(order.Quarter, order.Path, order.FileName, order.By, order.Progress, ct);
            stored = (await StoredSettlement.FindAsync(connection, order.Quarter, ct))!;
            var plan = new DirectSettlement(rules.Stamped<AidPlan>(stored.Rule));
            while (await SettleUnit.TakeAsync(connection, order.Quarter, ct) is { } unit) await new SettleUnit(connection, plan, order.Quarter).RunAsync(unit, Now, ct);
            return await TrialSettlement.OfAsync(connection, order.Quarter, await SumAsync(connection, order.Quarter, ct), ct);
        }

        return await TrialSettlement.OfAsync(connection, order.Quarter, stored.Figures!, ct);
    }

    DateTime Now => house.Clock.GetUtcNow().UtcDateTime;

    async Task<(StoredSettlement Stored, bool Finished)> LoadAsync(SettleOrder order, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await StoredSettlement.FindAsync(connection, order.Quarter, ct) is null) await AidLock.TakeAsync(connection, ct);
        if (await FoundAsync(connection, order, ct) is { } stored) return (stored, stored.IsFinished);

        await new LoadLines(connection, house.Vault, rules, house.Clock).RunAsync(order.Quarter, order.Path, order.FileName, order.By, order.Progress, ct);
        await transaction.CommitAsync(ct);
        return ((await StoredSettlement.FindAsync(connection, order.Quarter, ct))!, false);
    }

    /// <summary>The run of this very file, if there is one; another file or a quarter before a settled one is refused.</summary>
    static async Task<StoredSettlement?> FoundAsync(NpgsqlConnection connection, SettleOrder order, CancellationToken ct)
    {
        if (await StoredSettlement.FindAsync(connection, order.Quarter, ct) is { } stored)
        {
            Rule.Require(HashedFile.HashOf(order.Path).AsSpan().SequenceEqual(stored.FileHash), Say.OtherFile(order.Quarter));
            return stored;
        }

        await using var ask = new NpgsqlCommand("SELECT max(quarter), max(quarter) FILTER (WHERE finished_at IS NULL) FROM aid_settlements", connection);
        await using var row = await ask.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        Rule.Require(row.IsDBNull(0) || row.GetInt32(0) < order.Quarter.Code, Say.LaterIsSettled(order.Quarter, row.IsDBNull(0) ? default : new(row.GetInt32(0))));
        Rule.Require(row.IsDBNull(1), Say.FinishFirst(row.IsDBNull(1) ? default : new(row.GetInt32(1))));
        return null;
    }

    /// <summary>Takes units until all are done, by whomever; those of a program that died come free.</summary>
    async Task WorkAsync(DirectSettlement plan, SettleOrder order, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        while (true)
        {
            await using (var transaction = await connection.BeginTransactionAsync(ct))
            {
                if (await SettleUnit.TakeAsync(connection, order.Quarter, ct) is { } unit)
                {
                    await new SettleUnit(connection, plan, order.Quarter).RunAsync(unit, Now, ct);
                    await transaction.CommitAsync(ct);
                    continue;
                }
            }

            if (await LeftAsync(connection, order.Quarter, ct) == 0) return;
            await Task.Delay(look, ct);
        }
    }

    static async Task<long> LeftAsync(NpgsqlConnection connection, Quarter quarter, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT count(*) FROM aid_settlement_units WHERE quarter = $1 AND done_at IS NULL", connection);
        return (long)(await ask.With(quarter.Code).ExecuteScalarAsync(ct))!;
    }

    /// <summary>Whoever comes first writes the figures and the log's line.</summary>
    async Task<SettlementFigures> FinishAsync(NpgsqlConnection connection, SettleOrder order, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var finish = new NpgsqlCommand(
            """
            UPDATE aid_settlements s SET finished_at = $2, known_lines = u.known_lines, unknown_lines = u.unknown_lines, ineligible = u.ineligible, payments = u.payments, failed = u.failed, total_fen = u.total_fen, overpaid = u.overpaid
            FROM (SELECT sum(known_lines)::int known_lines, sum(unknown_lines)::int unknown_lines, sum(ineligible)::int ineligible, sum(payments)::int payments, sum(failed)::int failed, sum(total_fen)::bigint total_fen,
                sum(overpaid)::int overpaid FROM aid_settlement_units WHERE quarter = $1) u
            WHERE s.quarter = $1 AND s.finished_at IS NULL
            """, connection);
        if (await finish.With(order.Quarter.Code, Now).ExecuteNonQueryAsync(ct) == 1) await LogAsync(connection, order, ct);
        await transaction.CommitAsync(ct);
        return (await StoredSettlement.FindAsync(connection, order.Quarter, ct))!.Figures!;
    }

    async Task LogAsync(NpgsqlConnection connection, SettleOrder order, CancellationToken ct)
    {
        var stored = (await StoredSettlement.FindAsync(connection, order.Quarter, ct))!;
        await new LogLine(order.By, Did.SettledQuarter, house.Clock.GetUtcNow(), Amount: stored.Figures!.Payments, Hash: stored.FileHash).WriteAsync(connection, ct);
    }

    static async Task<SettlementFigures> SumAsync(NpgsqlConnection connection, Quarter quarter, CancellationToken ct)
    {
        await using var sum = new NpgsqlCommand(
            """
            SELECT s.lines, s.refused_lines, sum(u.known_lines)::int, sum(u.unknown_lines)::int, sum(u.ineligible)::int, sum(u.payments)::int, sum(u.failed)::int, sum(u.total_fen)::bigint, sum(u.overpaid)::int
            FROM aid_settlements s JOIN aid_settlement_units u ON u.quarter = s.quarter WHERE s.quarter = $1 GROUP BY s.lines, s.refused_lines
            """, connection);
        await using var row = await sum.With(quarter.Code).ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), new(row.GetInt64(7)), row.GetInt32(8));
    }
}
