using System.Text.RegularExpressions;

namespace Waystation.Data;

/// <summary>One thing that a database's schema says of a table: a column, a key, an index, a rule. Compared without the names that tools give.</summary>
/// <param name="Name">What a list may call it by: <c>unions column name_key</c>, <c>unions exclude union_parents_one_at_a_time</c>.</param>
/// <param name="Says">The whole of it as PostgreSQL writes it, without its own name.</param>
sealed record SchemaFact(string Table, string Kind, string Name, string Says)
{
    public (string, string) Meaning => ($"{Table} {Kind}", Kind == "column" ? $"{Name} {Says}" : Says);

    public override string ToString() => $"{Table} {Kind} {Name}: {Says}";
}

/// <summary>All that a database's catalogue says of the tables in schema public.</summary>
static partial class Schema
{
    const string Facts = """
        SELECT c.relname, 'column', a.attname, format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
        UNION ALL
        SELECT c.relname, CASE o.contype WHEN 'p' THEN 'key' WHEN 'f' THEN 'reference' WHEN 'c' THEN 'check' ELSE 'exclude' END, o.conname, pg_get_constraintdef(o.oid)
        FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
        WHERE c.relnamespace = 'public'::regnamespace AND o.contype IN ('p', 'f', 'c', 'x') AND o.conparentid = 0 AND NOT c.relispartition
        UNION ALL
        SELECT c.relname, CASE WHEN i.indisunique THEN 'unique' ELSE 'index' END, n.relname, pg_get_indexdef(i.indexrelid)
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class n ON n.oid = i.indexrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT i.indisprimary AND NOT i.indisexclusion
        UNION ALL
        SELECT c.relname, 'trigger', t.tgname, '' FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgparentid = 0 AND NOT c.relispartition
        UNION ALL
        SELECT '', 'function', p.proname, '' FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
        ORDER BY 1, 2, 3, 4
        """;

    public static async Task<List<SchemaFact>> OfAsync(Database database)
    {
        var facts = new List<SchemaFact>();
        await using var ask = database.Source.CreateCommand(Facts);
        await using var rows = await ask.ExecuteReaderAsync();
        while (await rows.ReadAsync()) facts.Add(new SchemaFact(rows.GetString(0), rows.GetString(1), rows.GetString(2), Plain(rows.GetString(3))));
        return facts;
    }

    // When a reference is checked (at once or at commit) is a matter of the scripts: the model cannot say it.
    static string Plain(string says) =>
        IndexName().Replace(says, "INDEX ON").Replace(" DEFERRABLE", "", StringComparison.Ordinal).Replace(" INITIALLY DEFERRED", "", StringComparison.Ordinal).Replace(" ON DELETE RESTRICT", "", StringComparison.Ordinal);

    [GeneratedRegex(@"INDEX \S+ ON")]
    private static partial Regex IndexName();
}
