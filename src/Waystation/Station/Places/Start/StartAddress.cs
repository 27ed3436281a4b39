using System.Globalization;
using Waystation.Geography;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>What the start page is asked for, and the page addresses one tap away from it: each wish is a link, so that it works without script.</summary>
public sealed record StartAddress
{
    /// <summary>As the browser gave it, rounded to about a hundred metres.</summary>
    public Position? Here { get; init; }

    /// <summary>Said in place of <see cref="Here"/>; null: what it is.</summary>
    internal (string Lat, string Lon)? Gap { get; init; }

    /// <summary>The statistics code of a chosen district, street or community.</summary>
    public string? Area { get; init; }

    /// <summary>Also those that are closed now, or whose hours nobody knows.</summary>
    public bool All { get; init; }
    public ulong Wanted { get; init; }
    public StationKind? Kind { get; init; }

    /// <summary>When somebody means to come; null: now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>As the address says it; null: now.</summary>
    public string? Open => At is { } at ? City.LocalTime(at).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : All ? "any" : null;

    public bool Wants(Facility facility) => (Wanted & facility.Bit) != 0;

    public StartAddress With(Facility facility) => this with { Wanted = Wanted ^ facility.Bit };

    /// <summary>The position as it stands in addresses.</summary>
    public (string Lat, string Lon)? From => Gap ?? (Here is { } at ? (Rounded(at.Lat), Rounded(at.Lon)) : null);

    /// <summary>The wishes alone, to go on with from another place.</summary>
    public string Wishes => Joined(Wished);

    /// <summary>What a form that asks for something carries on.</summary>
    public IEnumerable<(string Name, string Value)> Wished =>
        [.. Open is { } open ? [("open", open)] : Nothing, .. Kind is { } kind ? [("kind", kind.Code)] : Nothing, .. Facility.In(Wanted).Select(f => ("facility", f.Code))];

    /// <summary>What a form that asks for another time carries on.</summary>
    public IEnumerable<(string Name, string Value)> AtAnyTime => Place.Concat((this with { All = false, At = null }).Wished);

    public override string ToString() => Joined(Place.Concat(Wished));

    IEnumerable<(string Name, string Value)> Place => From is { } from ? [("lat", from.Lat), ("lon", from.Lon)] : Area is { } area ? [("area", area)] : Nothing;

    static (string, string)[] Nothing => [];

    static string Joined(IEnumerable<(string Name, string Value)> parts) => string.Join('&', parts.Select(part => $"{part.Name}={part.Value}")) is { Length: > 0 } query ? $"/?{query}" : "/";

    static string Rounded(double degrees) => degrees.ToString("0.###", CultureInfo.InvariantCulture);
}
