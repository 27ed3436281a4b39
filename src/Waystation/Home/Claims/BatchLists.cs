using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>Of one plan: how much is due, and by when the first.</summary>
public sealed record DueRow(string Plan, int Payments, Money Total, DateOnly FirstDue);

public sealed record ClaimBatchRow(int Number, string Plan, DateTime PreparedAt, bool PreparedByMe, DateTime? ReleasedAt, int Payments, Money Total, int Paid);

/// <summary>A payment that came back, by the number of its claim.</summary>
public sealed record ReturnedRow(Guid Payment, Guid Claim, Money Sum, string Why)
{
    public string Number => Claim.ToString("N")[^8..].ToUpperInvariant();
}

/// <summary>What the officers of the centre see of the money on its way.</summary>
public sealed class BatchLists(NpgsqlDataSource source)
{
    public Task<List<DueRow>> DueAsync(CancellationToken ct) => ReadAsync("SELECT plan, count(*)::int, sum(fen)::bigint, min(due_on) FROM claim_payments WHERE state = 'due' GROUP BY plan ORDER BY min(due_on), plan",
        row => new DueRow(row.GetString(0), row.GetInt32(1), new(row.GetInt64(2)), row.GetFieldValue<DateOnly>(3)), ct);

    /// <summary>What came back stands no longer in its batch, but the batch went out with it.</summary>
    public Task<List<ClaimBatchRow>> LatestAsync(Desk desk, CancellationToken ct) => ReadAsync(
        """
        SELECT b.number, b.plan, b.prepared_at, b.prepared_by = $1, b.released_at, count(p.id)::int, coalesce(sum(p.fen), 0)::bigint, (count(*) FILTER (WHERE p.state = 'paid'))::int
        FROM claim_batches b LEFT JOIN claim_payments p ON p.batch = b.number GROUP BY b.number ORDER BY b.number DESC LIMIT 50
        """, row => new ClaimBatchRow(row.GetInt32(0), row.GetString(1), row.GetDateTime(2), row.GetBoolean(3), row.IsDBNull(4) ? null : row.GetDateTime(4), row.GetInt32(5), new(row.GetInt64(6)), row.GetInt32(7)), ct, desk.Caller.AccountId);

    public Task<List<ReturnedRow>> WaitingAsync(CancellationToken ct) => ReadAsync("SELECT id, claim_id, fen, coalesce(returned_why, '') FROM claim_payments WHERE state = 'failed' ORDER BY due_on, reference LIMIT 100",
        row => new ReturnedRow(row.GetGuid(0), row.GetGuid(1), new(row.GetInt64(2)), row.GetString(3)), ct);

    async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object[] values)
    {
        await using var ask = source.CreateCommand(sql);
        await using var row = await ask.With(values).ExecuteReaderAsync(ct);
        List<T> all = [];
        while (await row.ReadAsync(ct)) all.Add(read(row));
        return all;
    }
}
