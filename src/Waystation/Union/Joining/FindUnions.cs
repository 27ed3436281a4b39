using Npgsql;
using Waystation.Data;
using Waystation.Geography;
using Waystation.Organisations;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>
/// How somebody without a code finds the union to join: by its name, or, as an individual, by the street: chosen, read from an
/// address, or the streets of the places nearest to a point.
/// </summary>
public sealed class FindUnions(NpgsqlDataSource source, NearbyPlaces places, TimeProvider clock)
{
    public const int MostFound = 20;
    const int NearestPlaces = 12, MostStreets = 4;

    /// <summary>Unions whose name contains the text, the shortest names first; two characters at least.</summary>
    public async Task<List<JoinableUnion>> NamedAsync(string text, CancellationToken ct)
    {
        var key = NameKey.Of(text);
        return key.Length < 2 ? [] : await NamedAsync(key, Reach.Everywhere, ct);
    }

    /// <summary>The same among what a post reaches; without a text its joint unions first, which take people without a unit.</summary>
    public Task<List<JoinableUnion>> WithinAsync(Reach reach, string? text, CancellationToken ct) => NamedAsync(NameKey.Of(text ?? ""), reach, ct);

    async Task<List<JoinableUnion>> NamedAsync(string key, Reach reach, CancellationToken ct)
    {
        await using var find = source.CreateCommand(
            """
            SELECT u.id, u.name, p.name FROM unions u JOIN union_kinds k ON k.code = u.kind
            LEFT JOIN union_parents e ON e.union_id = u.id AND e.during @> $2 LEFT JOIN unions p ON p.id = e.parent_id
            WHERE k.holds_members AND position($1 IN u.name_key) > 0 AND daterange(u.entered_on, u.dissolved_on) @> $2
                AND ($4 OR u.id = ANY($5) OR EXISTS (SELECT FROM union_reach r WHERE r.above_id = $6 AND r.below_id = u.id AND r.during @> $2))
            ORDER BY $1 = '' AND u.kind = 'joint-grassroots' DESC, length(u.name_key), u.sort_key, u.id LIMIT $3
            """).With(key, City.Today(clock), MostFound, reach.Everything, reach.Listed, reach.Above);
        return await UnionsAsync(find, ct);
    }

    public async Task<List<(string Code, string Name, string District)>> StreetsAsync(CancellationToken ct) =>
        await StreetsAsync(source.CreateCommand(
            """
            SELECT s.code, s.name, d.name FROM divisions s JOIN divisions d ON d.code = s.parent_code
            WHERE s.level = 'street' AND s.gone_on IS NULL ORDER BY d.code, s.code
            """), ct);

    public async Task<JoinableStreet?> StreetAsync(string code, CancellationToken ct) =>
        await StreetsAsync(source.CreateCommand(
            "SELECT s.code, s.name, d.name FROM divisions s JOIN divisions d ON d.code = s.parent_code WHERE s.level = 'street' AND s.gone_on IS NULL AND s.code = $1").With(code), ct) is [var only]
            ? await WithUnionsAsync(only, ct) : null;

    /// <summary>The streets whose name, with or without its ending, stands in the address; those of a district that is named first.</summary>
    public async Task<List<JoinableStreet>> OfAddressAsync(string address, CancellationToken ct)
    {
        var found = await StreetsAsync(source.CreateCommand(
            """
            SELECT s.code, s.name, d.name FROM divisions s JOIN divisions d ON d.code = s.parent_code
            CROSS JOIN LATERAL (SELECT regexp_replace(s.name, '(街道|地区|镇|乡)$', '') AS root) r
            WHERE s.level = 'street' AND s.gone_on IS NULL AND length(r.root) >= 2 AND position(r.root IN $1) > 0
            ORDER BY (position(s.name IN $1) > 0) DESC, (position(d.name IN $1) > 0) DESC, length(r.root) DESC, s.code LIMIT $2
            """).With(address, MostStreets), ct);
        return await WithUnionsAsync(found, ct);
    }

    /// <summary>The streets of the places nearest to a point (WGS-84), the nearest first.</summary>
    public async Task<List<JoinableStreet>> NearAsync(Position from, CancellationToken ct)
    {
        var near = new List<(string District, string Street)>();
        places.Find(new NearbySearch(from, Limit: NearestPlaces), (place, _, _) => near.Add((place.District, place.Street)));
        var names = near.Distinct().Take(MostStreets).ToList();
        var found = await StreetsAsync(source.CreateCommand(
            """
            SELECT s.code, s.name, d.name FROM unnest($1, $2) WITH ORDINALITY AS asked (district, street, place)
            JOIN divisions d ON d.name = asked.district AND d.level = 'district' JOIN divisions s ON s.parent_code = d.code AND s.name = asked.street
            ORDER BY place
            """).With(names.Select(n => n.District).ToArray(), names.Select(n => n.Street).ToArray()), ct);
        return await WithUnionsAsync(found, ct);
    }

    async Task<List<JoinableStreet>> WithUnionsAsync(List<(string Code, string Name, string District)> streets, CancellationToken ct)
    {
        List<JoinableStreet> found = [];
        foreach (var street in streets) found.Add(await WithUnionsAsync(street, ct));
        return found;
    }

    async Task<JoinableStreet> WithUnionsAsync((string Code, string Name, string District) street, CancellationToken ct)
    {
        await using var find = source.CreateCommand("SELECT id, name, above FROM street_homes($1, $2) LIMIT $3").With(street.Code, City.Today(clock), MostFound);
        return new(street.Code, street.Name, street.District, await UnionsAsync(find, ct));
    }

    static async Task<List<JoinableUnion>> UnionsAsync(NpgsqlCommand find, CancellationToken ct)
    {
        await using var row = await find.ExecuteReaderAsync(ct);
        List<JoinableUnion> found = [];
        while (await row.ReadAsync(ct)) found.Add(new(row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2)));
        return found;
    }

    static async Task<List<(string Code, string Name, string District)>> StreetsAsync(NpgsqlCommand find, CancellationToken ct)
    {
        await using var ending = find;
        await using var row = await find.ExecuteReaderAsync(ct);
        List<(string, string, string)> found = [];
        while (await row.ReadAsync(ct)) found.Add((row.GetString(0), row.GetString(1), row.GetString(2)));
        return found;
    }
}
