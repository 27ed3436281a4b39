using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>What a change of the tree means for the people who belong to a union. Asked in SQL, because this room stands below the Members room.</summary>
static class MembersOf
{
    public static async Task RequireNobodyAsync(WaystationDb db, Union union, CancellationToken ct)
    {
        var count = await db.Database.SqlQuery<long>($"SELECT count(*) AS \"Value\" FROM members WHERE union_id = {union.Id} AND state <> 'left'").SingleAsync(ct);
        Rule.Require(count == 0, Say.MembersBelong(union.Name, count));
    }

    /// <summary>A union that people join every day ends today or earlier, or those who join until then would be left behind.</summary>
    public static void RequireNotAhead(Union union, DateOnly on, DateOnly today) =>
        Rule.Require(!union.Kind.HoldsMembers || on <= today, Say.AfterToday(today));

    /// <summary>From that day on, who belonged to the one belongs to the other; the database keeps what was before.</summary>
    public static async Task CarryAsync(WaystationDb db, Union union, Union into, DateOnly on, CancellationToken ct)
    {
        if (await CountAsync(db, union, ct) == 0) return;

        Rule.Require(into.Kind.HoldsMembers, Say.HoldsNoMembers(into.Name, into.Kind));
        var since = await db.Database.SqlQuery<long>($"SELECT count(*) AS \"Value\" FROM members WHERE union_id = {union.Id} AND belongs_since >= {on}").SingleAsync(ct);
        Rule.Require(since == 0, Say.JoinedSince(union.Name, on, since));
        await db.Database.ExecuteSqlAsync($"UPDATE members SET union_id = {into.Id}, belongs_since = {on} WHERE union_id = {union.Id}", ct);
    }

    static Task<long> CountAsync(WaystationDb db, Union union, CancellationToken ct) =>
        db.Database.SqlQuery<long>($"SELECT count(*) AS \"Value\" FROM members WHERE union_id = {union.Id}").SingleAsync(ct);
}
