using Npgsql;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>A member objects to a quarter's decision; another officer than those who made and paid it answers within the rule's clock.</summary>
public sealed class ObjectToSettlement(House house, Rules rules, WorkingCalendar calendar)
{
    public const int LongestText = 1000;

    public async Task RunAsync(MyFile file, Guid person, Quarter quarter, string? typed, CancellationToken ct)
    {
        var said = Text(typed);
        var due = rules.On<Clock>(Clock.AidObjection, file.Today).Value.DueOn(file.Today, calendar);
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var add = new NpgsqlCommand(
            """
            INSERT INTO aid_objections (id, person_id, quarter, account_id, said, made_at, due_on) SELECT $1, $2, $3, $4, $5, $6, $7
            WHERE EXISTS (SELECT FROM aid_decisions WHERE person_id = $2 AND quarter = $3) ON CONFLICT DO NOTHING
            """, connection);
        add.With(Guid.CreateVersion7(), person, quarter.Code, file.AccountId, house.Vault.Seal(said), file.Now, due);
        Rule.Require(await add.ExecuteNonQueryAsync(ct) == 1, Say.ObjectionStands);
        await new LogLine(file.Caller.Actor, Did.ObjectedToSettlement, house.Clock.GetUtcNow(), About: file.MemberId).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    /// <param name="upheld">The member is right: what is wrong is mended with the next file or register, and paid with the next quarter.</param>
    public async Task AnswerAsync(Desk desk, Guid objection, string? typed, bool upheld, CancellationToken ct)
    {
        var answer = Text(typed);
        try
        {
            await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using var set = new NpgsqlCommand(
                "UPDATE aid_objections SET answer = $2, upheld = $3, answered_by = $4, answered_at = $5 WHERE id = $1 AND answered_at IS NULL RETURNING (SELECT id FROM members WHERE document_index = person_id)", connection);
            await using (var row = await set.With(objection, house.Vault.Seal(answer), upheld, desk.Caller.AccountId, desk.Now).ExecuteReaderAsync(ct))
            {
                Rule.Require(await row.ReadAsync(ct), Say.ObjectionAnswered);
                var member = row.IsDBNull(0) ? (Guid?)null : row.GetGuid(0);
                await row.CloseAsync();
                await new LogLine(desk.Caller.Actor, Did.AnsweredObjection, house.Clock.GetUtcNow(), About: member, Why: Purpose.SettleBenefit).WriteAsync(connection, ct);
            }

            await transaction.CommitAsync(ct);
        }
        catch (PostgresException guarded) when (guarded.SqlState == "WS001")
        {
            throw new Refusal(new(guarded.MessageText), guarded);
        }
    }

    static string Text(string? typed)
    {
        var text = OwnWords.Of(typed);
        Rule.Require(text.Length > 0, Say.NothingSaid);
        Rule.Require(text.Length <= LongestText, Say.TooMuchSaid(LongestText));
        return text;
    }
}
