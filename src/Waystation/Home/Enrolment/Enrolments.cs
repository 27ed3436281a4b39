using Npgsql;
using Waystation.Data;

namespace Waystation.Enrolment;

/// <summary>Who takes part in a plan on a day.</summary>
public static class Enrolments
{
    const string Columns =
        """
        SELECT id, person_id, plan, rule, union_id, shares, price_fen, year_begins_on, begins_on, coalesce(left_on - 1, ends_on), paid_from, is_renewal FROM aid_enrolments
        WHERE person_id = $1 AND daterange(begins_on, coalesce(left_on, ends_on + 1))
        """;

    /// <param name="person">The keyed index of the document.</param>
    /// <returns>None: the person does not take part on that day. Plans that the federation pays need no enrolment and have none.</returns>
    public static async Task<Participation?> FindAsync(NpgsqlConnection connection, Guid person, string plan, DateOnly on, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(Columns + " @> $3 AND plan = $2", connection);
        return (await ReadAsync(find.With(person, plan, on), ct)).SingleOrDefault();
    }

    /// <summary>All plans in which the person takes part on that day: one event may fall under several.</summary>
    public static async Task<IReadOnlyList<Participation>> OfAsync(NpgsqlConnection connection, Guid person, DateOnly on, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(Columns + " @> $2 ORDER BY plan", connection);
        return await ReadAsync(find.With(person, on), ct);
    }

    static async Task<List<Participation>> ReadAsync(NpgsqlCommand find, CancellationToken ct)
    {
        await using var row = await find.ExecuteReaderAsync(ct);
        List<Participation> found = [];
        while (await row.ReadAsync(ct))
            found.Add(new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetGuid(4), row.GetInt16(5), new(row.GetInt64(6)), row.GetFieldValue<DateOnly>(7),
                row.GetFieldValue<DateOnly>(8), row.GetFieldValue<DateOnly>(9), row.GetFieldValue<DateOnly>(10), row.GetBoolean(11)));
        return found;
    }
}
