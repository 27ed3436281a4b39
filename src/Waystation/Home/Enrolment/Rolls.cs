using System.Security.Cryptography;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Enrolment;

/// <summary>A unit's list as its page shows it.</summary>
/// <param name="Begins">From when its people take part, if it is taken on the day on which it was read.</param>
/// <param name="People">The unit's people in service, of whom <paramref name="Before"/> take part in this plan year already.</param>
public sealed record RollView(
    Guid Id, Guid UnionId, string Union, string Plan, DateOnly YearBeginsOn, string File, DateTime MadeAt, string State, int Rows, int Wrong, DateOnly? Begins, int Renewals, int People, int Before, Money Premium, Sentence? Refusal, Guid? Bill)
{
    public bool IsReading => State == "waiting";
}

/// <summary>What is wrong with a row; row 0 is the list as a whole.</summary>
public sealed record WrongRow(int Row, string? Column, Sentence Why);

/// <summary>Lists of who takes part, as units hand them in. A file is written down before it is read, so that closing the browser loses nothing.</summary>
public sealed class Rolls(House house, Rules rules)
{
    public const long LargestUpload = 100L << 20;
    const int MostShown = 200, LongestName = 200;

    readonly SemaphoreSlim waiting = new(0);

    const string Columns =
        """
        SELECT r.id, r.union_id, u.name, r.plan, r.year_begins_on, r.file_name, r.made_at, r.state, coalesce(r.rows, 0), coalesce(r.wrong, 0), r.begins_on, coalesce(r.renewals, 0), coalesce(r.people, 0), coalesce(r.joined_before, 0),
            coalesce(r.premium_fen, 0), r.refusal_key, r.refusal_parts, p.id
        FROM aid_rolls r JOIN unions u ON u.id = r.union_id LEFT JOIN aid_premiums p ON p.roll_id = r.id
        WHERE ($1 OR r.union_id = ANY ($2) OR EXISTS (SELECT FROM union_reach w WHERE w.above_id = $3 AND w.below_id = r.union_id AND w.during @> $4))
        """;

    /// <param name="unit">The full name of a union within reach; empty: the desk's own.</param>
    public async Task<Guid> HandInAsync(Desk desk, Stream content, string fileName, string plan, DateOnly yearBegins, string? unit, CancellationToken ct)
    {
        var year = PlanYear.Of(rules, plan, yearBegins);
        Rule.Require(year.From(desk.Today) <= year.EndsOn, Say.YearIsOver);
        var union = string.IsNullOrWhiteSpace(unit) ? desk.Post.UnionId : await UnitAsync(desk, unit.Trim(), ct);
        var id = Guid.CreateVersion7();
        var hash = await KeepAsync(id, content, ct);
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var note = new NpgsqlCommand(
            "INSERT INTO aid_rolls (id, union_id, plan, year_begins_on, rule, file_name, account_id, post_id, made_at, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting')", connection);
        var name = Path.GetFileName(fileName);
        await note.With(id, union, plan, yearBegins, year.Rule.Stamp, name.Length > LongestName ? name[^LongestName..] : name, desk.Caller.AccountId, desk.Post.Id, desk.Now).ExecuteNonQueryAsync(ct);
        await new LogLine(desk.Caller.Actor, Did.HandedInEnrolmentRoll, house.Clock.GetUtcNow(), id, Hash: hash).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
        waiting.Release();
        return id;
    }

    /// <summary>The newest first.</summary>
    public async Task<List<RollView>> LatestAsync(Desk desk, int most, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand(Columns + " AND r.state <> 'dropped' ORDER BY r.made_at DESC LIMIT $5");
        return await ReadAsync(Within(ask, desk).With(most), ct);
    }

    /// <returns>None: there is no such list, or it is another branch's.</returns>
    public async Task<RollView?> FindAsync(Desk desk, Guid id, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand(Columns + " AND r.id = $5");
        return (await ReadAsync(Within(ask, desk).With(id), ct)).SingleOrDefault();
    }

