using System.IO.Compression;
using System.Text.Json;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>What a backup says of itself, in <c>manifest.json</c>: the schema it was taken from and every part with its size, rows and hash.</summary>
/// <param name="Server">PostgreSQL's version, for the reader; any supported version may read the archive.</param>
/// <param name="MasterKeys">Ids of the master keys without which the sealed values stay closed. The keys themselves are never in a backup.</param>
sealed record ArchiveManifest(
    int Format, DateTimeOffset MadeAt, string Server, string[] MasterKeys,
    ArchivedMigration[] Migrations, ArchivedTable[] Tables, ArchivedSequence[] Sequences, ArchivedUpload[] Uploads)
{
    public const int CurrentFormat = 1;
    const string EntryName = "manifest.json";
    const int LargestBytes = 64 << 20;
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Parts of the archive besides this one.</summary>
    public IEnumerable<string> Entries => Tables.Select(t => t.Entry).Concat(Uploads.Select(u => u.Entry));

    public async Task WriteAsync(ZipArchive archive, CancellationToken ct)
    {
        await using var entry = await archive.CreateEntry(EntryName).OpenAsync(ct);
        await JsonSerializer.SerializeAsync(entry, this, json, ct);
    }

    public static async Task<ArchiveManifest> ReadAsync(ZipArchive archive, CancellationToken ct)
    {
        try
        {
            var entry = archive.GetEntry(EntryName);
            if (entry is null || entry.Length > LargestBytes) throw new Refusal(Say.NotABackup);

            await using var text = await entry.OpenAsync(ct);
            var manifest = await JsonSerializer.DeserializeAsync<ArchiveManifest>(text, json, ct);
            Rule.Require(manifest is { Format: CurrentFormat, Tables: not null, Migrations: not null, Sequences: not null, Uploads: not null, MasterKeys: not null }, Say.NotABackup);
            return manifest!;
        }
        catch (JsonException e)
        {
            throw new Refusal(Say.NotABackup, e);
        }
    }
}

sealed record ArchivedMigration(int Number, string Name, string Sha256);

/// <summary>The rows of one table as PostgreSQL's text COPY writes them, which every version reads.</summary>
sealed record ArchivedTable(string Name, string[] Columns, long Rows, long Bytes, string Sha256)
{
    public string Entry => $"tables/{Name}.copy";

    /// <summary>For COPY: quoted as names that may be anything.</summary>
    public string QuotedColumns => string.Join(", ", Columns.Select(Quoted));

    public string QuotedName => Quoted(Name);

    static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

sealed record ArchivedSequence(string Name, long LastValue, bool IsCalled);

/// <param name="Path">Below the uploads folder, with forward slashes.</param>
sealed record ArchivedUpload(string Path, long Bytes, string Sha256)
{
    public string Entry => $"uploads/{Path}";
}
