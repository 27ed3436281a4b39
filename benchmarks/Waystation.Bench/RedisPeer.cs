using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Waystation.Bench;

/// <summary>
/// Redis GEOSEARCH over a plain socket. It knows neither facilities nor hours, so it holds only the places that pass, and a radius
/// instead of "the nearest however far": an easier question. Sent in batches, so that the way to and fro does not count against it.
/// </summary>
static class RedisPeer
{
    const string Name = "Redis GEOSEARCH 5 km";
    const int Batch = 50, Some = 2_000;

    public static async Task RunAsync(MadeUpCity city, double own)
    {
        if (OwnProcess.Find("redis-server") is not { } server)
        {
            Line.Skip("nearby", Name, "no redis-server on this machine");
            return;
        }

        var port = OwnProcess.FreePort();
        await using var redis = OwnProcess.Start(server, "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no");
        using var socket = await ConnectAsync(port);
        var stream = socket.GetStream();
        using var answers = new StreamReader(stream, Encoding.UTF8, false, 1 << 16);
        await FillAsync(stream, answers, city);

        await AskAsync(stream, answers, [Search(city, 0)]);
        var began = Stopwatch.GetTimestamp();
        foreach (var batch in Enumerable.Range(0, Some).Chunk(Batch)) await AskAsync(stream, answers, [.. batch.Select(i => Search(city, i))]);
        var perSecond = Some / Stopwatch.GetElapsedTime(began).TotalSeconds;
        var client = await Measured.RunAsync(Some / 4, i => AskAsync(stream, answers, [Search(city, i)]));
        Line.Print("nearby", new
        {
            peer = Name, stations = city.Places.Length, searches_per_s_per_core = (int)perSecond, client_p50_us = Math.Round(client.P50 * 1000), client_p99_us = Math.Round(client.P99 * 1000),
            times_faster = Math.Round(own / perSecond, 1),
        });
    }

    static async Task FillAsync(NetworkStream stream, StreamReader answers, MadeUpCity city)
    {
        var fit = city.Places.Where(p => (p.Facilities & MadeUpCity.Wanted.Bit) != 0 && MadeUpCity.IsOpen(p)).ToArray();
        foreach (var some in fit.Chunk(1_000))
            await AskAsync(stream, answers, [["GEOADD", "places", .. some.SelectMany(p => new[] { Degrees(p.Position.Lon), Degrees(p.Position.Lat), p.Code })]]);
    }

    static string[] Search(MadeUpCity city, int i)
    {
        var at = city.Searchers[i];
        return ["GEOSEARCH", "places", "FROMLONLAT", Degrees(at.Lon), Degrees(at.Lat), "BYRADIUS", "5", "km", "ASC", "COUNT", "20", "WITHDIST"];
    }

    static async Task AskAsync(NetworkStream stream, StreamReader answers, string[][] commands)
    {
        var sent = new StringBuilder();
        foreach (var command in commands)
        {
            sent.Append(CultureInfo.InvariantCulture, $"*{command.Length}\r\n");
            foreach (var word in command) sent.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(sent.ToString()));
        for (var i = 0; i < commands.Length; i++) await ReadAsync(answers);
    }

    /// <summary>Reads one answer of the protocol, with what is inside it.</summary>
    static async Task ReadAsync(StreamReader answers)
    {
        var line = await answers.ReadLineAsync() ?? throw new EndOfStreamException();
        if (line[0] == '-') throw new InvalidOperationException(line);
        if (line[0] == '$' && line != "$-1") await answers.ReadLineAsync();
        if (line[0] != '*') return;

        for (var left = int.Parse(line.AsSpan(1), CultureInfo.InvariantCulture); left > 0; left--) await ReadAsync(answers);
    }

    static async Task<TcpClient> ConnectAsync(int port)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var client = new TcpClient { NoDelay = true };
                await client.ConnectAsync("127.0.0.1", port);
                return client;
            }
            catch (SocketException) when (attempt < 50)
            {
                await Task.Delay(100);
            }
        }
    }

    static string Degrees(double value) => value.ToString("0.000000", CultureInfo.InvariantCulture);
}
