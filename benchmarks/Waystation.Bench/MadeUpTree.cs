using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Data;
using Waystation.Organisations;

namespace Waystation.Bench;

/// <summary>One city, 16 districts, 400 streets, the rest grassroots unions: numbered, and the same every time.</summary>
static class MadeUpTree
{
    /// <summary>The first union that holds members.</summary>
    public const int FirstUnit = 418;

    /// <summary>Numbered ids, so that the generator below and the questions mean the same unions.</summary>
    public static Guid Id(int number) => Guid.ParseExact($"{number:D32}", "N");

    /// <summary>Unions go in around the triggers and the lines are drawn anew, as after any bulk load.</summary>
    public static async Task GrowAsync(Database database, int first, int last)
    {
        Line.Progress($"{last:N0} unions");
        await TellAsync(database,
            $"""
            SET session_replication_role = replica;
            INSERT INTO unions (id, kind, name, unique_name, sort_key)
            SELECT lpad(n::text, 32, '0')::uuid,
                CASE WHEN n = 1 THEN 'city-federation' WHEN n <= 17 THEN 'district-federation' WHEN n <= 417 THEN 'subdistrict-federation' ELSE 'grassroots' END,
                '工会' || n, n <= 417, md5(n::text)
            FROM generate_series({first}, {last}) n;
            INSERT INTO union_parents (union_id, parent_id, during)
            SELECT lpad(n::text, 32, '0')::uuid,
                lpad((CASE WHEN n <= 17 THEN 1 WHEN n <= 417 THEN 2 + (n - 18) / 25 ELSE 18 + n % 400 END)::text, 32, '0')::uuid, '(,)'
            FROM generate_series(greatest({first}, 2), {last}) n;
            SET session_replication_role = origin
            """);
        await using var db = database.NewContext();
        db.Database.SetCommandTimeout(300);
        await new RebuildLines(db).RunAsync();
        await TellAsync(database, "VACUUM ANALYZE");
    }

    public static async Task TellAsync(Database database, string order)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(order, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }
}
