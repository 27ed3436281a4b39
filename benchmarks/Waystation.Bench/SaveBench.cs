using Npgsql;
using System.Diagnostics;
using System.Net;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Members;

namespace Waystation.Bench;

/// <summary>
/// Page writes with their lines in the log: a record seen in full, and one thing on it mended, by POST from 32 clients while the sealer
/// works. The peer is the bare pair of UPDATE and INSERT, in one transaction, by as many connections.
/// </summary>
static class SaveBench
{
    const int Clients = 32, People = 100_000;
    static readonly TimeSpan span = TimeSpan.FromSeconds(15), warming = TimeSpan.FromSeconds(8);

    public static async Task<int> RunAsync()
    {
        await using var empty = await EmptyHouse.OpenAsync();
        var house = empty.House;
        await MadeUpTree.GrowAsync(house.Database, 1, MadeUpTree.FirstUnit - 1 + People / 100);
        await MadeUpMembers.FillAsync(house, People);
        var ids = await IdsAsync(house);
        await MadeUpTree.TellAsync(house.Database, "CREATE TABLE bare_line (at timestamptz, who text, did text, about uuid)");
        var bare = await RunAsync(span, client => BareAsync(house, ids, client));

        await using var served = await ServedHouse.StartAsync(house);
        var desks = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => DeskAsync(served)));
        await PrintAsync(house, "reveal", bare, client => ServedHouse.PostAsync(desks[client.Number].Officer, $"/members/{ids[client.Next(ids.Length)]}/reveal", HttpStatusCode.OK,
            new("why", "CheckRecord"), new("__RequestVerificationToken", desks[client.Number].Token)));
        await PrintAsync(house, "correct", bare, client => ServedHouse.PostAsync(desks[client.Number].Officer, $"/members/{ids[client.Next(ids.Length)]}/correct", HttpStatusCode.Redirect,
            new("Field", "skill"), new("Value", $"高级工 {Stopwatch.GetTimestamp()}"), new("Evidence", "UnitConfirmed"), new("__RequestVerificationToken", desks[client.Number].Token)));
        return 0;
    }

    /// <summary>Each client goes through people of its own, so that none waits for another's row.</summary>
    sealed class Client(int number)
    {
        public int Number => number;
        public int Done { get; set; }

        public int Next(int people) => (number + Clients * Done) % people;
    }

    static async Task PrintAsync(House house, string what, double bare, Func<Client, Task> act)
    {
        await RunAsync(warming, act);
        using var over = new CancellationTokenSource();
        var lagging = LagAsync(house, over.Token);
        var saved = await RunAsync(span, act);
        await over.CancelAsync();
        Line.Print("save", new
        {
            what, clients = Clients, per_s = (int)saved, target_per_s = 2_000, oldest_unsealed_s = Math.Round(await lagging, 1), peer = "UPDATE and INSERT", peer_per_s = (int)bare, ratio = Math.Round(saved / bare, 2),
        });
    }

    static async Task<double> RunAsync(TimeSpan span, Func<Client, Task> act)
    {
        var (done, began) = (0L, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(number => Task.Run(async () =>
        {
            for (var client = new Client(number); Stopwatch.GetElapsedTime(began) < span; client.Done++)
            {
                await act(client);
                Interlocked.Increment(ref done);
            }
        })));
        return done / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>The longest that a line has waited for its seal, looked at five times a second.</summary>
    static async Task<double> LagAsync(House house, CancellationToken over)
    {
        var longest = 0.0;
        while (!over.IsCancellationRequested)
        {
            await using var command = house.Database.Source.CreateCommand(
                """
                SELECT coalesce(extract(epoch FROM clock_timestamp() - min(at)), 0)::float8 FROM logbook
                WHERE (epoch, xid, seq) > (SELECT coalesce(max(last_epoch), 0), coalesce(max(last_xid::text::bigint), 0)::text::xid8, coalesce(max(last_seq), 0) FROM
                    (SELECT last_epoch, last_xid, last_seq FROM logbook_seals ORDER BY number DESC LIMIT 1) last)
                """);
            longest = Math.Max(longest, (double)(await command.ExecuteScalarAsync(CancellationToken.None))!);
            await Task.Delay(200, CancellationToken.None);
        }

        return longest;
    }

    static async Task<(HttpClient Officer, string Token)> DeskAsync(ServedHouse served)
    {
        var officer = await served.SignInAsync(Role.CityOfficer, MadeUpTree.Id(1), below: true);
        return (officer, await ServedHouse.TokenAsync(officer));
    }

    static async Task BareAsync(House house, Guid[] ids, Client client)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync();
        await using var pair = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("UPDATE members SET skill = $2 WHERE id = $1") { Parameters = { new() { Value = ids[client.Next(ids.Length)] }, new() { Value = $"{client.Number} {client.Done}" } } },
                new("INSERT INTO bare_line (at, who, did, about) VALUES (now(), 'account', 'corrected-member', $1)") { Parameters = { new() { Value = ids[client.Next(ids.Length)] } } },
            },
        };
        await pair.ExecuteNonQueryAsync();
    }

    static async Task<Guid[]> IdsAsync(House house)
    {
        await using var command = house.Database.Source.CreateCommand("SELECT array_agg(id) FROM members");
        return (Guid[])(await command.ExecuteScalarAsync())!;
    }
}
