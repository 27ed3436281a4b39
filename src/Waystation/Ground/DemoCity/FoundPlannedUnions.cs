using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.DemoCity;

/// <summary>All unions of the plan in one change of the tree, by the same statement by which one is founded.</summary>
sealed class FoundPlannedUnions(House house, TimeProvider clock)
{
    const int AtOnce = 200;

    public async Task RunAsync(CityPlan plan, Action<long, long?> progress, CancellationToken ct)
    {
        await using var db = house.Database.NewContext();
        var federations = await FederationsAsync(db, ct);
        await TreeChange.RunAsync(db, () => AddAsync((NpgsqlConnection)db.Database.GetDbConnection(), plan, federations, progress, ct), ct,
            line: new LogLine(Actor.Command, Did.FoundedUnion, clock.GetUtcNow(), Amount: plan.Unions.Count));
    }

    static async Task AddAsync(NpgsqlConnection connection, CityPlan plan, Dictionary<string, Guid> federations, Action<long, long?> progress, CancellationToken ct)
    {
        var done = 0;
        foreach (var unions in plan.Unions.Chunk(AtOnce))
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var union in unions) batch.BatchCommands.Add(Add(union, union.Above?.Id ?? federations[union.Street.Federation]));
            await batch.ExecuteNonQueryAsync(ct);
            progress(done += unions.Length, plan.Unions.Count);
        }
    }

    static NpgsqlBatchCommand Add(PlannedUnion union, Guid above) => new("SELECT union_add($1, $2, $3, $4, $5, $6, $7, false, $8)")
    {
        Parameters =
        {
            new() { Value = union.Id }, new() { Value = union.Kind }, new() { Value = union.Name }, new() { Value = above },
            new() { Value = (object?)union.FoundedOn ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date }, new() { Value = union.Street.Code },
            new() { Value = (object?)union.CreditCode ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text }, new() { Value = PinyinKey.Of(union.Name) },
        },
    };

    static async Task<Dictionary<string, Guid>> FederationsAsync(WaystationDb db, CancellationToken ct) =>
        await db.Set<Union>().AsNoTracking().Where(u => u.Kind.UniqueName && u.DivisionCode != null).ToDictionaryAsync(u => u.Name, u => u.Id, ct);
}
