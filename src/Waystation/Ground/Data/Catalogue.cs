using Npgsql;

namespace Waystation.Data;

/// <summary>What a backup has to carry of a database: its tables with the columns that are stored by us, its sequences.</summary>
static class Catalogue
{
    // Values as every version and every server's settings read them back.
    const string PlainValues = "SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC'; SET LOCAL intervalstyle = 'iso_8601'; SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'";

    // A table whose comment is "transient" (an outbox, whose transaction ids mean nothing in another cluster) stays behind.
    const string OwnTables = """
        SELECT c.oid FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence = 'p'
          AND c.relname <> 'schema_migrations' AND obj_description(c.oid, 'pg_class') IS DISTINCT FROM 'transient'
          AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
        """;

    public static Task SpeakPlainlyAsync(NpgsqlConnection connection, CancellationToken ct) => DoAsync(connection, PlainValues, ct);

    /// <summary>In the order of names; generated columns left out, because the database makes them itself.</summary>
    public static async Task<List<ArchivedTable>> TablesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var tables = new List<ArchivedTable>();
        await using var ask = new NpgsqlCommand($"""
            SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '')
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.oid IN ({OwnTables}) GROUP BY c.relname ORDER BY c.relname
            """, connection);
        await using var rows = await ask.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) tables.Add(new ArchivedTable(rows.GetString(0), rows.GetFieldValue<string[]>(1), 0, 0, ""));
        return tables;
    }

    /// <summary>A sequence that nobody has used yet has no last value.</summary>
    public static async Task<ArchivedSequence[]> SequencesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var sequences = new List<ArchivedSequence>();
        await using var ask = new NpgsqlCommand(
            "SELECT sequencename, coalesce(last_value, start_value), last_value IS NOT NULL FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1", connection);
        await using var rows = await ask.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) sequences.Add(new ArchivedSequence(rows.GetString(0), rows.GetInt64(1), rows.GetBoolean(2)));
        return [.. sequences];
    }

    public static async Task<string[]> MasterKeysAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var known = await TextsAsync(connection, "SELECT relname FROM pg_class WHERE oid = to_regclass('public.data_keys')", ct);
        return known.Count == 0 ? [] : [.. await TextsAsync(connection, "SELECT DISTINCT master_key FROM data_keys ORDER BY 1", ct)];
    }

    public static async Task<bool> IsEmptyAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var things = await TextsAsync(connection, """
            SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
              AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') LIMIT 1
            """, ct);
        return things.Count == 0;
    }

    public static async Task<List<string>> TextsAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        var texts = new List<string>();
        await using var ask = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var rows = await ask.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) texts.Add(rows.GetString(0));
        return texts;
    }

    public static async Task DoAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
