using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>What a change of the tree means for the people who belong to a union. Asked in SQL, because this room stands below the Members room.</summary>
static class MembersOf
{
    public static async Task RequireNobodyAsync(WaystationDb db, Union union, CancellationToken ct)
    {
        var count = await CountAsync(db, union, ct);
        Rule.Require(count == 0, Say.MembersBelong(union.Name, count));
    }

    public static async Task CarryAsync(WaystationDb db, Union union, Union into, CancellationToken ct)
    {
        if (await CountAsync(db, union, ct) == 0) return;

        Rule.Require(into.Kind.HoldsMembers, Say.HoldsNoMembers(into.Name, into.Kind));
        await db.Database.ExecuteSqlAsync($"UPDATE members SET union_id = {into.Id} WHERE union_id = {union.Id}", ct);
    }

    static async Task<long> CountAsync(WaystationDb db, Union union, CancellationToken ct) =>
        await db.Database.SqlQuery<bool>($"SELECT to_regclass('members') IS NOT NULL AS \"Value\"").SingleAsync(ct)
            ? await db.Database.SqlQuery<long>($"SELECT count(*) AS \"Value\" FROM members WHERE union_id = {union.Id}").SingleAsync(ct)
            : 0;
}
