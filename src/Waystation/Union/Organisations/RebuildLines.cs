using Microsoft.EntityFrameworkCore;
using Waystation.Data;

namespace Waystation.Organisations;

/// <summary>
/// Draws the closure anew from the truth. It gives what the triggers have kept all along (a test holds that);
/// it is for after a bulk load that went around them.
/// </summary>
public sealed class RebuildLines(WaystationDb db)
{
    public Task RunAsync(CancellationToken ct = default) => TreeChange.RunAsync(db, () => db.Database.ExecuteSqlAsync(
        $"""
        DELETE FROM union_lines;
        WITH RECURSIVE lines (above_id, below_id, distance, during) AS (
            SELECT id, id, 0, daterange(entered_on, dissolved_on) FROM unions
            UNION ALL
            SELECT e.parent_id, l.below_id, l.distance + 1, e.during * l.during
            FROM lines l JOIN union_parents e ON e.union_id = l.above_id AND e.during && l.during)
        INSERT INTO union_lines (above_id, below_id, distance, during)
        SELECT above_id, below_id, distance, unnest(range_agg(during)) FROM lines GROUP BY above_id, below_id, distance
        """, ct), ct);
}
