using Npgsql;
using Waystation.Data;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Visits;

/// <summary>How many came on a day: by the picture at the door, and by the keeper's tally.</summary>
public sealed record DayOfVisits(DateOnly On, int ByDoor, int ByKeeper)
{
    public int All => ByDoor + ByKeeper;
}

/// <summary>
/// The keeper's tally, and what a station's hours add up to. Taps are not written to the log: it would be a list of when people came.
/// Who calls it has found the station through a desk.
/// </summary>
public sealed class Tally(NpgsqlDataSource source, TimeProvider clock)
{
    public static readonly int[] Steps = [1, 5];

    public async Task AddAsync(Station station, int visitors, CancellationToken ct)
    {
        Rule.Require(Steps.Contains(visitors), Say.OneOrFive);
        await AddAtAsync(station.Id, HourOf(clock.GetUtcNow()), visitors, ct);
    }

    /// <summary>A slip of the finger, of today; nothing is left of it.</summary>
    public async Task TakeBackAsync(Station station, CancellationToken ct)
    {
        await using var back = source.CreateCommand(
            """
            UPDATE station_visits v SET by_keeper = by_keeper - 1
            WHERE station_id = $1 AND by_keeper > 0 AND hour = (SELECT max(hour) FROM station_visits t WHERE t.station_id = $1 AND t.by_keeper > 0 AND t.hour >= $2)
            """).With(station.Id, City.MidnightOf(City.Today(clock)));
        Rule.Require(await back.ExecuteNonQueryAsync(ct) == 1, Say.NothingToTakeBack);
    }

    /// <summary>The last days up to today, each there even if nobody came.</summary>
    public async Task<IReadOnlyList<DayOfVisits>> DaysAsync(Guid station, int days, CancellationToken ct)
    {
        var first = City.Today(clock).AddDays(1 - days);
        await using var ask = source.CreateCommand(
            """
            SELECT (hour AT TIME ZONE 'Asia/Shanghai')::date, sum(by_door)::int, sum(by_keeper)::int FROM station_visits WHERE station_id = $1 AND hour >= $2 GROUP BY 1
            """).With(station, City.MidnightOf(first));
        var found = new Dictionary<DateOnly, DayOfVisits>();
        await using var row = await ask.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) found[row.GetFieldValue<DateOnly>(0)] = new(row.GetFieldValue<DateOnly>(0), row.GetInt32(1), row.GetInt32(2));
        return [.. Enumerable.Range(0, days).Select(i => first.AddDays(i)).Select(on => found.GetValueOrDefault(on) ?? new(on, 0, 0))];
    }

    internal async Task AddAtAsync(Guid station, DateTime hour, int visitors, CancellationToken ct)
    {
        await using var add = source.CreateCommand(
            """
            INSERT INTO station_visits AS v (station_id, hour, by_keeper) VALUES ($1, $2, $3)
            ON CONFLICT (station_id, hour) DO UPDATE SET by_keeper = v.by_keeper + excluded.by_keeper
            """).With(station, hour, visitors);
        await add.ExecuteNonQueryAsync(ct);
    }

    internal static DateTime HourOf(DateTimeOffset at) => new(at.UtcTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, DateTimeKind.Utc);
}
