using Waystation.Data;
using Waystation.Organisations;

namespace Waystation.Bench;

/// <summary>
/// The tree at the city's size: one city, 16 districts, 400 streets, the rest grassroots unions, a million members.
/// The peer of a count along the closure is a recursive query over the truth (<c>union_parents</c>), as of the same day.
/// </summary>
static class TreeBench
{
    const int Members = 1_000_000, Few = 12_000, Many = 40_000, Runs = 30;

    static readonly DateOnly on = new(2026, 11, 21);

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("waystation-bench-tree-");
        try
        {
            await using var database = await Database.OpenAsync(DataFolder.At(folder.FullName), db: null, Line.Progress);
            await MadeUpTree.GrowAsync(database, 1, Few);
            await JoinAsync(database);
            await CountAsync(database);
            await MoveAsync(database);
            await MadeUpTree.GrowAsync(database, Few + 1, Many);
            await ShowAsync(database);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task CountAsync(Database database)
    {
        var lines = await Measured.RunAsync(Runs, i => AskAsync(database,
            """
            SELECT (SELECT count(*) FROM union_lines l JOIN members m ON m.union_id = l.below_id
                    WHERE l.above_id = $1 AND l.during @> $2 AND m.state <> 'applied' AND (m.belongs_since IS NULL OR m.belongs_since <= $2))
                + (SELECT count(*) FROM union_lines l JOIN past_memberships p ON p.union_id = l.below_id
                    WHERE l.above_id = $1 AND l.during @> $2 AND p.during @> $2)
            """, District(i)));
        var peer = await Measured.RunAsync(Runs, i => AskAsync(database,
            """
            WITH RECURSIVE below (id) AS (
                SELECT $1::uuid UNION ALL
                SELECT p.union_id FROM below JOIN union_parents p ON p.parent_id = below.id AND p.during @> $2)
            SELECT (SELECT count(*) FROM below JOIN members m ON m.union_id = below.id
                    WHERE m.state <> 'applied' AND (m.belongs_since IS NULL OR m.belongs_since <= $2))
                + (SELECT count(*) FROM below JOIN past_memberships p ON p.union_id = below.id WHERE p.during @> $2)
            """, District(i)));
        Line.Print("tree", new { what = "count members under a district", unions = Few, members = Members, p50_ms = lines.P50, p99_ms = lines.P99, target_ms = 50,
            peer = "recursive query over union_parents", peer_p50_ms = peer.P50, peer_p99_ms = peer.P99, times_faster = peer.P50 / lines.P50 });
    }

    static async Task MoveAsync(Database database)
    {
        var next = 0;
        var moves = await Measured.RunAsync(Runs, async i =>
        {
            await using var db = database.NewContext();
            await new MoveUnion(db, TimeProvider.System).RunAsync(Street(i), District(5 + next++ % 8), on.AddDays(-i));
        });
        Line.Print("tree", new { what = "move a street with everything below", unions = Few, below_a_street = (Few - 417) / 400, p50_ms = moves.P50, p99_ms = moves.P99, target_ms = 100 });
    }

    static async Task ShowAsync(Database database)
    {
        foreach (var (what, id) in new[] { ("the city", MadeUpTree.Id(1)), ("a district", District(3)), ("a street", Street(50)) })
        {
            var shown = await Measured.RunAsync(Runs, async _ =>
            {
                await using var db = database.NewContext();
                await new UnionTree(db).ShowAsync(id, on);
            });
            Line.Print("tree", new { what = $"page of {what}", unions = Many, members = Members, p50_ms = shown.P50, p99_ms = shown.P99 });
        }

        var found = await Measured.RunAsync(Runs, async i =>
        {
            await using var db = database.NewContext();
            await new UnionTree(db).SearchAsync($"工会{i}", on);
        });
        Line.Print("tree", new { what = "search by part of a name", unions = Many, p50_ms = found.P50, p99_ms = found.P99 });
    }

    static Guid District(int i) => MadeUpTree.Id(2 + i % 16);

    static Guid Street(int i) => MadeUpTree.Id(18 + i % 400);

    static async Task JoinAsync(Database database)
    {
        Line.Progress($"{Members:N0} members");
        await MadeUpTree.TellAsync(database,
            $"""
            SET session_replication_role = replica;
            INSERT INTO members (id, union_id, state, name, document_kind, document_index, secrets, joined_on, joined_on_stated, belongs_since, form_digest, reported_on)
            SELECT gen_random_uuid(), lpad((418 + n % ({Few} - 417))::text, 32, '0')::uuid, 'member', '某某', '居民身份证', gen_random_uuid(), '\x00',
                date '2020-01-01', true, CASE WHEN n % 2 = 0 THEN date '2020-01-01' END, gen_random_uuid(), date '2026-01-01'
            FROM generate_series(1, {Members}) n;
            SET session_replication_role = origin
            """);
        await MadeUpTree.TellAsync(database, "VACUUM ANALYZE");
    }

    static async Task AskAsync(Database database, string question, Guid id)
    {
        await using var command = database.Source.CreateCommand(question);
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(on);
        await command.ExecuteScalarAsync();
    }
}
