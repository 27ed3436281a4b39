using Npgsql;

namespace Waystation.Data;

/// <summary>
/// Inside one transaction: references and triggers taken away while tables are filled in any order, and put back afterwards,
/// when PostgreSQL checks every reference anew. Works for a table's owner; switching the checks off for the session would
/// need a superuser, and would let a broken archive in.
/// </summary>
sealed class Unguarded
{
    readonly NpgsqlConnection connection;
    readonly List<string> restore = [];

    Unguarded(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<Unguarded> BeginAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var guards = new Unguarded(connection);
        // What the scripts' own rows still have to prove is proved now: a table with open checks cannot be altered.
        await Catalogue.DoAsync(connection, "SET CONSTRAINTS ALL IMMEDIATE", ct);
        await guards.TakeAsync("""
            SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
                   format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype = 'f' AND conparentid = 0
            """, ct);
        await guards.TakeAsync("""
            SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname),
                   format('ALTER TABLE %s ENABLE TRIGGER %I', tgrelid::regclass, tgname)
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgenabled = 'O' AND t.tgparentid = 0
            """, ct);
        return guards;
    }

    public async Task EndAsync(CancellationToken ct)
    {
        foreach (var order in restore) await Catalogue.DoAsync(connection, order, ct);
    }

    async Task TakeAsync(string orders, CancellationToken ct)
    {
        var away = new List<string>();
        await using (var ask = new NpgsqlCommand(orders, connection))
        await using (var rows = await ask.ExecuteReaderAsync(ct))
            while (await rows.ReadAsync(ct))
            {
                away.Add(rows.GetString(0));
                restore.Add(rows.GetString(1));
            }

        foreach (var order in away) await Catalogue.DoAsync(connection, order, ct);
    }
}
