using Npgsql;
using Waystation.Data;

namespace Waystation.Joining;

/// <summary>Who stands above whom, as of a day; departments and posts that decide nothing are passed by.</summary>
static class UnionsAbove
{
    /// <summary>The next one above that decides; null above the city.</summary>
    public static async Task<Guid?> OfAsync(NpgsqlConnection connection, Guid union, DateOnly on, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(
            """
            SELECT l.above_id FROM union_lines l JOIN unions a ON a.id = l.above_id JOIN union_kinds k ON k.code = a.kind
            WHERE l.below_id = $1 AND l.distance > 0 AND l.during @> $2 AND k.holds_tasks ORDER BY l.distance LIMIT 1
            """, connection).With(union, on);
        return await find.ExecuteScalarAsync(ct) as Guid?;
    }

    /// <summary>The nearest that stands above both.</summary>
    public static async Task<Guid?> BothAsync(NpgsqlConnection connection, Guid one, Guid other, DateOnly on, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(
            """
            SELECT a.above_id FROM union_lines a JOIN union_lines b ON b.above_id = a.above_id AND b.below_id = $2 AND b.during @> $3
            WHERE a.below_id = $1 AND a.during @> $3 AND a.distance > 0 AND b.distance > 0 ORDER BY a.distance LIMIT 1
            """, connection).With(one, other, on);
        return await find.ExecuteScalarAsync(ct) as Guid?;
    }

    /// <summary>The nearest at or above it that has officers.</summary>
    public static async Task<Guid> DecidesForAsync(NpgsqlConnection connection, Guid union, DateOnly on, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand(
            """
            SELECT l.above_id FROM union_lines l JOIN unions a ON a.id = l.above_id JOIN union_kinds k ON k.code = a.kind
            WHERE l.below_id = $1 AND l.during @> $2 AND k.holds_tasks ORDER BY l.distance LIMIT 1
            """, connection).With(union, on);
        return await find.ExecuteScalarAsync(ct) as Guid? ?? union;
    }

    /// <summary>Whether it stands and people may belong to it.</summary>
    public static async Task<bool> MayHoldAsync(NpgsqlConnection connection, Guid union, DateOnly on, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM unions u JOIN union_kinds k ON k.code = u.kind WHERE u.id = $1 AND k.holds_members AND daterange(u.entered_on, u.dissolved_on) @> $2)", connection).With(union, on);
        return (bool)(await ask.ExecuteScalarAsync(ct))!;
    }
}
