using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Shared;

namespace Waystation.MutualAid;

public sealed record QuarterRow(Quarter Quarter, string File, int Lines, int Refused, int? Payments, int? Failed, Money Total, int Units);

public sealed record BatchRow(int Number, DateTime PreparedAt, bool PreparedByMe, bool ByCommand, DateTime? ReleasedAt, int Payments, Money Total, int Paid, int Waiting);

/// <summary>A payment that waits for a card; name and number masked.</summary>
public sealed record WaitingPayment(Quarter Quarter, Guid Person, string Name, string Number, Money Amount, string? Why, bool HasDied);

/// <summary>What the officers of the centre see of the settlements.</summary>
public sealed class SettlementViews(House house, PersonFile files)
{
    /// <summary>A settlement is the whole city's; a post that reaches less sees none of it.</summary>
    public static bool MaySee(Desk desk) => desk.Post.Reach.Everything;

    public Task<List<QuarterRow>> QuartersAsync(CancellationToken ct) => ReadAsync(
        """
        SELECT s.quarter, s.file_name, s.lines, s.refused_lines, s.payments, s.failed, coalesce(s.total_fen, 0), (SELECT count(*)::int FROM aid_settlement_units u WHERE u.quarter = s.quarter AND u.done_at IS NOT NULL)
        FROM aid_settlements s ORDER BY s.quarter DESC LIMIT 40
        """,
        row => new QuarterRow(new(row.GetInt32(0)), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.IsDBNull(4) ? null : row.GetInt32(4), row.IsDBNull(5) ? null : row.GetInt32(5), new(row.GetInt64(6)), row.GetInt32(7)), ct);

    public Task<List<BatchRow>> BatchesAsync(Quarter quarter, Desk desk, CancellationToken ct) => ReadAsync(
        """
        SELECT b.number, b.prepared_at, coalesce(b.prepared_by = $2, false), b.prepared_by IS NULL, b.released_at, count(p.*)::int, coalesce(sum(p.fen), 0)::bigint, count(*) FILTER (WHERE p.state = 'paid')::int,
            count(*) FILTER (WHERE p.state = 'prepared')::int
        FROM aid_batches b LEFT JOIN aid_payments p ON p.batch = b.number WHERE b.quarter = $1 GROUP BY b.number ORDER BY b.number
        """,
        row => new BatchRow(row.GetInt32(0), row.GetDateTime(1), row.GetBoolean(2), row.GetBoolean(3), row.IsDBNull(4) ? null : row.GetDateTime(4), row.GetInt32(5), new(row.GetInt64(6)), row.GetInt32(7), row.GetInt32(8)), ct, quarter.Code, desk.Caller.AccountId);

    /// <summary>Each of those shown finds it among what was looked at.</summary>
    public async Task<List<WaitingPayment>> WaitingAsync(Desk desk, Quarter quarter, int most, CancellationToken ct)
    {
        var waiting = await WaitingAsync(quarter, most, ct);
        if (waiting.Count == 0) return waiting;
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await files.SeenAsync(connection, desk, Did.SawWaitingPayments, [.. waiting.Select(w => w.Person)], ct);
        return waiting;
    }

    Task<List<WaitingPayment>> WaitingAsync(Quarter quarter, int most, CancellationToken ct) => ReadAsync(
        """
        SELECT p.person_id, p.fen, i.secrets, p.returned_why, EXISTS (SELECT FROM insured_days d WHERE d.id = p.person_id AND d.died_on IS NOT NULL)
        FROM aid_payments p JOIN insured_people i ON i.id = p.person_id WHERE p.quarter = $1 AND p.state = 'failed' ORDER BY p.person_id LIMIT $2
        """,
        row =>
        {
            var secrets = InsuredSecrets.Open(row.GetFieldValue<byte[]>(2), house.Vault);
            return new WaitingPayment(quarter, row.GetGuid(0), PersonName.Masked(secrets.Name), IdentityDocument.Masked(secrets.Number), new(row.GetInt64(1)), row.IsDBNull(3) ? secrets.CardState : row.GetString(3), row.GetBoolean(4));
        }, ct, quarter.Code, most);

    public async Task<TrialSettlement?> TotalsAsync(Quarter quarter, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        return await StoredSettlement.FindAsync(connection, quarter, ct) is { Figures: { } figures } ? await TrialSettlement.OfAsync(connection, quarter, figures, ct) : null;
    }

    async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object[] values)
    {
        await using var ask = house.Database.Source.CreateCommand(sql);
        await using var row = await ask.With(values).ExecuteReaderAsync(ct);
        List<T> all = [];
        while (await row.ReadAsync(ct)) all.Add(read(row));
        return all;
    }
}
