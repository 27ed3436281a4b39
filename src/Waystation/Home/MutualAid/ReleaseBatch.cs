using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>A second officer lets a prepared batch go to the bank: from then on it is with the bank, and only its answer moves it.</summary>
public sealed class ReleaseBatch(House house)
{
    public async Task RunAsync(Desk desk, int number, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await AidLock.TakeAsync(connection, ct);
        await RequireAsync(connection, desk, number, ct);
        var (payments, fen) = await MoneyMoves.MoveAsync(connection, "state = 'released'", "batch = $1 AND state = 'prepared'", "payable", "bank", ct, number);
        Rule.Require(payments > 0, Say.NothingToRelease);
        await using var release = new NpgsqlCommand("UPDATE aid_batches SET released_at = $2, released_by = $3, payments = $4, total_fen = $5 WHERE number = $1", connection);
        await release.With(number, desk.Now, desk.Caller.AccountId, payments, fen).ExecuteNonQueryAsync(ct);
        await new LogLine(desk.Caller.Actor, Did.ReleasedPayments, house.Clock.GetUtcNow(), Amount: payments).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    static async Task RequireAsync(NpgsqlConnection connection, Desk desk, int number, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(
            "SELECT b.prepared_by, b.released_at IS NULL, s.finished_at IS NOT NULL FROM aid_batches b JOIN aid_settlements s ON s.quarter = b.quarter WHERE b.number = $1 FOR UPDATE OF b", connection);
        await using var row = await find.With(number).ExecuteReaderAsync(ct);
        Rule.Require(await row.ReadAsync(ct) && row.GetBoolean(2), Say.NoSuchBatch);
        Rule.Require(row.GetBoolean(1), Say.ReleasedAlready);
        Rule.Require(row.IsDBNull(0) || row.GetGuid(0) != desk.Caller.AccountId, Say.AnotherOfficerReleases);
    }
}
