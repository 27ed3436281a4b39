using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Organisations;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>A union or station of the branch that can have a join code, and the code it has.</summary>
/// <param name="Joins">Of a station; null of a union.</param>
public sealed record CodeHolder(Guid UnionId, Guid? StationId, string Name, JoinCode? Code, StationJoins? Joins = null);

/// <summary>How many began to join by the codes a station has had, and how many of them became members: of the station as a whole, of nobody who works there.</summary>
public sealed record StationJoins(int Begun, int Joined)
{
    public static readonly StationJoins None = new(0, 0);
}

/// <summary>The join codes of an officer's branch: made, renewed, revoked, printed.</summary>
public sealed class JoinCodes(Desk desk, WaystationDb db)
{
    public const int MostShown = 60;

    /// <summary>Unions of the branch that may hold members and stations of the branch, by part of the name where one is given; without, those with a code and, of a part of the city, the joint unions of its streets.</summary>
    public async Task<IReadOnlyList<CodeHolder>> HoldersAsync(string? named, CancellationToken ct)
    {
        var key = NameKey.Of(named ?? "");
        var today = desk.Today;
        var codes = await desk.All<JoinCode>().AsNoTracking().Where(c => c.RevokedAt == null).OrderByDescending(c => c.MadeAt).Take(MostShown).ToListAsync(ct);
        var unionIds = codes.Where(c => c.StationId is null).Select(c => c.UnionId).Append(desk.Post.UnionId).ToArray();
        var reached = await db.Database.SqlQuery<Guid>(
            $"""
            SELECT u.id AS "Value" FROM unions u JOIN union_kinds k ON k.code = u.kind
            WHERE k.holds_members AND daterange(u.entered_on, u.dissolved_on) @> {today}
              AND ({db.Reach.Everything} OR u.id = ANY ({db.Reach.Listed}) OR EXISTS (SELECT FROM union_reach r WHERE r.above_id = {db.Reach.Above} AND r.below_id = u.id AND r.during @> {db.Reach.On}))
              AND ({key} = '' AND (u.id = ANY ({unionIds}) OR u.kind = 'joint-grassroots' AND NOT {db.Reach.Everything}) OR {key} <> '' AND position({key} IN u.name_key) > 0) ORDER BY length(u.name_key), u.id LIMIT {MostShown}
            """).ToListAsync(ct);
        var unions = await db.Set<Union>().AsNoTracking().Where(u => reached.Contains(u.Id)).OrderBy(u => u.SortKey).ToListAsync(ct);
        var coded = codes.Select(c => c.StationId).OfType<Guid>().ToArray();
        var stations = await desk.All<Station>().AsNoTracking().Where(s => s.Status != StationStatus.Preparing).Where(s => key == "" ? coded.Contains(s.Id) || s.UnionId == desk.Post.UnionId : s.NameKey.Contains(key)).OrderBy(s => s.NameKey).Take(MostShown).ToListAsync(ct);
        var joins = await JoinsAsync([.. stations.Select(s => s.Id)], ct);
        return [.. unions.Select(u => new CodeHolder(u.Id, null, u.Name, codes.Find(c => c.UnionId == u.Id && c.StationId is null))),
            .. stations.Select(s => new CodeHolder(s.UnionId, s.Id, s.Name, codes.Find(c => c.StationId == s.Id), joins.GetValueOrDefault(s.Id, StationJoins.None)))];
    }

    /// <summary>Whoever decides on an application may be another branch; that there was one is the station's.</summary>
    async Task<Dictionary<Guid, StationJoins>> JoinsAsync(Guid[] stations, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var count = new NpgsqlCommand("SELECT station_id, count(*)::int, count(*) FILTER (WHERE state = 'approved')::int FROM applications WHERE station_id = ANY ($1) GROUP BY station_id", db.Connection()).With(stations);
        await using var row = await count.ExecuteReaderAsync(ct);
        var joins = new Dictionary<Guid, StationJoins>();
        while (await row.ReadAsync(ct)) joins[row.GetGuid(0)] = new(row.GetInt32(1), row.GetInt32(2));
        return joins;
    }

    /// <summary>A new code; the one before is revoked. Refused for what is not of the branch.</summary>
    public async Task<Guid> RenewAsync(Guid unionId, Guid? stationId, CancellationToken ct)
    {
        await RequireOwnAsync(unionId, stationId, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await RevokeOldAsync(unionId, stationId, ct);
        var code = JoinCode.Make(unionId, stationId, desk.Now);
        desk.Add(code);
        await desk.SaveAsync(Did.MadeJoinCode, code.Id, ct: ct);
        await transaction.CommitAsync(ct);
        return code.Id;
    }

    public async Task RevokeAsync(JoinCode code, CancellationToken ct)
    {
        code.Revoke(desk.Now);
        await desk.SaveAsync(Did.RevokedJoinCode, code.Id, ct: ct);
    }

    public async Task<string> NameAsync(JoinCode code, CancellationToken ct) => code.StationId is { } station
        ? await desk.All<Station>().Where(s => s.Id == station).Select(s => s.Name).SingleOrDefaultAsync(ct) ?? ""
        : await db.Set<Union>().Where(u => u.Id == code.UnionId).Select(u => u.Name).SingleAsync(ct);

    /// <summary>Two officers who renew at once do so in turn: the union's row is held.</summary>
    async Task RevokeOldAsync(Guid unionId, Guid? stationId, CancellationToken ct)
    {
        await using (var hold = new NpgsqlCommand("SELECT FROM unions WHERE id = $1 FOR NO KEY UPDATE", db.Connection()).With(unionId)) await hold.ExecuteNonQueryAsync(ct);
        foreach (var old in await desk.All<JoinCode>().Where(c => c.UnionId == unionId && c.StationId == stationId && c.RevokedAt == null).ToListAsync(ct))
        {
            old.Revoke(desk.Now);
            await desk.SaveAsync(Did.RevokedJoinCode, old.Id, ct: ct);
        }
    }

    async Task RequireOwnAsync(Guid unionId, Guid? stationId, CancellationToken ct)
    {
        Rule.Require(await desk.ReachesAsync(unionId, ct), Say.OutOfReach);
        await db.Database.OpenConnectionAsync(ct);
        if (stationId is null) Rule.Require(await UnionsAbove.MayHoldAsync(db.Connection(), unionId, desk.Today, ct), Say.HomeGone);
        if (stationId is { } id) Rule.Require(await desk.All<Station>().AnyAsync(s => s.Id == id && s.UnionId == unionId && s.Status != StationStatus.Preparing, ct), Say.OutOfReach);
    }
}
