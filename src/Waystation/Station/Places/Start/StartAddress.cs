using System.Globalization;
using Waystation.Geography;

namespace Waystation.Places;

/// <summary>What the start page is asked for, and the page addresses one tap away from it: each wish is a link, so that it works without script.</summary>
public sealed record StartAddress
{
    /// <summary>As the browser gave it, rounded to about a hundred metres.</summary>
    public Position? Here { get; init; }

    /// <summary>The statistics code of a chosen district, street or community.</summary>
    public string? Area { get; init; }

    /// <summary>Also those that are closed now, or whose hours nobody knows.</summary>
    public bool All { get; init; }
    public ulong Wanted { get; init; }

    public bool Wants(Facility facility) => (Wanted & facility.Bit) != 0;

    public StartAddress With(Facility facility) => this with { Wanted = Wanted ^ facility.Bit };

    /// <summary>The wishes alone, to go on with from another place.</summary>
    public string Wishes => Joined(WishParts());

    public override string ToString()
    {
        string[] where = Here is { } at ? [Invariant($"lat={at.Lat:0.###}"), Invariant($"lon={at.Lon:0.###}")] : Area is { } area ? [$"area={area}"] : [];
        return Joined(where.Concat(WishParts()));
    }

    IEnumerable<string> WishParts() => (All ? ["open=any"] : Array.Empty<string>()).Concat(Facility.In(Wanted).Select(f => $"facility={f.Code}"));

    static string Joined(IEnumerable<string> parts) => string.Join('&', parts) is { Length: > 0 } query ? $"/?{query}" : "/";

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
