using Npgsql;
using NpgsqlTypes;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>
/// Files handed in by the browser. An upload is written down before it is read, so that closing the browser or restarting
/// the program loses nothing; the file itself is deleted as soon as its run is over.
/// </summary>
public sealed class UploadedImports(NpgsqlDataSource source, DataFolder folder, TimeProvider clock)
{
    public const long LargestUpload = 100L << 20;

    readonly SemaphoreSlim waiting = new(0);

    /// <summary>Keeps the file and announces its run.</summary>
    /// <param name="desk">Whose import it is, and with it where it may place people.</param>
    /// <returns>The run; of a file that this post handed in and that is waiting or running already, that run.</returns>
    public async Task<Guid> AnnounceAsync(Desk desk, Stream content, string fileName, ImportKind what, bool dryRun, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var path = PathOf(id);
        Directory.CreateDirectory(folder.Uploads);
        await using (var kept = new FileStream(path, OnlyForUs()))
            await content.CopyToAsync(kept, ct);

        var run = await InsertAsync(desk.Caller, id, path, fileName, what, dryRun, ct);
        if (run != id) File.Delete(path);
        waiting.Release();
        return run;
    }

    static FileStreamOptions OnlyForUs()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    async Task<Guid> InsertAsync(Caller by, Guid id, string path, string fileName, ImportKind what, bool dryRun, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            INSERT INTO import_runs (id, kind, file_name, file_hash, workbook, dry_run, upload, started_at, account_id, post_id, union_id) VALUES ($1, $2, $3, $4, false, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (file_hash, kind, post_id) WHERE finished_at IS NULL AND NOT dry_run DO UPDATE SET upload = coalesce(import_runs.upload, excluded.upload)
            RETURNING id
            """);
        var name = Path.GetFileName(fileName);
        var hash = await ImportRun.HashOfAsync(path, ct);
        command.With(id, ImportRun.CodeOf(what), name.Length > 200 ? name[^200..] : name, hash, dryRun, id.ToString(), clock.GetUtcNow().UtcDateTime, by.AccountId, by.Post!.Id, by.Post.UnionId);
        return (Guid)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Until a file is handed in, or for so long: another node may have taken one in.</summary>
    internal Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => waiting.WaitAsync(atMost, ct);

    internal async Task<Waiting?> NextAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("SELECT id, kind, file_name, dry_run, account_id, post_id FROM import_runs WHERE finished_at IS NULL AND upload IS NOT NULL ORDER BY started_at LIMIT 1");
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return null;

        // Uploads from before there were accounts came from whoever could read the whole folder.
        var by = row.IsDBNull(4) ? Actor.Command : Actor.Account(row.GetGuid(4), row.GetGuid(5));
        return new Waiting(row.GetGuid(0), PathOf(row.GetGuid(0)), ImportRun.KindOf(row.GetString(1)), row.GetString(2), row.GetBoolean(3), by);
    }

    /// <summary>The file is done with, or was refused: the run says so and the file goes.</summary>
    internal async Task CloseAsync(Waiting run, Sentence? refusal, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "UPDATE import_runs SET upload = NULL, finished_at = coalesce(finished_at, $2), refusal_key = $3, refusal_parts = $4 WHERE id = $1");
        command.Parameters.Add(new() { Value = run.Id });
        command.Parameters.Add(new() { Value = clock.GetUtcNow().UtcDateTime });
        command.Parameters.Add(new() { Value = (object?)refusal?.Key ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)refusal?.Parts.Select(p => p?.ToString() ?? "").ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(ct);
        File.Delete(run.Path);
    }

    string PathOf(Guid id) => Path.Combine(folder.Uploads, id.ToString());
}

/// <summary>An upload that is to be imported.</summary>
sealed record Waiting(Guid Id, string Path, ImportKind What, string FileName, bool DryRun, Actor By);
