using Npgsql;
using Waystation.Organisations;

namespace Waystation.Members;

/// <summary>The units below one union on a day: those with a union of their own, and shells.</summary>
sealed class UnitsBelow
{
    static readonly string[] unionWords = ["基层工会委员会", "工会委员会", "工会"];

    readonly Dictionary<string, Guid> byCode = [];
    readonly Dictionary<string, (Guid Id, string? Code)> byName = [];

    public static async Task<UnitsBelow> ReadAsync(NpgsqlConnection connection, Guid above, DateOnly on, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT u.id, u.credit_code, u.name_key FROM union_lines l JOIN unions u ON u.id = l.below_id
            WHERE l.above_id = $1 AND l.during @> $2 AND u.kind IN ('grassroots', 'unit-shell') ORDER BY u.kind, u.created_at, u.id
            """, connection) { Parameters = { new() { Value = above }, new() { Value = on } } };
        await using var row = await command.ExecuteReaderAsync(ct);
        var units = new UnitsBelow();
        while (await row.ReadAsync(ct)) units.Add(row.GetGuid(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2));
        return units;
    }

    /// <summary>By credit code, then by name; two units of one name with different codes are two.</summary>
    public Guid? Find(string code, string name)
    {
        if (code.Length > 0 && byCode.TryGetValue(code, out var coded)) return coded;
        if (!byName.TryGetValue(NameKey.Of(name), out var unit)) return null;
        return code.Length == 0 || unit.Code is null || unit.Code == code ? unit.Id : null;
    }

    public void Add(Guid id, string? code, string nameKey)
    {
        if (code is not null) byCode.TryAdd(code, id);
        byName.TryAdd(nameKey, (id, code));
        // The unit 北京某某有限公司 has the union 北京某某有限公司工会委员会.
        var word = unionWords.FirstOrDefault(w => nameKey.Length > w.Length && nameKey.EndsWith(w, StringComparison.Ordinal));
        if (word is not null) byName.TryAdd(nameKey[..^word.Length], (id, code));
    }
}
