using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>What is limited, with how often it may happen in which time.</summary>
public enum Limited
{
    PhoneCodeAMinute,
    PhoneCodeAnHour,
    PhoneCodeADay,
    DeviceCodesAnHour,
    DeviceSignInsAnHour,
    DeviceBindingsADay,
    PhoneBindingsADay,
    DeviceJoinsADay,
    PhoneJoinsADay,
    DeviceReportsAnHour,
    NetworkReportsAnHour,
}

/// <summary>
/// How often an account, a phone or a device may try something. Never counted by address: behind one carrier's address
/// stands a whole lunch hour. Counted in the database, so that N nodes are as strict as one.
/// </summary>
public sealed class Limits(NpgsqlDataSource source, TimeProvider clock)
{
    static (int Most, TimeSpan In) Of(Limited what) => what switch
    {
        Limited.PhoneCodeAMinute => (1, TimeSpan.FromMinutes(1)),
        Limited.PhoneCodeAnHour => (5, TimeSpan.FromHours(1)),
        Limited.PhoneCodeADay => (10, TimeSpan.FromDays(1)),
        Limited.DeviceCodesAnHour => (20, TimeSpan.FromHours(1)),
        Limited.DeviceSignInsAnHour => (60, TimeSpan.FromHours(1)),
        Limited.DeviceBindingsADay or Limited.PhoneBindingsADay => (20, TimeSpan.FromDays(1)),
        Limited.DeviceJoinsADay => (200, TimeSpan.FromDays(1)),
        // The one exception, under a mark of the day: what it limits is stored, and a device is only a cookie.
        Limited.NetworkReportsAnHour => (300, TimeSpan.FromHours(1)),
        Limited.PhoneJoinsADay => (20, TimeSpan.FromDays(1)),
        _ => (30, TimeSpan.FromHours(1)),
    };

    /// <summary>Counts one try; one too many is refused. Rejected tries count too.</summary>
    public async Task CountAsync(Limited what, Guid key, CancellationToken ct)
    {
        var (most, window) = Of(what);
        var began = new DateTime(clock.GetUtcNow().UtcTicks / window.Ticks * window.Ticks, DateTimeKind.Utc);
        await using var command = source.CreateCommand(
            """
            INSERT INTO limits (what, key, began_at, count) VALUES ($1, $2, $3, 1)
            ON CONFLICT (what, key, began_at) DO UPDATE SET count = limits.count + 1 RETURNING count
            """);
        command.With(what.ToString(), key, began);
        var count = (int)(await command.ExecuteScalarAsync(ct))!;
        Rule.Require(count <= most, Say.TooOften(City.LocalTime(new DateTimeOffset(began) + window)));
    }
}
