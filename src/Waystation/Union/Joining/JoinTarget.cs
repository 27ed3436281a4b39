namespace Waystation.Joining;

/// <summary>Where somebody is about to apply: the union they would belong to, and who decides.</summary>
/// <param name="Key">As it stands in the address: a join code, a union's id, or a street's code.</param>
/// <param name="HomeId">None: the street has no union for individuals yet, its federation takes the application.</param>
/// <param name="DecidesId">The nearest union at or above the home that has officers.</param>
public sealed record JoinTarget(string Key, Guid? HomeId, string? Home, Guid DecidesId, string Decides, string? StreetCode, string? Street, Guid? StationId, string? Station);

/// <summary>A union that people may join, as a search finds it.</summary>
public sealed record JoinableUnion(Guid Id, string Name, string? Above)
{
    public string Key => Id.ToString("n");
}

/// <summary>A street to which somebody belongs, and the unions for individuals there.</summary>
public sealed record JoinableStreet(string Code, string Name, string District, IReadOnlyList<JoinableUnion> Unions);
