using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Evidence;

/// <summary>Somebody who says something of a station: known for this day only, by hashes that nobody can turn back.</summary>
/// <param name="Device">Of the random number in this browser's cookie; only by this are tries counted.</param>
/// <param name="Network">Of the network an address belongs to: who changes cookies stays one.</param>
/// <param name="At">The two as they are kept for one station: those of two stations do not tell that it was the same visitor.</param>
public sealed record Visitor(byte[] Device, byte[] Network, Func<Guid, (byte[] Device, byte[] Network)> At);

/// <summary>
/// Turns a cookie and an address into marks under a key of the day. The address itself is never stored; the key goes when its day is over, the marks within a day.
/// </summary>
public sealed class VisitorMarks(NpgsqlDataSource source, TimeProvider clock)
{
    const string Cookie = "waystation.visitor";
    const int MarkBytes = 16;

    public async Task<Visitor> OfAsync(HttpContext http, CancellationToken ct) => await OfAsync(DeviceOf(http), http.Connection.RemoteIpAddress ?? IPAddress.None, ct);

    public async Task<Visitor> OfAsync(Guid device, IPAddress address, CancellationToken ct)
    {
        var (key, network) = (await KeyAsync(ct), NetworkOf(address));
        return new(Mark(key, $"device {device}"), Mark(key, $"network {network}"), station => (Mark(key, $"device {device} at {station}"), Mark(key, $"network {network} at {station}")));
    }

    /// <summary>This browser's number, for a day; one that has none is given one.</summary>
    public Guid DeviceOf(HttpContext http)
    {
        var name = http.Request.IsHttps ? $"__Host-{Cookie}" : Cookie;
        if (Guid.TryParse(http.Request.Cookies[name], out var known)) return known;

        var device = new Guid(RandomNumberGenerator.GetBytes(16));
        http.Response.Cookies.Append(name, device.ToString("N"),
            new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", Expires = clock.GetUtcNow().AddDays(1), IsEssential = true });
        return device;
    }

    /// <summary>Since when it is known that two visitors are two: the marks of the day before are other ones, and who comes before and after midnight would be believed twice.</summary>
    public static DateTime ToldApartSince(DateTimeOffset now) => City.MidnightOf(City.DayOf(now));

    /// <summary>Keys of days that are over, and marks past their time.</summary>
    public async Task ForgetAsync(DateTimeOffset marksBefore, CancellationToken ct)
    {
        await using var keys = source.CreateCommand("DELETE FROM visitor_keys WHERE day < $1").With(City.Today(clock));
        await keys.ExecuteNonQueryAsync(ct);
        await using var marks = source.CreateCommand("DELETE FROM report_marks WHERE at < $1").With(marksBefore.UtcDateTime);
        await marks.ExecuteNonQueryAsync(ct);
    }

    async Task<byte[]> KeyAsync(CancellationToken ct)
    {
        // Of two that draw at once the first one's holds, for both.
        await using var draw = source.CreateCommand(
            """
            WITH drawn AS (INSERT INTO visitor_keys (day, key) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING key)
            SELECT key FROM drawn UNION ALL SELECT key FROM visitor_keys WHERE day = $1 LIMIT 1
            """).With(City.Today(clock), RandomNumberGenerator.GetBytes(32));
        return await draw.ExecuteScalarAsync(ct) as byte[] ?? await KeyAsync(ct);
    }

    static byte[] Mark(byte[] key, string of) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(of))[..MarkBytes];

    /// <summary>A household's or an office's network, not one address of the many it has.</summary>
    static string NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return Convert.ToHexString(bytes, 0, address.AddressFamily is AddressFamily.InterNetwork ? 3 : 6);
    }
}
