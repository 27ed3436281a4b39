using Waystation.Data;

namespace Waystation.DemoCity;

/// <summary>Demo cities of one and the same day, and what can be asked of them.</summary>
static class DemoWorld
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    public static StoppedClock Clock => new(new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero));

    public static CityPlan Plan(CitySize size) => CityPlan.Of(size, Today, Examples.At("beijing-divisions.csv"));

    /// <summary>The people of the plan, after what happened to unions has been planned.</summary>
    public static List<PlannedMember> People(CityPlan plan)
    {
        YearOfTheTree.Of(plan);
        return [.. new Population(plan).All()];
    }

    public static Task MakeAsync(House house, CitySize size, Action<CityStep, long, long?>? tell = null) =>
        new MakeCity(house, Clock, tell ?? ((_, _, _) => { })).RunAsync(size);

    /// <summary>All names, days and numbers of a city, without ids: equal for equal cities.</summary>
    public static Task<string> DigestAsync(Database database) => AskAsync<string>(database,
        """
        SELECT md5(string_agg(line, E'\n' ORDER BY line COLLATE "C")) FROM (
            SELECT concat_ws('|', u.kind, u.name, u.credit_code, u.entered_on, u.dissolved_on, p.name, e.during) AS line
                FROM unions u LEFT JOIN union_parents e ON e.union_id = u.id LEFT JOIN unions p ON p.id = e.parent_id
            UNION ALL SELECT concat_ws('|', u.name, n.name, n.during) FROM union_former_names n JOIN unions u ON u.id = n.union_id
            UNION ALL SELECT concat_ws('|', u.name, m.name, m.sex, m.born_on, m.joined_on, m.belongs_since, m.state) FROM members m JOIN unions u ON u.id = m.union_id
            UNION ALL SELECT concat_ws('|', u.name, m.name, p.during) FROM past_memberships p JOIN members m ON m.id = p.member_id JOIN unions u ON u.id = p.union_id
            UNION ALL SELECT concat_ws('|', s.code, s.name, u.name, s.lat, s.lon, s.opened_on, s.opening_hours_text) FROM stations s JOIN unions u ON u.id = s.union_id
            UNION ALL SELECT concat_ws('|', i.title, u.name, l.at, l.kind, l.words, l.due_on, l.state) FROM key_lines l JOIN key_items i ON i.id = l.item_id JOIN unions u ON u.id = l.union_id
            UNION ALL SELECT concat_ws('|', i.title, e.month, e.carried_at IS NOT NULL) FROM key_month_items e JOIN key_items i ON i.id = e.item_id
            UNION ALL SELECT concat_ws('|', a.name, p.role, u.name, p.below) FROM posts p JOIN accounts a ON a.id = p.account_id JOIN unions u ON u.id = p.union_id) city
        """);

    public static async Task DoAsync(Database database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> AskAsync<T>(Database database, string sql)
    {
        await using var ask = database.Source.CreateCommand(sql);
        return (T)(await ask.ExecuteScalarAsync())!;
    }
}
