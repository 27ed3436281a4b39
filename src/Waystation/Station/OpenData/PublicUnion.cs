using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.OpenData;

/// <summary>What is published of a union that answers for stations: no member, no officer.</summary>
public sealed record PublicUnion(Guid Id, string Name, string Kind, Guid? ParentId);

/// <summary>The unions by id and the city's name, read again at most once a minute; while the database is away the last ones stay.</summary>
public sealed class PublicUnions(NpgsqlDataSource source, TimeProvider clock)
{
    static readonly TimeSpan kept = TimeSpan.FromMinutes(1);

    readonly SemaphoreSlim one = new(1);
    DateTimeOffset readAt = DateTimeOffset.MinValue;

    public IReadOnlyDictionary<Guid, PublicUnion> ById { get; private set; } = new Dictionary<Guid, PublicUnion>();
    public string City { get; private set; } = "";

    public async Task RefreshAsync(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            if (clock.GetUtcNow() - readAt >= kept) await ReadAsync(ct);
        }
        catch (NpgsqlException) when (ById.Count > 0)
        {
            // The register is told from memory; so are those who answer for it.
        }
        finally
        {
            one.Release();
        }
    }

    async Task ReadAsync(CancellationToken ct)
    {
        await using var ask = source.CreateCommand(
            """
            SELECT u.id, u.name, k.name_zh, p.parent_id FROM unions u JOIN union_kinds k ON k.code = u.kind
            LEFT JOIN union_parents p ON p.union_id = u.id AND p.during @> $1 ORDER BY u.id
            """);
        ask.With(Shared.City.Today(clock));
        var read = new Dictionary<Guid, PublicUnion>();
        await using (var row = await ask.ExecuteReaderAsync(ct))
            while (await row.ReadAsync(ct)) read[row.GetGuid(0)] = new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetGuid(3));

        await using var city = source.CreateCommand("SELECT name FROM divisions WHERE parent_code IS NULL LIMIT 1");
        City = await city.ExecuteScalarAsync(ct) as string ?? "";
        // Another dictionary means that something may have changed.
        if (!read.Values.SequenceEqual(ById.Values)) ById = read;
        readAt = clock.GetUtcNow();
    }
}
