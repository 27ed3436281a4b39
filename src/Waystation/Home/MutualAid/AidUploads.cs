using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MutualAid;

public enum UploadKind { Register, Lines, Trial, Rule }

/// <param name="Share">How much of the file is read, in percent; null before it has begun.</param>
/// <param name="Result">What came of a trial or a register, as lines.</param>
public sealed record AidUploadRow(Guid Id, UploadKind Kind, Quarter? Quarter, string File, DateTime MadeAt, int? Share, bool IsOver, Sentence? Refusal, IReadOnlyList<UploadLine> Result);

/// <summary>A line of what came of a file, said in the reader's language when it is read.</summary>
/// <param name="Row">The row of the file it speaks of.</param>
public sealed record UploadLine(int? Row, string Key, IReadOnlyList<string> Parts)
{
    public static UploadLine Of(Sentence said, int? row = null) => new(row, said.Key, AidUploads.Texts(said));

    public override string ToString()
    {
        var said = Words.Say(Key, [.. Parts]);
        return Row is { } row ? Words.Say("aid.upload-row", row, said) : said;
    }
}

/// <summary>Files handed in by the browser: written down before they are read, so that nothing is lost by closing it or by a restart.</summary>
public sealed class AidUploads(House house)
{
    public const long LargestUpload = 2L << 30, LargestRule = 1 << 20;

    readonly SemaphoreSlim waiting = new(0);

    public async Task AnnounceAsync(Desk desk, Stream content, string fileName, UploadKind kind, Quarter? quarter, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        Directory.CreateDirectory(house.Folder.Uploads);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var kept = new FileStream(PathOf(id), options)) await content.CopyToAsync(kept, ct);

        var name = Path.GetFileName(fileName);
        await using var command = house.Database.Source.CreateCommand("INSERT INTO aid_uploads (id, kind, quarter, file_name, account_id, post_id, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)");
        command.With(id, kind.ToString().ToLowerInvariant());
        command.Parameters.Add(new() { Value = quarter is { } of ? of.Code : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        await command.With(name.Length > 200 ? name[^200..] : name, desk.Caller.AccountId, desk.Post.Id, desk.Now).ExecuteNonQueryAsync(ct);
        waiting.Release();
    }

    public async Task<List<AidUploadRow>> LatestAsync(int most, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand(
            "SELECT id, kind, quarter, file_name, made_at, done, of, finished_at IS NOT NULL, refusal_key, refusal_parts, result FROM aid_uploads ORDER BY made_at DESC LIMIT $1");
        await using var row = await ask.With(most).ExecuteReaderAsync(ct);
        List<AidUploadRow> latest = [];
        while (await row.ReadAsync(ct)) latest.Add(Read(row));
        return latest;
    }

    static AidUploadRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), Enum.Parse<UploadKind>(row.GetString(1), ignoreCase: true), row.IsDBNull(2) ? null : new Quarter(row.GetInt32(2)), row.GetString(3), row.GetDateTime(4),
        row.IsDBNull(6) || row.GetInt64(6) == 0 ? null : (int)(100 * row.GetInt64(5) / row.GetInt64(6)), row.GetBoolean(7),
        row.IsDBNull(8) ? null : new Sentence(row.GetString(8), [.. row.GetFieldValue<string[]>(9)]), row.IsDBNull(10) ? [] : JsonSerializer.Deserialize<UploadLine[]>(row.GetString(10))!);

    internal Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => waiting.WaitAsync(atMost, ct);

    internal async Task<(Guid Id, UploadKind Kind, Quarter? Quarter, string File, Actor By, string Path)?> NextAsync(CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand("SELECT id, kind, quarter, file_name, account_id, post_id FROM aid_uploads WHERE finished_at IS NULL ORDER BY made_at LIMIT 1");
        await using var row = await ask.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? (row.GetGuid(0), Enum.Parse<UploadKind>(row.GetString(1), ignoreCase: true), row.IsDBNull(2) ? null : new Quarter(row.GetInt32(2)), row.GetString(3), Actor.Account(row.GetGuid(4), row.GetGuid(5)), PathOf(row.GetGuid(0)))
            : null;
    }

    internal async Task ShowAsync(Guid id, long done, long of, CancellationToken ct)
    {
        await using var show = house.Database.Source.CreateCommand("UPDATE aid_uploads SET done = $2, of = $3 WHERE id = $1 AND finished_at IS NULL");
        await show.With(id, done, of).ExecuteNonQueryAsync(ct);
    }

    internal async Task CloseAsync(Guid id, Sentence? refusal, IReadOnlyList<UploadLine> result, CancellationToken ct)
    {
        await using var close = house.Database.Source.CreateCommand("UPDATE aid_uploads SET finished_at = $2, refusal_key = $3, refusal_parts = $4, result = $5 WHERE id = $1");
        close.With(id, house.Clock.GetUtcNow().UtcDateTime);
        close.Parameters.Add(new() { Value = (object?)refusal?.Key ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        close.Parameters.Add(new() { Value = refusal is { } why ? Texts(why) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        close.Parameters.Add(new() { Value = refusal is null ? JsonSerializer.Serialize(result) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb });
        await close.ExecuteNonQueryAsync(ct);
        File.Delete(PathOf(id));
    }

    internal static string[] Texts(Sentence said) => [.. said.Parts.Select(part => part?.ToString() ?? "")];

    string PathOf(Guid id) => Path.Combine(house.Folder.Uploads, id.ToString());
}
