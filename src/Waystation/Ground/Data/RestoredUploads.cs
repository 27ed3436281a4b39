using System.IO.Compression;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>Uploads on their way back: unpacked beside, put in place just before the database commits, taken away again if it does not.</summary>
sealed class RestoredUploads : IAsyncDisposable
{
    readonly DataFolder folder;
    bool placed, kept;

    RestoredUploads(DataFolder folder) => this.folder = folder;

    string Unpacked => folder.Uploads + ".restoring";

    public static RestoredUploads Into(DataFolder folder)
    {
        Rule.Require(!Directory.Exists(folder.Uploads) || !Directory.EnumerateFileSystemEntries(folder.Uploads).Any(), Say.RestoreNeedsEmptyUploads(folder.Uploads));
        return new RestoredUploads(folder);
    }

    public async Task TakeAsync(ArchiveManifest manifest, ZipArchive archive, CancellationToken ct)
    {
        if (manifest.Uploads.Length == 0) return;

        Directory.CreateDirectory(Unpacked);
        foreach (var upload in manifest.Uploads) await UnpackAsync(upload, archive, ct);
        if (Directory.Exists(folder.Uploads)) Directory.Delete(folder.Uploads);
        Directory.Move(Unpacked, folder.Uploads);
        placed = true;
    }

    public void Keep() => kept = true;

    public ValueTask DisposeAsync()
    {
        if (Directory.Exists(Unpacked)) Directory.Delete(Unpacked, recursive: true);
        if (placed && !kept) Directory.Delete(folder.Uploads, recursive: true);
        return ValueTask.CompletedTask;
    }

    async Task UnpackAsync(ArchivedUpload upload, ZipArchive archive, CancellationToken ct)
    {
        var path = Path.GetFullPath(Path.Combine(Unpacked, upload.Path));
        Rule.Require(path.StartsWith(Unpacked + Path.DirectorySeparatorChar, StringComparison.Ordinal), Say.BackupDamaged(upload.Entry));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var content = await archive.GetEntry(upload.Entry)!.OpenAsync(ct);
        await using var file = new FileStream(path, FileMode.CreateNew);
        var measured = await Measured.CopyAsync(content, file, ct, atMost: upload.Bytes);
        Rule.Require(measured.Sha256 == upload.Sha256, Say.BackupDamaged(upload.Entry));
    }
}
