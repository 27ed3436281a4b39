using Npgsql;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>Where a reported person belongs: the union of their unit below the one named in 所属工会, or the unit's shell still to be made.</summary>
/// <param name="UnionId">Null where the shell does not stand yet.</param>
/// <param name="Refusal">Why nobody can be placed there.</param>
readonly record struct Home(Guid? UnionId, NamedUnion? Below, Sentence? Refusal);

/// <summary>Finds homes in the tree as it stands today; remembers what it found.</summary>
sealed class Homes(NpgsqlDataSource source, DateOnly today)
{
    const string City = "北京市";

    readonly Dictionary<string, (NamedUnion? Union, Sentence? Refusal)> named = [];

    public async Task<Home> FindAsync(MemberEntry entry, CancellationToken ct)
    {
        var (union, refusal) = await NamedAsync(entry.Federation, ct);
        if (union is null) return new Home(null, null, refusal);
        if (union.IsItselfAHome) return new Home(union.Id, union, null);

        return new Home(union.Units!.Find(entry.CreditCode, entry.UnitName), union, null);
    }

    /// <summary>After another import or this one has made shells.</summary>
    public async Task LookAgainAsync(NamedUnion union, NpgsqlConnection connection, CancellationToken ct) =>
        union.Units = await UnitsBelow.ReadAsync(connection, union.Id, today, ct);

    async Task<(NamedUnion?, Sentence?)> NamedAsync(string name, CancellationToken ct)
    {
        if (named.TryGetValue(name, out var known)) return known;

        await using var connection = await source.OpenConnectionAsync(ct);
        var found = await SearchAsync(connection, name, ct);
        if (found.Union is null && found.Refusal is null && name.StartsWith(City, StringComparison.Ordinal)) found = await SearchAsync(connection, name[City.Length..], ct);
        if (found.Union is null) return named[name] = (null, found.Refusal ?? Say.UnionUnknown(name));
        if (!found.Union.IsItselfAHome) await LookAgainAsync(found.Union, connection, ct);
        return named[name] = found;
    }

    async Task<(NamedUnion? Union, Sentence? Refusal)> SearchAsync(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT id, kind, name, division_code, unique_name, kind IN ('service-post', 'department', 'institution') FROM unions
            WHERE id IN (SELECT id FROM unions WHERE name_key = $1 UNION ALL SELECT union_id FROM union_aliases WHERE name_key = $1
                    AND NOT EXISTS (SELECT FROM unions WHERE name_key = $1))
                AND (entered_on <= $2) IS NOT FALSE AND (dissolved_on > $2) IS NOT FALSE ORDER BY unique_name DESC LIMIT 2
            """, connection) { Parameters = { new() { Value = NameKey.Of(name) }, new() { Value = today } } };
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return (null, null);

        var union = new NamedUnion(row.GetGuid(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3));
        if (row.GetBoolean(5)) return (null, Say.UnionHoldsNobody(name));
        return !row.GetBoolean(4) && await row.ReadAsync(ct) ? (null, Say.UnionAmbiguous(name)) : (union, null);
    }
}

/// <summary>A union named in 所属工会.</summary>
sealed class NamedUnion(Guid id, string kind, string name, string? division)
{
    public Guid Id => id;
    public string Name => name;
    public string? Division => division;

    /// <summary>A unit's own union was named: its people belong to it, whatever the unit's name says.</summary>
    public bool IsItselfAHome => kind is "grassroots" or "unit-shell" or "union-group";

    public bool IsJoint => kind is "joint-grassroots";

    public UnitsBelow? Units { get; set; }
}
