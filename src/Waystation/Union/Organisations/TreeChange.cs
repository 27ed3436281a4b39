using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>
/// One change of the tree: a transaction that first takes the tree's one lock, so that what a change has checked still holds
/// when it writes. What the database's own guards refuse becomes a refusal with the same sentence.
/// </summary>
static class TreeChange
{
    /// <summary>A change may be recorded long after it happened, and decided a term (工会法 §16: five years) ahead.</summary>
    static readonly DateOnly first = new(1925, 5, 1);

    /// <param name="line">What the log says of it, in the same transaction.</param>
    /// <param name="keep">False: everything is tried, also what is checked last, and nothing stays.</param>
    public static async Task RunAsync(WaystationDb db, Func<Task> change, CancellationToken ct, bool keep = true, LogLine? line = null)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.Database.ExecuteSqlAsync($"SELECT union_tree_lock()", ct);
            await change();
            await db.Database.ExecuteSqlAsync($"SET CONSTRAINTS ALL IMMEDIATE", ct);
            if (line is not null) await line.WriteAsync((NpgsqlConnection)db.Database.GetDbConnection(), ct);
            if (keep) await transaction.CommitAsync(ct);
        }
        catch (PostgresException broken) when (DatabaseRule.IsBrokenBy(broken))
        {
            throw DatabaseRule.Refusal(broken);
        }
        catch (PostgresException taken) when (taken.ConstraintName == "unions_federation_name")
        {
            throw new Refusal(Say.NameTakenInCity, taken);
        }
        catch (PostgresException second) when (second.ConstraintName == "unions_one_city")
        {
            throw new Refusal(Say.CityStandsAlready, second);
        }
    }

    public static void RequireSaneDay(DateOnly on, TimeProvider clock)
    {
        var last = City.Today(clock).AddYears(5);
        Rule.Require(on >= first && on <= last, Say.DayOutOfReach(first, last));
    }

    public static NpgsqlRange<DateOnly> From(DateOnly day) => new(day, true, false, default, false, true);

    /// <summary>From that day to the end of the edge, the union stands below another parent.</summary>
    public static async Task RedirectAsync(WaystationDb db, UnionParent edge, Guid parentId, DateOnly on, CancellationToken ct)
    {
        if (edge.BeginsOn(on))
        {
            await db.Database.ExecuteSqlAsync($"UPDATE union_parents SET parent_id = {parentId} WHERE union_id = {edge.UnionId} AND during = {edge.During}", ct);
            return;
        }

        var rest = From(on);
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE union_parents SET during = during * daterange(NULL, {on}) WHERE union_id = {edge.UnionId} AND during = {edge.During};
            INSERT INTO union_parents (union_id, parent_id, during) VALUES ({edge.UnionId}, {parentId}, {edge.During} * {rest})
            """, ct);
    }

    /// <summary>The union's last day is the day before.</summary>
    public static Task EndAsync(WaystationDb db, Guid unionId, DateOnly on, Guid? mergedInto, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            DELETE FROM union_parents WHERE union_id = {unionId} AND lower(during) >= {on};
            UPDATE union_parents SET during = during * daterange(NULL, {on}) WHERE union_id = {unionId} AND during @> {on};
            UPDATE unions SET dissolved_on = {on}, merged_into = {mergedInto} WHERE id = {unionId}
            """, ct);
}
