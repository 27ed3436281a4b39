using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Equipment;

/// <summary>
/// The ledger of things. Rows are only added; who holds how many is counted by the database with each of them, and a holder who would
/// give more than it has is refused there, however many write at once.
/// </summary>
public sealed class GoodsLedger(Desk desk, WaystationDb db, EntryForm form)
{
    const string NeverBelowZero = "goods_balances_never_below_zero";

    /// <summary>All of them or none, in the transaction that runs.</summary>
    public async Task WriteAsync(IReadOnlyList<GoodsMove> moves, CancellationToken ct)
    {
        if (moves.Count == 0) return;

        await using var write = new NpgsqlCommand(
            """
            INSERT INTO goods_moves (id, act, kind, quantity, from_place, from_id, to_place, to_id, station_id, batch_id, delivery_id, reason, reverses, account_id, second_id, at)
            SELECT m.id, act, kind, quantity, from_place, from_id, to_place, to_id, station_id, batch_id, delivery_id, reason, reverses, coalesce(first_id, $14), CASE WHEN first_id IS NULL THEN NULL ELSE $14 END, $15
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::uuid[], $7::text[], $8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[], $12::text[], $13::uuid[], $16::uuid[])
                AS m (id, act, kind, quantity, from_place, from_id, to_place, to_id, station_id, batch_id, delivery_id, reason, reverses, first_id)
            """, (NpgsqlConnection)db.Database.GetDbConnection()).With(
            Of(m => m.Id), Of(m => GoodsCode.Of(m.Act)), Of(m => m.Kind), Of(m => m.Quantity), Of(m => GoodsCode.Of(m.From.Place)), Of(m => m.From.Id), Of(m => GoodsCode.Of(m.To.Place)), Of(m => m.To.Id),
            Of(m => m.StationId), Of(m => m.BatchId), Of(m => m.DeliveryId), Of(m => m.Reason), Of(m => m.Reverses), desk.Caller.AccountId, desk.Now, Of(m => m.FirstId));
        await GuardedAsync(() => write.ExecuteNonQueryAsync(ct));

        T[] Of<T>(Func<GoodsMove, T> part) => [.. moves.Select(part)];
    }

    /// <summary>Runs the acts of one operation in one transaction; a refusal leaves nothing behind. A form that was entered before is refused.</summary>
    public async Task InOneAsync(Func<Task> act, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            await form.TakeAsync(ct);
            await act();
            await transaction.CommitAsync(ct);
        }
        catch
        {
            db.ChangeTracker.Clear();
            throw;
        }
    }

    /// <summary>What the database refuses, in words.</summary>
    internal static async Task GuardedAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (PostgresException error) when (error.ConstraintName == NeverBelowZero)
        {
            throw new Refusal(Say.NotSoMany, error);
        }
        catch (PostgresException error) when (error.ConstraintName == FundLedger.NeverBelowZero)
        {
            throw new Refusal(Say.NotSoMuchMoney, error);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation && error.ConstraintName!.EndsWith("_reverses_key", StringComparison.Ordinal))
        {
            throw new Refusal(Say.ReversedAlready, error);
        }
        catch (PostgresException error) when (DatabaseRule.IsBrokenBy(error))
        {
            throw DatabaseRule.Refusal(error);
        }
    }
}
