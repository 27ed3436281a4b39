using Npgsql;
using Waystation.Data;

namespace Waystation.MutualAid;

/// <summary>Takes payments from one account of the ledger to another, and into another state, in one statement: they cannot come apart.</summary>
static class MoneyMoves
{
    /// <param name="which">A condition over <c>aid_payments p</c> with $1, $2 … from <paramref name="values"/>.</param>
    /// <param name="set">What is set, the state with it.</param>
    public static async Task<(int Payments, long Fen)> MoveAsync(NpgsqlConnection connection, string set, string which, string debit, string credit, CancellationToken ct, params object[] values)
    {
        var sql = $"WITH moved AS (UPDATE aid_payments p SET {set} WHERE {which} RETURNING quarter, person_id, fen), entered AS (INSERT INTO aid_ledger (quarter, person_id, debit, credit, fen) "
            + $"SELECT quarter, person_id, '{debit}', '{credit}', fen FROM moved) SELECT count(*)::int, coalesce(sum(fen), 0)::bigint FROM moved";
        await using var move = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var row = await move.With(values).ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetInt32(0), row.GetInt64(1));
    }
}
