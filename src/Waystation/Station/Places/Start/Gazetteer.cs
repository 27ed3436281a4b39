using Npgsql;
using Waystation.Tables;

namespace Waystation.Places;

/// <summary>The names of the city's districts, streets and communities, in this node's memory: about eight thousand.</summary>
public sealed class Gazetteer(NpgsqlDataSource source)
{
    volatile string city = "";
    volatile Locality[] all = [];
    volatile Dictionary<string, Locality> byCode = [];

    public IEnumerable<Locality> Districts => all.Where(l => l.Level == "district");

    public Locality? Of(string code) => byCode.GetValueOrDefault(code);

    public IEnumerable<Locality> StreetsOf(Locality district) => all.Where(l => l.Within == district);

    /// <summary>What was typed, cleaned as names are compared.</summary>
    public string Typed(string text)
    {
        var name = Plain.Compact(text).ToLowerInvariant();
        return name.Length > city.Length && name.StartsWith(city, StringComparison.Ordinal) ? name[city.Length..] : name;
    }

    /// <summary>The best first, larger places before smaller ones.</summary>
    /// <param name="typed">As <see cref="Typed"/> gives it.</param>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<(Locality Locality, int Fits)> Find(string typed, int most)
    {
        if (typed.Length == 0) return [];

        var fitting = from locality in all
                      let fits = locality.Fits(typed)
                      where fits is not null
                      orderby fits, locality.Code.Length, locality.Code
                      select (locality, fits.Value);
        return [.. fitting.Take(most)];
    }

    public async Task RefreshAsync(CancellationToken ct = default)
    {
        await using var ask = source.CreateCommand(
            "SELECT code, name, level, parent_code FROM divisions WHERE gone_on IS NULL ORDER BY length(code), code");
        await using var row = await ask.ExecuteReaderAsync(ct);
        var known = new Dictionary<string, Locality>();
        while (await row.ReadAsync(ct))
        {
            if (row.IsDBNull(3)) city = row.GetString(1);
            else known[row.GetString(0)] = new Locality(row.GetString(0), row.GetString(2), row.GetString(1), known.GetValueOrDefault(row.GetString(3)));
        }

        (all, byCode) = ([.. known.Values], known);
    }
}
