using System.Globalization;

namespace Waystation.Places;

/// <summary>Reads what the index asks of reports and changes: one row each, as text, so that one question brings all of a station.</summary>
static class SaidRows
{
    public static Said Read(string[] reports, string[] changes)
    {
        if (reports.Length + changes.Length == 0) return Said.Nothing;

        var said = reports.Select(r => r.Split(' ', 3)).Select(r => (At: Instant(r[0]), What: r[1], Facility: r[2])).ToLookup(r => r.What);
        return new(
            [.. said[VisitorSays.Shut].Select(r => r.At)], [.. said[VisitorSays.Fine].Select(r => r.At)], [.. said[VisitorSays.Broken].Select(r => (r.Facility, r.At))],
            [.. changes.Select(c => c.Split(' ', 4)).Select(c => new TimedChange(Enum.Parse<ChangeKind>(c[2], ignoreCase: true), Instant(c[0]), Instant(c[1]), c[3]))]);
    }

    /// <summary>The minute it fell in: the map asks by whole minutes, and what was just said counts at once.</summary>
    static DateTimeOffset Instant(string seconds) => DateTimeOffset.UnixEpoch.AddMinutes(Math.Floor(double.Parse(seconds, CultureInfo.InvariantCulture) / 60)).ToOffset(TimeSpan.FromHours(8));
}

/// <summary>What a visitor may say of a station, as it is stored.</summary>
public static class VisitorSays
{
    public const string Fine = "fine", Shut = "shut", Broken = "broken";
}

/// <summary>Who saw a station, as it is stored.</summary>
public static class VerifiedBy
{
    public const string Keeper = "keeper", Officer = "officer", Visitors = "visitors", Inspection = "inspection";
}
