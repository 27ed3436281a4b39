using Npgsql;
using Waystation.Accounts;
using Waystation.Data;

namespace Waystation.FullExports;

/// <summary>An export as pages show it: what, whose, what for, and how far it is.</summary>
public sealed record ExportView(
    Guid Id, string Union, bool Below, string? Indicator, DateOnly? Month, int People, string Purpose, bool IsMine, string AskedBy, string AskedPost, DateTime AskedAt, DateTime ExpiresAt,
    string? ReleasedBy, string? ReleasedPost, DateTime? ReleasedAt, DateTime? TakenAt)
{
    public string StateAt(DateTime now) => TakenAt is not null ? "taken" : now >= ExpiresAt ? "over" : ReleasedAt is not null ? "released" : "waiting";

    public string Address => $"/exports/{Id}";
}

/// <summary>The exports that an officer asked for, and those that wait for their release.</summary>
public sealed class ReadFullExports(Desk desk, NpgsqlDataSource source)
{
    const int Most = 100;

    const string Select =
        """
        SELECT e.id, u.name, e.below, e.indicator, e.month, e.people, e.purpose, e.asked_by = $1, a.name, au.name, e.asked_at, e.expires_at, r.name, ru.name, e.released_at, d.at
        FROM full_exports e JOIN unions u ON u.id = e.union_id JOIN accounts a ON a.id = e.asked_by JOIN posts ap ON ap.id = e.asked_post JOIN unions au ON au.id = ap.union_id
        LEFT JOIN accounts r ON r.id = e.released_by LEFT JOIN posts rp ON rp.id = e.released_post LEFT JOIN unions ru ON ru.id = rp.union_id
        LEFT JOIN full_export_downloads d ON d.export_id = e.id
        WHERE
        """;

    const string Mine = Select + " e.asked_by = $1 ORDER BY e.asked_at DESC LIMIT $2";

    // The same that a second officer's release requires.
    const string WaitingHere =
        """
         e.asked_by <> $1 AND e.released_at IS NULL AND e.expires_at > $2 AND ($3 OR NOT e.below)
            AND ($4 OR e.union_id = ANY ($5) OR EXISTS (SELECT FROM union_reach l WHERE l.above_id = $6 AND l.below_id = e.union_id AND l.during @> $7))
        """;

    const string ToRelease = Select + WaitingHere + " ORDER BY e.asked_at LIMIT 100";
    const string ToReleaseCount = "SELECT count(*) FROM full_exports e WHERE " + WaitingHere;
    const string One = Select + " e.id = $2";

    public Task<IReadOnlyList<ExportView>> MineAsync(CancellationToken ct) => ReadAsync(source.CreateCommand(Mine).With(desk.Caller.AccountId, Most), ct);

    public Task<IReadOnlyList<ExportView>> WaitingAsync(CancellationToken ct) => ReadAsync(Waiting(source.CreateCommand(ToRelease)), ct);

    public async Task<long> CountWaitingAsync(CancellationToken ct)
    {
        await using var ask = Waiting(source.CreateCommand(ToReleaseCount));
        return (long)(await ask.ExecuteScalarAsync(ct))!;
    }

    /// <param name="export">Found at this desk.</param>
    public async Task<ExportView> OneAsync(FullExport export, CancellationToken ct) => (await ReadAsync(source.CreateCommand(One).With(desk.Caller.AccountId, export.Id), ct))[0];

    NpgsqlCommand Waiting(NpgsqlCommand command)
    {
        var reach = desk.Post.Reach;
        return command.With(desk.Caller.AccountId, desk.Now, desk.Post.Below, reach.Everything, reach.Listed, reach.Above, desk.Today);
    }

    static async Task<IReadOnlyList<ExportView>> ReadAsync(NpgsqlCommand ask, CancellationToken ct)
    {
        await using var disposing = ask;
        await using var row = await ask.ExecuteReaderAsync(ct);
        List<ExportView> found = [];
        while (await row.ReadAsync(ct))
            found.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetBoolean(2), Text(row, 3), row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4), row.GetInt32(5), row.GetString(6), row.GetBoolean(7),
                row.GetString(8), row.GetString(9), row.GetDateTime(10), row.GetDateTime(11), Text(row, 12), Text(row, 13), At(row, 14), At(row, 15)));
        return found;
    }

    static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    static DateTime? At(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDateTime(column);
}
