using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>Which lines of the log are asked for; what is left out is not asked.</summary>
/// <param name="From">The first day, in the city.</param>
/// <param name="To">The last day.</param>
/// <param name="Who">A colleague's name, or the id of an account or a post.</param>
/// <param name="About">The id of what it was done to.</param>
public sealed record LogQuestion(DateOnly? From = null, DateOnly? To = null, string? Did = null, string? Who = null, Guid? About = null);

/// <summary>A line as the audit administrator reads it: codes, ids and counts. Only colleagues have names here.</summary>
public sealed record ShownLine(DateTime At, long Seq, string Who, Guid? AccountId, Guid? PostId, string? Name, string? Role, string? Union, string Did, Guid? About, long? Amount, string? Why);

/// <summary>Where the next page begins.</summary>
public sealed record LogCursor(DateTime At, long Seq)
{
    static readonly DateTime zero = DateTime.UnixEpoch;

    public static LogCursor? Read(string? typed)
    {
        if (string.IsNullOrEmpty(typed)) return null;

        var parts = typed.Split('-');
        Rule.Require(parts.Length == 2 && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var micros) && micros is >= 0 and < 9_000_000_000_000_000
            && long.TryParse(parts[1], CultureInfo.InvariantCulture, out _), Say.CursorUnreadable);
        return new(zero.AddTicks(10 * long.Parse(parts[0], CultureInfo.InvariantCulture)), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(At - zero).Ticks / 10}-{Seq}");
}

/// <summary>
/// The log, the newest first. An audit administrator of the city reads all of it; one of a branch only what was done on posts
/// of that branch.
/// </summary>
public sealed class ReadLog(NpgsqlDataSource source, Desk desk)
{
    public const int PageSize = 50;

    /// <summary>More would be no list for a person; narrower days give the rest.</summary>
    public const int MostExported = 200_000;

    const string Lines =
        """
        SELECT l.at, l.seq, l.who, l.account_id, l.post_id, a.name, p.role, u.name, l.did, l.about, l.amount, l.purpose
        FROM logbook l LEFT JOIN accounts a ON a.id = l.account_id AND a.kind = 'staff' LEFT JOIN posts p ON p.id = l.post_id LEFT JOIN unions u ON u.id = p.union_id
        WHERE ($1::timestamptz IS NULL OR l.at >= $1) AND ($2::timestamptz IS NULL OR l.at < $2) AND ($3::text IS NULL OR l.did = $3) AND ($4::uuid IS NULL OR l.about = $4)
          AND ($5::text IS NULL OR l.account_id = $6 OR l.post_id = $6 OR a.name_key = $5)
          AND ($7::timestamptz IS NULL OR (l.at, l.seq) < ($7, $8))
          AND ($9 OR p.union_id = ANY ($10) OR EXISTS (SELECT FROM union_reach r WHERE r.above_id = $11 AND r.below_id = p.union_id AND r.during @> $12))
        ORDER BY l.at DESC, l.seq DESC LIMIT $13
        """;

    /// <returns>One more than a page where another follows.</returns>
    public async Task<List<ShownLine>> PageAsync(LogQuestion question, LogCursor? after, CancellationToken ct)
    {
        List<ShownLine> shown = [];
        await foreach (var line in AskAsync(question, after, PageSize + 1, ct)) shown.Add(line);
        return shown;
    }

    public Task<SealState> SealStateAsync(CancellationToken ct) => SealState.ReadAsync(source, ct);

    /// <summary>The lines as CSV: codes and ids alone, so that no cell can hold what a spreadsheet would run. Leaving the house is a line itself.</summary>
    public async Task ExportAsync(LogQuestion question, Stream into, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0L;
        await WriteAsync("at,who,account,post,did,about,amount,purpose");
        await foreach (var line in AskAsync(question, null, MostExported, ct))
        {
            await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{line.At:yyyy-MM-ddTHH:mm:ss.ffffffZ},{line.Who},{line.AccountId},{line.PostId},{line.Did},{line.About},{line.Amount},{line.Why}"));
            count++;
        }

        await new LogLine(desk.Caller.Actor, Did.ExportedLog, desk.Now, Amount: count, Hash: hash.GetHashAndReset()).WriteAsync(source, ct);

        async Task WriteAsync(string line)
        {
            var bytes = Encoding.UTF8.GetBytes(line + "\r\n");
            hash.AppendData(bytes);
            await into.WriteAsync(bytes, ct);
        }
    }

    async IAsyncEnumerable<ShownLine> AskAsync(LogQuestion question, LogCursor? after, int most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var (reach, who) = (desk.Post.Reach, string.IsNullOrWhiteSpace(question.Who) ? null : question.Who.Trim());
        await using var command = source.CreateCommand(Lines).With(
            StartOf(question.From), StartOf(question.To?.AddDays(1)), question.Did, question.About,
            who is null ? null : Account.KeyOf(who), Guid.TryParse(who, out var id) ? id : null, after?.At, after?.Seq,
            reach.Everything, reach.Listed, reach.Above, desk.Today, most);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            yield return new(row.GetDateTime(0), row.GetInt64(1), row.GetString(2), Id(3), Id(4), Text(5), Text(6), Text(7), row.GetString(8), Id(9), row.IsDBNull(10) ? null : row.GetInt64(10), Text(11));

        Guid? Id(int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }

    static DateTime? StartOf(DateOnly? day) => day is { } on ? City.MidnightOf(on) : null;
}
