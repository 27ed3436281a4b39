using System.IO.Compression;
using Npgsql;
using NpgsqlTypes;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>What was restored.</summary>
/// <param name="MasterKeys">Ids of the master keys that the restored house needs before it can open sealed values.</param>
public sealed record RestoreReport(DateTimeOffset MadeAt, int Tables, long Rows, int Uploads, IReadOnlyList<string> MasterKeys);

/// <summary>
/// Makes a house from a backup, in an empty folder and database only, whole or not at all. The schema is first made as it was
/// when the backup was taken, then filled, then brought up to this program.
/// </summary>
public static class Restore
{
    /// <summary>Throws <see cref="Refusal"/> for a damaged or changed archive, one of a newer program, or a target that holds anything.</summary>
    public static async Task<RestoreReport> ReadAsync(DataFolder folder, string? db, string file, Action<string>? tell = null, CancellationToken ct = default)
    {
        Rule.Require(File.Exists(file), Say.NoSuchBackup(file));
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(file, ct);
            var manifest = await ArchiveManifest.ReadAsync(archive, ct);
            RequireKnown(manifest);
            RequireWhole(manifest, archive);
            await using var uploads = RestoredUploads.Into(folder);
            await using var database = await Database.ConnectAsync(folder, db, tell, ct);
            await RestoreAsync(database, archive, manifest, uploads, ct);
            return new RestoreReport(manifest.MadeAt, manifest.Tables.Length, manifest.Tables.Sum(t => t.Rows), manifest.Uploads.Length, manifest.MasterKeys);
        }
        catch (InvalidDataException e)
        {
            throw new Refusal(Say.BackupDamaged(Path.GetFileName(file)), e);
        }
    }

    static void RequireKnown(ArchiveManifest manifest)
    {
        foreach (var run in manifest.Migrations)
        {
            var script = Migration.OfThisProgram.FirstOrDefault(m => m.Number == run.Number);
            Rule.Require(script is not null, Say.BackupIsNewer($"{run.Number:0000}-{run.Name}"));
            Rule.Require(script!.Sha256 == run.Sha256, Say.MigrationChanged($"{run.Number:0000}-{run.Name}"));
        }
    }

    static void RequireWhole(ArchiveManifest manifest, ZipArchive archive)
    {
        var there = archive.Entries.Select(e => e.FullName).ToHashSet();
        foreach (var name in manifest.Entries) Rule.Require(there.Contains(name), Say.BackupDamaged(name));
        Rule.Require(there.Count == manifest.Entries.Count() + 1, Say.BackupDamaged("manifest.json"));
    }

    static async Task RestoreAsync(Database database, ZipArchive archive, ArchiveManifest manifest, RestoredUploads uploads, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        Rule.Require(await Catalogue.IsEmptyAsync(connection, ct), Say.RestoreNeedsEmptyDatabase);

        var then = manifest.Migrations.Select(m => m.Number).ToHashSet();
        await Migrator.OfThisProgram.RunWithinAsync(connection, m => then.Contains(m.Number), ct);
        await FillAsync(connection, archive, manifest, ct);
        await Migrator.OfThisProgram.RunWithinAsync(connection, _ => true, ct);
        // Transaction ids begin anew here: what the log holds already stays before what comes.
        await Catalogue.DoAsync(connection, "INSERT INTO logbook_epochs (epoch) SELECT max(epoch) + 1 FROM (SELECT epoch FROM logbook UNION ALL SELECT epoch FROM logbook_epochs) known", ct);

        await uploads.TakeAsync(manifest, archive, ct);
        await transaction.CommitAsync(ct);
        uploads.Keep();
    }

    static async Task FillAsync(NpgsqlConnection connection, ZipArchive archive, ArchiveManifest manifest, CancellationToken ct)
    {
        await Catalogue.SpeakPlainlyAsync(connection, ct);
        var expected = await Catalogue.TablesAsync(connection, ct);
        Rule.Require(expected.Select(t => $"{t.Name}({t.QuotedColumns})").SequenceEqual(manifest.Tables.Select(t => $"{t.Name}({t.QuotedColumns})")), Say.BackupUnlikeItsSchema);
        try
        {
            var guards = await Unguarded.BeginAsync(connection, ct);
            if (expected.Count > 0) await Catalogue.DoAsync(connection, $"TRUNCATE {string.Join(", ", expected.Select(t => t.QuotedName))}", ct);
            foreach (var table in manifest.Tables) await LoadAsync(connection, archive, table, ct);
            foreach (var sequence in manifest.Sequences) await SetAsync(connection, sequence, ct);
            await guards.EndAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState.StartsWith("22", StringComparison.Ordinal) || e.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            throw new Refusal(Say.BackupDamaged(e.TableName ?? "tables"), e); // a value or a reference that the schema does not allow
        }
    }

    static async Task LoadAsync(NpgsqlConnection connection, ZipArchive archive, ArchivedTable table, CancellationToken ct)
    {
        await using var rows = await archive.GetEntry(table.Entry)!.OpenAsync(ct);
        var writer = await connection.BeginTextImportAsync($"COPY {table.QuotedName} ({table.QuotedColumns}) FROM STDIN", ct);
        try
        {
            var measured = await Measured.CopyAsync(rows, writer.BaseStream, ct, atMost: table.Bytes);
            Rule.Require(measured.Sha256 == table.Sha256 && measured.Lines == table.Rows, Say.BackupDamaged(table.Entry));
        }
        catch
        {
            await writer.CancelAsync();
            throw;
        }

        await writer.DisposeAsync();
        var counted = await Catalogue.TextsAsync(connection, $"SELECT count(*)::text FROM {table.QuotedName}", ct);
        Rule.Require(counted[0] == $"{table.Rows}", Say.BackupDamaged(table.Entry));
    }

    static async Task SetAsync(NpgsqlConnection connection, ArchivedSequence sequence, CancellationToken ct)
    {
        await using var set = new NpgsqlCommand("SELECT setval(format('%I', $1)::regclass, $2, $3)", connection);
        set.Parameters.Add(new() { Value = sequence.Name, NpgsqlDbType = NpgsqlDbType.Text });
        set.Parameters.Add(new() { Value = sequence.LastValue });
        set.Parameters.Add(new() { Value = sequence.IsCalled });
        await set.ExecuteScalarAsync(ct);
    }
}
