using Npgsql;
using Waystation.Data;

namespace Waystation.Pictures;

/// <summary>
/// The files of pictures, under names of our own making: the id and the hash. A file is whole before it bears its name. One that no row names
/// (the program ended between the two) hurts nobody and is swept away; a row without its file takes it again when the phone sends it again.
/// </summary>
public sealed class PictureFiles(DataFolder folder, NpgsqlDataSource source)
{
    /// <summary>Held by whoever puts a file in place together with its row, and alone by the sweep.</summary>
    public const string Lock = "hashtext('pictures')";
    const int HashDigits = 16, IdDigits = 32;
    const string Ending = ".jpg", Small = ".small.jpg";
    static readonly TimeSpan atLeastOld = TimeSpan.FromHours(1);

    string Root => Path.Combine(folder.Uploads, "pictures");

    public string PathOf(Guid id, ReadOnlySpan<byte> sha256, bool small = false)
    {
        var name = $"{id:n}";
        // The last digits are drawn by chance in every version of id; the first are the time.
        return Path.Combine(Root, name[^2..], $"{name}-{Convert.ToHexStringLower(sha256)[..HashDigits]}{(small ? Small : Ending)}");
    }

    /// <summary>Null where it has gone.</summary>
    public FileStream? Open(Picture picture, bool small)
    {
        try
        {
            return new FileStream(PathOf(picture.Id, picture.Sha256, small), new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes it whole, on the disk, under a name that nobody reads.</summary>
    /// <returns>That name, for <see cref="Place"/>.</returns>
    internal static async Task<string> WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            FolderEntries.Flush(Path.GetDirectoryName(folder)!);
        }

        var unfinished = $"{path}.{Guid.NewGuid():n}.part";
        var order = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, PreallocationSize = bytes.Length };
        if (!OperatingSystem.IsWindows()) order.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(unfinished, order);
        await file.WriteAsync(bytes, ct);
        file.Flush(flushToDisk: true);
        return unfinished;
    }

    /// <summary>From then on the name, too, outlives a power cut.</summary>
    internal static void Place(string unfinished, string path)
    {
        File.Move(unfinished, path, overwrite: true);
        FolderEntries.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>After the row says that it is forgotten.</summary>
    public void Forget(Guid id, ReadOnlySpan<byte> sha256)
    {
        foreach (var small in new[] { false, true }) Remove(PathOf(id, sha256, small));
    }

    /// <summary>Takes away what no row names and what was never finished.</summary>
    public async Task<int> SweepAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (!Directory.Exists(Root)) return 0;

        var gone = 0;
        var old = Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Where(file => now - File.GetLastWriteTimeUtc(file) > atLeastOld);
        foreach (var some in old.Chunk(1000)) gone += await SweepAsync(some, ct);
        return gone;
    }

    async Task<int> SweepAsync(string[] files, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var alone = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({Lock})", connection)) await alone.ExecuteNonQueryAsync(ct);
        var named = await NamedAsync(connection, [.. files.Select(IdOf).OfType<Guid>()], ct);
        var orphans = files.Where(file => !named.Contains(file)).ToList();
        orphans.ForEach(Remove);
        return orphans.Count;
    }

    async Task<HashSet<string>> NamedAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT id, sha256 FROM pictures WHERE id = ANY ($1) AND forgotten_at IS NULL", connection);
        ask.With(ids);
        await using var row = await ask.ExecuteReaderAsync(ct);
        HashSet<string> named = [];
        while (await row.ReadAsync(ct))
            foreach (var small in new[] { false, true }) named.Add(PathOf(row.GetGuid(0), row.GetFieldValue<byte[]>(1), small));
        return named;
    }

    static Guid? IdOf(string file) => Path.GetFileName(file) is { Length: > IdDigits } name && Guid.TryParseExact(name[..IdDigits], "n", out var id) ? id : null;

    static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing of that kind was ever kept.
        }
    }
}
