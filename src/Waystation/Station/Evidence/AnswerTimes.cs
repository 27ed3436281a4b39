using Npgsql;
using Waystation.Data;

namespace Waystation.Evidence;

/// <summary>How long the people of one street waited for an answer in the last quarter of a year; no station is named.</summary>
public sealed record StreetAnswers(string District, string Street, int Asked, int Answered, int InTime, double? MedianHours, int Overdue);

public sealed class AnswerTimes(NpgsqlDataSource source, TimeProvider clock)
{
    const int Days = 90;

    public async Task<IReadOnlyList<StreetAnswers>> ByStreetAsync(CancellationToken ct)
    {
        var today = Shared.City.Today(clock);
        await using var ask = source.CreateCommand(
            """
            SELECT d.name, t.name, count(*), count(q.answered_at), count(*) FILTER (WHERE (q.answered_at AT TIME ZONE 'Asia/Shanghai')::date <= q.due_on),
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM q.answered_at - q.asked_at)::float8 / 3600) FILTER (WHERE q.answered_at IS NOT NULL),
                   count(*) FILTER (WHERE q.answered_at IS NULL AND q.due_on < $1)
            FROM station_questions q JOIN stations s ON s.id = q.station_id JOIN divisions d ON d.code = s.district_code JOIN divisions t ON t.code = s.street_code
            WHERE q.asked_at > $2 GROUP BY d.code, d.name, t.code, t.name ORDER BY d.code, t.code
            """).With(today, clock.GetUtcNow().UtcDateTime.AddDays(-Days));
        var streets = new List<StreetAnswers>();
        await using var row = await ask.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            streets.Add(new(row.GetString(0), row.GetString(1), (int)row.GetInt64(2), (int)row.GetInt64(3), (int)row.GetInt64(4), row.IsDBNull(5) ? null : row.GetDouble(5), (int)row.GetInt64(6)));
        return streets;
    }
}
