using System.Diagnostics;
using Npgsql;
using Waystation.Data;
using Waystation.Logbook;

namespace Waystation.Bench;

/// <summary>
/// Writing log lines from many clients while the sealer works, and checking ten million lines. The peer of writing is the bare INSERT
/// into a table without log columns' defaults and without sealer; the peer of checking is PostgreSQL reading the same rows in the same order.
/// </summary>
static class LogbookBench
{
    const int Clients = 32, Rows = 10_000_000;
    static readonly TimeSpan span = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync()
    {
        await using var empty = await EmptyHouse.OpenAsync();
        var house = empty.House;
        await WritingAsync(house);
        return await CheckingAsync(house) ? 0 : 1;
    }

    static async Task WritingAsync(House house)
    {
        await ExecuteAsync(house, "CREATE TABLE bare_line (at timestamptz, who text, did text, about uuid, amount bigint, hash bytea)");
        var bare = await WriteAsync(house, InsertBareAsync);
        using var over = new CancellationTokenSource();
        var sealing = SealAsync(house, over.Token);
        var logged = await WriteAsync(house, connection => new LogLine(Actor.Command, Did.MadeBackup, house.Clock.GetUtcNow(), Guid.CreateVersion7(), 1).WriteAsync(connection));
        await over.CancelAsync();
        var longest = await sealing;
        Line.Print("log-write", new
        {
            clients = Clients, lines_per_s = (int)logged, longest_seal_ms = (int)longest.TotalMilliseconds, peer = "INSERT", peer_lines_per_s = (int)bare, ratio = Math.Round(logged / bare, 2),
        });
    }

    static async Task<bool> CheckingAsync(House house)
    {
        await FillAsync(house);
        var sealing = await TimedAsync(() => new SealLog(house).RunAsync());
        LogCheck check = null!;
        var checking = await TimedAsync(async () => check = await new VerifyLog(house).RunAsync());
        var reading = await TimedAsync(() => ExecuteAsync(house, "SELECT sum(length(did) + seq % 7) FROM (SELECT * FROM logbook ORDER BY epoch, xid, seq OFFSET 0) ordered"));
        Line.Print("verify-logbook", new
        {
            rows = check.Rows, seals = check.Seals, findings = check.Findings.Count, sealed_s = sealing, checked_s = checking, peer = "ordered read", peer_s = reading, ratio = Math.Round(reading / checking, 2),
        });
        return check.Findings.Count == 0 && check.Rows >= Rows;
    }

    static async Task<double> TimedAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 1);
    }

    static async Task InsertBareAsync(NpgsqlConnection connection)
    {
        await using var insert = new NpgsqlCommand("INSERT INTO bare_line (at, who, did, about, amount) VALUES (now(), 'command', 'made-backup', gen_random_uuid(), 1)", connection);
        await insert.ExecuteNonQueryAsync();
    }

    static async Task<double> WriteAsync(House house, Func<NpgsqlConnection, Task> write)
    {
        var (written, began) = (0L, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            await using var connection = await house.Database.Source.OpenConnectionAsync();
            while (Stopwatch.GetElapsedTime(began) < span)
            {
                await write(connection);
                Interlocked.Increment(ref written);
            }
        })));
        return written / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>The longest a round of sealing took: as long a line may wait, plus the second between two rounds.</summary>
    static async Task<TimeSpan> SealAsync(House house, CancellationToken over)
    {
        var (seal, longest) = (new SealLog(house), TimeSpan.Zero);
        while (!over.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            await seal.RunAsync(CancellationToken.None);
            longest = longest > Stopwatch.GetElapsedTime(began) ? longest : Stopwatch.GetElapsedTime(began);
            await Task.Delay(1_000, CancellationToken.None);
        }

        return longest;
    }

    static async Task FillAsync(House house)
    {
        for (var part = 0; part < 10; part++)
            await ExecuteAsync(house, $"INSERT INTO logbook (at, who, did, about, amount) SELECT now(), 'operator', 'printed-slips', gen_random_uuid(), i FROM generate_series(1, {Rows / 10}) i");
    }

    static async Task ExecuteAsync(House house, string sql)
    {
        await using var command = house.Database.Source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
