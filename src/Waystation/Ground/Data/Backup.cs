using System.IO.Compression;
using Npgsql;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>What a backup holds, for the person who took it.</summary>
/// <param name="MasterKeys">Ids of the master keys that a restored house needs; they are kept elsewhere.</param>
public sealed record BackupReport(string File, int Tables, long Rows, int Uploads, long Bytes, IReadOnlyList<string> MasterKeys);

/// <summary>
/// Writes a house into one file while it goes on working: every table from one snapshot, then the uploads, each with its hash.
/// Our own archive, because the embedded PostgreSQL brings no pg_dump, and because text COPY is read by every version.
/// </summary>
public static class Backup
{
    /// <summary>The file must not exist yet; it appears under its name only when it is whole.</summary>
    public static async Task<BackupReport> WriteAsync(Database database, DataFolder folder, string file, TimeProvider clock, CancellationToken ct = default)
    {
        file = Path.GetFullPath(file);
        Rule.Require(!File.Exists(file), Say.BackupExists(file));
        Rule.Require(Directory.Exists(Path.GetDirectoryName(file)), Say.NoFolderForBackup(Path.GetDirectoryName(file)!));

        var unfinished = $"{file}.{Guid.NewGuid():n}.part";
        try
        {
            var manifest = await WriteArchiveAsync(database, folder, unfinished, clock, ct);
            File.Move(unfinished, file);
            return new BackupReport(file, manifest.Tables.Length, manifest.Tables.Sum(t => t.Rows), manifest.Uploads.Length, new FileInfo(file).Length, manifest.MasterKeys);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    static async Task<ArchiveManifest> WriteArchiveAsync(Database database, DataFolder folder, string file, TimeProvider clock, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await Catalogue.DoAsync(connection, "SET TRANSACTION READ ONLY", ct);
        await Catalogue.SpeakPlainlyAsync(connection, ct);

        await using var archive = await ZipArchive.CreateAsync(Create(file), ZipArchiveMode.Create, leaveOpen: false, entryNameEncoding: null, ct);
        var manifest = new ArchiveManifest(
            ArchiveManifest.CurrentFormat, clock.GetUtcNow(), connection.ServerVersion, await Catalogue.MasterKeysAsync(connection, ct),
            [.. (await Migrator.AppliedAsync(connection, ct)).OrderBy(m => m.Key).Select(m => new ArchivedMigration(m.Key, m.Value.Name, m.Value.Sha256))],
            await TablesAsync(connection, archive, ct), await Catalogue.SequencesAsync(connection, ct), await UploadsAsync(folder, archive, ct));
        await manifest.WriteAsync(archive, ct);
        return manifest;
    }

    /// <summary>Only its owner may read a backup: names and kinds of help stand in it in the clear.</summary>
    static FileStream Create(string file)
    {
        var order = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) order.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, order);
    }

    static async Task<ArchivedTable[]> TablesAsync(NpgsqlConnection connection, ZipArchive archive, CancellationToken ct)
    {
        var written = new List<ArchivedTable>();
        foreach (var table in await Catalogue.TablesAsync(connection, ct))
        {
            using var rows = await connection.BeginTextExportAsync($"COPY (SELECT {table.QuotedColumns} FROM {table.QuotedName}) TO STDOUT", ct);
            // The bytes as they come: decoding and encoding them again would cost half the time.
            var measured = await PutAsync(archive, table.Entry, ((StreamReader)rows).BaseStream, ct);
            written.Add(table with { Rows = measured.Lines, Bytes = measured.Bytes, Sha256 = measured.Sha256 });
        }

        return [.. written];
    }

    static async Task<ArchivedUpload[]> UploadsAsync(DataFolder folder, ZipArchive archive, CancellationToken ct)
    {
        if (!Directory.Exists(folder.Uploads)) return [];

        var written = new List<ArchivedUpload>();
        var wholeFiles = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFiles(folder.Uploads, "*", wholeFiles).Order(StringComparer.Ordinal))
        {
            await using var content = OpenIfThere(path);
            if (content is null) continue;

            var upload = new ArchivedUpload(Path.GetRelativePath(folder.Uploads, path).Replace('\\', '/'), 0, "");
            var measured = await PutAsync(archive, upload.Entry, content, ct);
            written.Add(upload with { Bytes = measured.Bytes, Sha256 = measured.Sha256 });
        }

        return [.. written];
    }

    /// <summary>The house goes on working: an upload that was listed may be done with, renamed or forgotten before its turn comes.</summary>
    static FileStream? OpenIfThere(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    static async Task<Measured> PutAsync(ZipArchive archive, string name, Stream content, CancellationToken ct)
    {
        await using var entry = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        return await Measured.CopyAsync(content, entry, ct);
    }
}
