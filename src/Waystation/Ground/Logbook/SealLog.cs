using System.Data;
using Npgsql;
using NpgsqlTypes;
using Waystation.Data;

namespace Waystation.Logbook;

/// <summary>
/// Seals what is ripe: rows of transactions older than every open one, so that no row can still come before a sealed one.
/// A link in each row's own transaction would put every writer in one queue. One sealer at a time, whatever the number of nodes.
/// </summary>
public sealed class SealLog(NpgsqlDataSource source, DataFolder folder, TimeProvider clock)
{
    const long OneSealer = 6_001;
    const int MostRows = 100_000;

    readonly SealFile file = new(folder);

    /// <summary>Off only in the test that shows what it guards against.</summary>
    internal bool OnlyRipe { get; init; } = true;

    public SealLog(House house) : this(house.Database.Source, house.Folder, house.Clock) { }

    /// <summary>How many rows were sealed; nothing where another node is sealing.</summary>
    public async Task<long> RunAsync(CancellationToken ct = default)
    {
        var done = 0L;
        int rows;
        do done += rows = await SealNextAsync(ct);
        while (rows == MostRows);
        await NoteOutsideAsync(ct);
        return done;
    }

    async Task<int> SealNextAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        // The lock first, by itself: a snapshot taken before it could miss the seal of whoever held it.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        await using (var alone = new NpgsqlCommand($"SELECT pg_try_advisory_xact_lock({OneSealer})", connection))
            if (await alone.ExecuteScalarAsync(ct) is not true) return 0;

        var before = await Seal.LastAsync(connection);
        using var wax = new Wax(before);
        await foreach (var row in SealedRow.ReadAsync(connection, before.Last, ripe: OnlyRipe, MostRows, ct)) wax.Add(row);
        if (wax.Rows == 0) return 0;

        await StoreAsync(connection, wax.Press(), ct);
        await transaction.CommitAsync(ct);
        return wax.Rows;
    }

    async Task StoreAsync(NpgsqlConnection connection, Seal seal, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO logbook_seals (number, last_epoch, last_xid, last_seq, rows, hash, sealed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)", connection);
        command.Parameters.Add(new() { Value = seal.Number });
        command.Parameters.Add(new() { Value = seal.Last.Epoch });
        command.Parameters.Add(new() { Value = seal.Last.Xid, NpgsqlDbType = NpgsqlDbType.Xid8 });
        foreach (var value in (object[])[seal.Last.Seq, seal.Rows, seal.Hash, clock.GetUtcNow().UtcDateTime]) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Also what another process sealed, or what a crash kept from being noted; under the lock, so that the file stays in order.</summary>
    async Task NoteOutsideAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        if ((await Seal.LastAsync(connection)).Number <= file.Last()) return;

        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var alone = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({OneSealer})", connection)) await alone.ExecuteNonQueryAsync(ct);
        var missing = new List<Seal>();
        await foreach (var seal in Seal.AfterAsync(connection, file.Last())) missing.Add(seal);
        if (missing.Count > 0) await file.AddAsync(missing, ct);
    }
}
