using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>Where whoever imports may place people: everywhere by the command line, else what their post reaches on the day of the import.</summary>
sealed class ImportersBranch
{
    readonly HashSet<Guid>? unions;
    readonly bool below;

    ImportersBranch(HashSet<Guid>? unions, bool below) => (this.unions, this.below) = (unions, below);

    public static async Task<ImportersBranch> OfAsync(NpgsqlDataSource source, Actor by, DateOnly today, CancellationToken ct)
    {
        if (by.AccountId is null) return new(null, true);

        await using var command = source.CreateCommand(
            """
            SELECT p.below, p.below AND k.stands_alone, ARRAY(
                SELECT below_id FROM union_reach r WHERE r.above_id = p.union_id AND r.during @> $2 AND (p.below OR r.below_id = p.union_id) AND NOT (p.below AND k.stands_alone))
            FROM posts p JOIN unions u ON u.id = p.union_id JOIN union_kinds k ON k.code = u.kind
            WHERE p.id = $1 AND p.from_on <= $2 AND (p.until_on IS NULL OR p.until_on > $2)
            """);
        command.With(by.PostId, today);
        await using var row = await command.ExecuteReaderAsync(ct);
        Rule.Require(await row.ReadAsync(ct), Say.ImporterLeft);
        return row.GetBoolean(1) ? new(null, true) : new([.. row.GetFieldValue<Guid[]>(2)], row.GetBoolean(0));
    }

    /// <summary>A unit's home lies below the union that the form names, also where it is only being made.</summary>
    public bool Holds(Home home) => unions is null || (below && unions.Contains(home.Below!.Id)) || (home.UnionId is { } union && unions.Contains(union));
}
