using System.Globalization;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.MutualAid;

/// <param name="Unknown">References that are not with the bank in this batch; they change nothing.</param>
public sealed record BankAnswered(int Paid, int Returned, int Unknown);

/// <summary>What the bank made of a batch: paid, or returned with a reason; what it returned waits for its card again. Safe to repeat.</summary>
public sealed class BankAnswer(House house)
{
    public async Task<BankAnswered> RunAsync(Desk desk, int number, string path, CancellationToken ct)
    {
        var rows = Read(path);
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await AidLock.TakeAsync(connection, ct);
        var paid = await DoAsync(connection, "UPDATE aid_payments SET state = 'paid' WHERE batch = $1 AND state = 'released' AND reference = ANY ($2)", number, [.. rows.Where(r => r.Why is null).Select(r => r.Reference)], ct);
        var returned = 0;
        foreach (var why in rows.Where(r => r.Why is not null).GroupBy(r => r.Why!))
            returned += (await MoneyMoves.MoveAsync(connection, "state = 'failed', batch = NULL, returned_why = $3", "batch = $1 AND state = 'released' AND reference = ANY ($2)", "bank", "suspense", ct,
                number, why.Select(r => r.Reference).ToArray(), why.Key)).Payments;
        await new LogLine(desk.Caller.Actor, Did.RecordedBankAnswer, house.Clock.GetUtcNow(), Amount: paid + returned, Hash: HashedFile.HashOf(path)).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
        return new(paid, returned, rows.Count - paid - returned);
    }

    /// <summary>Each reference, and why it was not paid.</summary>
    internal static List<(long Reference, string? Why)> Read(string path)
    {
        using var sheet = Sheet.Open(path);
        var table = FormTable.Find(sheet, "业务参考号*|参考号", "处理结果*|结果|状态", "失败原因*|原因|备注");
        List<(long, string?)> rows = [];
        foreach (var row in table.Rows())
        {
            var (typed, result, why) = (Plain.Compact(row[table.Column("业务参考号")].Text).TrimStart('\''), Plain.Compact(row[table.Column("处理结果")].Text), Plain.Text(row[table.Column("失败原因")].Text));
            Rule.Require(long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var reference), Say.AnswerUnreadable(row.Number));
            Rule.Require(result is "成功" or "失败" or "退回", Say.AnswerUnreadable(row.Number));
            rows.Add((reference, result is "成功" ? null : why.Length == 0 ? result : why.Length > 200 ? why[..200] : why));
        }

        return rows;
    }

    static async Task<int> DoAsync(NpgsqlConnection connection, string sql, int number, long[] references, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.With(number, references).ExecuteNonQueryAsync(ct);
    }
}