    public async Task<List<WrongRow>> WrongAsync(Guid id, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand("SELECT row_number, column_name, code, message_parts FROM aid_roll_problems WHERE roll_id = $1 ORDER BY row_number LIMIT $2");
        await using var row = await ask.With(id, MostShown).ExecuteReaderAsync(ct);
        List<WrongRow> wrong = [];
        while (await row.ReadAsync(ct)) wrong.Add(new(row.GetInt32(0), row.IsDBNull(1) ? null : row.GetString(1), new($"enrolment.wrong-{row.GetString(2)}", [.. row.GetFieldValue<string[]>(3)])));
        return wrong;
    }

    /// <summary>A list that nobody wants to take any more; its rows go.</summary>
    public async Task DropAsync(Desk desk, Guid id, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var drop = new NpgsqlCommand("UPDATE aid_rolls SET state = 'dropped' WHERE id = $1 AND state IN ('ready', 'wrong')", connection))
            Rule.Require(await drop.With(id).ExecuteNonQueryAsync(ct) == 1, Say.NotReady);
        await using (var forget = new NpgsqlCommand("DELETE FROM aid_roll_rows WHERE roll_id = $1", connection)) await forget.With(id).ExecuteNonQueryAsync(ct);
        await new LogLine(desk.Caller.Actor, Did.DroppedEnrolmentRoll, house.Clock.GetUtcNow(), id).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    internal Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => waiting.WaitAsync(atMost, ct);

    internal async Task<Guid?> NextAsync(CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand("SELECT id FROM aid_rolls WHERE state = 'waiting' ORDER BY made_at LIMIT 1");
        return await ask.ExecuteScalarAsync(ct) as Guid?;
    }

    internal string PathOf(Guid id) => Path.Combine(house.Folder.Uploads, id.ToString());

    async Task<byte[]> KeepAsync(Guid id, Stream content, CancellationToken ct)
    {
        Directory.CreateDirectory(house.Folder.Uploads);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var kept = new FileStream(PathOf(id), options);
        await content.CopyToAsync(kept, ct);
        kept.Position = 0;
        return await SHA256.HashDataAsync(kept, ct);
    }

    async Task<Guid> UnitAsync(Desk desk, string typed, CancellationToken ct)
    {
        await using var find = house.Database.Source.CreateCommand("SELECT id FROM unions WHERE name_key = union_name_key($1) AND dissolved_on IS NULL LIMIT 3");
        await using var row = await find.With(typed).ExecuteReaderAsync(ct);
        List<Guid> found = [];
        while (await row.ReadAsync(ct)) found.Add(row.GetGuid(0));
        List<Guid> reached = [];
        foreach (var one in found)
            if (await desk.ReachesAsync(one, ct)) reached.Add(one);
        Rule.Require(reached.Count == 1, Say.NoSuchUnit(typed));
        return reached[0];
    }

    static NpgsqlCommand Within(NpgsqlCommand command, Desk desk) => command.With(desk.Post.Reach.Everything, desk.Post.Reach.Listed, desk.Post.Reach.Above, desk.Post.Reach.On);

    static async Task<List<RollView>> ReadAsync(NpgsqlCommand ask, CancellationToken ct)
    {
        await using var row = await ask.ExecuteReaderAsync(ct);
        List<RollView> found = [];
        while (await row.ReadAsync(ct))
            found.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateOnly>(4), row.GetString(5), row.GetDateTime(6), row.GetString(7), row.GetInt32(8), row.GetInt32(9),
                row.IsDBNull(10) ? null : row.GetFieldValue<DateOnly>(10), row.GetInt32(11), row.GetInt32(12), row.GetInt32(13), new(row.GetInt64(14)),
                row.IsDBNull(15) ? null : new Sentence(row.GetString(15), [.. row.GetFieldValue<string[]>(16)]), row.IsDBNull(17) ? null : row.GetGuid(17)));
        return found;
    }
}
