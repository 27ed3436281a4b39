using System.Globalization;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MyData;

/// <summary>One thing that was done with a person's data, as that person reads it: by which post, what for, when. Never by whose name.</summary>
/// <param name="Field">What was corrected, where the line's own payload says so and the person's key still stands.</param>
public sealed record Look(DateTime At, long Seq, Sentence Who, string Did, string? Purpose, bool WithOthers, string? Field)
{
    public string Cursor => string.Create(CultureInfo.InvariantCulture, $"{(At - DateTime.UnixEpoch).Ticks / 10}-{Seq}");
}

/// <summary>
/// What the log holds about the one who asks: lines that name them or their account, and lists, batches and imports that they were in.
/// Their own coming and going is left to the list of sessions.
/// </summary>
public sealed class Looks(MyFile file, NpgsqlDataSource source, PersonKeys keys)
{
    public const int PageSize = 30;
    public static readonly TimeSpan Lately = TimeSpan.FromDays(90);

    // Each branch by its own index; a person has hundreds of lines, not millions. Of an import only that it brought the record, or printed its slip.
    const string Select =
        """
        WITH lines AS (
            SELECT l.epoch, l.xid, l.seq, false AS with_others FROM logbook l WHERE l.about = $1 OR l.about = $2
            UNION ALL SELECT a.epoch, a.xid, a.seq, true FROM logbook_about a WHERE a.member_id = $1
            UNION ALL SELECT l.epoch, l.xid, l.seq, true FROM logbook l WHERE l.did IN ('imported-members', 'printed-slips') AND l.about IN (
                SELECT reported_by_run FROM members WHERE id = $1 UNION SELECT run_id FROM member_changes WHERE member_id = $1))
        SELECT l.at, l.seq, l.who, l.account_id, p.role, u.name, l.did, l.purpose, bool_or(n.with_others), l.payload
        FROM lines n JOIN logbook l USING (epoch, xid, seq) LEFT JOIN posts p ON p.id = l.post_id LEFT JOIN unions u ON u.id = p.union_id
        WHERE l.did NOT IN ('signed-in', 'signed-out') AND ($3::timestamptz IS NULL OR (l.at, l.seq) < ($3, $4))
        GROUP BY l.at, l.seq, l.who, l.account_id, p.role, u.name, l.did, l.purpose, l.payload
        ORDER BY l.at DESC, l.seq DESC LIMIT $5
        """;

    /// <param name="before">The cursor of the last line already shown.</param>
    public async Task<IReadOnlyList<Look>> ReadAsync(string? before, int atMost, CancellationToken ct)
    {
        var (at, seq) = Read(before);
        await using var connection = await source.OpenConnectionAsync(ct);
        var key = file.MemberId is { } member ? await keys.FindAsync(connection, member, ct) : null;
        await using var command = new NpgsqlCommand(Select, connection);
        command.With(file.MemberId ?? file.AccountId, file.AccountId, at, seq, atMost);
        await using var row = await command.ExecuteReaderAsync(ct);
        List<Look> looks = [];
        while (await row.ReadAsync(ct)) looks.Add(Of(row, key));
        return looks;
    }

    Look Of(NpgsqlDataReader row, PersonKey? key) => new(
        row.GetDateTime(0), row.GetInt64(1), Who(row), row.GetString(6), row.IsDBNull(7) ? null : row.GetString(7), row.GetBoolean(8),
        key is null || row.IsDBNull(9) || row.GetString(6) != "corrected-member" ? null : key.Open(row.GetFieldValue<byte[]>(9)));

    Sentence Who(NpgsqlDataReader row)
    {
        if (row.GetString(2) == "system") return new("mydata.who-house");
        if (row.IsDBNull(3)) return new("mydata.who-operator");
        if (row.GetGuid(3) == file.AccountId) return new("mydata.who-you");
        return row.IsDBNull(4) ? new("mydata.who-staff") : new("mydata.who-post", new Sentence($"accounts.role-{row.GetString(4)}"), row.GetString(5));
    }

    static (DateTime? At, long Seq) Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) return (null, 0);

        var parts = cursor.Split('-');
        Rule.Require(parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _) && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _), Say.CursorUnreadable);
        var microseconds = long.Parse(parts[0], CultureInfo.InvariantCulture);
        Rule.Require(microseconds < 10_000_000_000_000_000, Say.CursorUnreadable);
        return (DateTime.UnixEpoch.AddTicks(microseconds * 10), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
