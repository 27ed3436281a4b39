using Npgsql;
using Waystation.Data;
using Waystation.Rulebook;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Enrolment;

/// <summary>
/// Reads a list that was handed in, whole, in one transaction: killed on the way, it is read again to the same result. The rows go straight
/// to the database, so that a hundred thousand need no more memory than one. With one row that is wrong none is kept.
/// </summary>
public sealed class ReadRoll(House house, Rules rules)
{
    public async Task RunAsync(Guid roll, string path, CancellationToken ct)
    {
        try
        {
            await ReadAsync(roll, path, ct);
        }
        catch (Refusal why)
        {
            await RefuseAsync(roll, why.Sentence, ct);
        }
    }

    async Task ReadAsync(Guid roll, string path, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await HoldAsync(connection, roll, ct) is not { } held) return;

        var (today, year) = (City.Today(house.Clock), PlanYear.Of(rules, held.Plan, held.BeginsOn));
        var from = year.From(today);
        Rule.Require(from <= year.EndsOn, Say.YearIsOver);
        List<RollProblem> wrong = [];
        var rows = await StageAsync(connection, path, year, wrong, ct);
        await WriteAsync(connection, roll, wrong, ct);
        await new CheckRoll(connection, roll, held.UnionId, year, from, today).RunAsync(ct);
        await KeepAsync(connection, roll, year, from, rows + wrong.Select(w => w.Row).Distinct().Count(), ct);
        await RollUnit.RequireEnoughAsync(connection, roll, held.UnionId, year, today, ct);
        await CloseAsync(connection, roll, ct);
        await transaction.CommitAsync(ct);
    }

    static async Task<(Guid UnionId, string Plan, DateOnly BeginsOn)?> HoldAsync(NpgsqlConnection connection, Guid roll, CancellationToken ct)
    {
        await using var hold = new NpgsqlCommand("SELECT union_id, plan, year_begins_on FROM aid_rolls WHERE id = $1 AND state = 'waiting' FOR UPDATE", connection);
        await using var row = await hold.With(roll).ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? (row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateOnly>(2)) : null;
    }

    async Task<int> StageAsync(NpgsqlConnection connection, string path, PlanYear year, List<RollProblem> wrong, CancellationToken ct)
    {
        await using (var make = new NpgsqlCommand("CREATE TEMP TABLE fresh_roll (row_number int, person_id uuid, name text, shares smallint, price_fen bigint) ON COMMIT DROP", connection)) await make.ExecuteNonQueryAsync(ct);
        using var sheet = Sheet.Open(path);
        var form = new RollForm(sheet, year, house.Vault);
        var copy = await CopyRows.BeginAsync(connection, "COPY fresh_roll FROM STDIN (FORMAT binary)", ct);
        var rows = 0;
        foreach (var row in form.Rows(wrong))
        {
            rows++;
            copy.StartRow(5);
            copy.Add(row.Number);
            copy.Add(row.Person);
            copy.Add(row.Name);
            copy.Add(row.Shares);
            copy.Add(row.PriceFen);
            await copy.EndRowAsync(ct);
        }

        await copy.EndAsync(ct);
        return rows;
    }

    static async Task WriteAsync(NpgsqlConnection connection, Guid roll, List<RollProblem> wrong, CancellationToken ct)
    {
        if (wrong.Count == 0) return;
        foreach (var some in wrong.Chunk(5_000))
        {
            await using var write = new NpgsqlCommand(
                "INSERT INTO aid_roll_problems (roll_id, row_number, column_name, code, message_parts) SELECT $1, n, c, k, CASE WHEN p IS NULL THEN '{}' ELSE ARRAY[p] END FROM unnest($2::int[], $3::text[], $4::text[], $5::text[]) AS t (n, c, k, p)", connection);
            await write.With(roll, some.Select(w => w.Row).ToArray(), some.Select(w => w.Column).ToArray(), some.Select(w => w.Code).ToArray(), some.Select(w => w.Parts.FirstOrDefault()).ToArray()).ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>The rows, where none is wrong; and what they come to.</summary>
    static async Task KeepAsync(NpgsqlConnection connection, Guid roll, PlanYear year, DateOnly from, int rows, CancellationToken ct)
    {
        await using var keep = new NpgsqlCommand(
            """
            INSERT INTO aid_roll_rows (roll_id, row_number, person_id, member_id, shares, price_fen)
            SELECT $1, row_number, person_id, member_id, shares, price_fen FROM known_roll WHERE NOT EXISTS (SELECT FROM aid_roll_problems WHERE roll_id = $1)
            """, connection) { CommandTimeout = 0 };
        await keep.With(roll).ExecuteNonQueryAsync(ct);
        await using var sum = new NpgsqlCommand(
            """
            UPDATE aid_rolls SET rows = $2, begins_on = $3, rule = $4, premium_fen = coalesce((SELECT sum(r.shares * ((2 * r.price_fen * $5 + $6) / (2 * $6))) FROM aid_roll_rows r WHERE r.roll_id = $1), 0),
                renewals = (SELECT count(*) FROM aid_roll_rows r JOIN aid_enrolments e ON e.person_id = r.person_id AND e.plan = aid_rolls.plan AND e.ends_on = $3 - 1 AND e.left_on IS NULL WHERE r.roll_id = $1)
            WHERE id = $1
            """, connection) { CommandTimeout = 0 };
        await sum.With(roll, rows, from, year.Rule.Stamp, year.Months(from), year.Plan.YearMonths).ExecuteNonQueryAsync(ct);
    }

    async Task CloseAsync(NpgsqlConnection connection, Guid roll, CancellationToken ct)
    {
        await using var close = new NpgsqlCommand(
            """
            WITH found AS (SELECT count(DISTINCT row_number)::int AS wrong FROM aid_roll_problems WHERE roll_id = $1)
            UPDATE aid_rolls SET wrong = found.wrong, read_at = $2, state = CASE WHEN found.wrong = 0 AND rows > 0 THEN 'ready' ELSE 'wrong' END FROM found WHERE id = $1
            """, connection);
        await close.With(roll, house.Clock.GetUtcNow().UtcDateTime).ExecuteNonQueryAsync(ct);
    }

    async Task RefuseAsync(Guid roll, Sentence why, CancellationToken ct)
    {
        await using var refuse = house.Database.Source.CreateCommand("UPDATE aid_rolls SET state = 'wrong', read_at = $2, refusal_key = $3, refusal_parts = $4 WHERE id = $1 AND state = 'waiting'");
        await refuse.With(roll, house.Clock.GetUtcNow().UtcDateTime, why.Key, why.Parts.Select(part => part?.ToString() ?? "").ToArray()).ExecuteNonQueryAsync(ct);
    }
}
