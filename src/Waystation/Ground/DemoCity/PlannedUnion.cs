namespace Waystation.DemoCity;

/// <summary>A street or town of the real table of divisions, and its federation.</summary>
sealed record PlannedStreet(string Code, string Name, string DistrictCode, string District, string Federation, IReadOnlyList<string> Communities);

/// <summary>
/// A union to be founded: a unit's; a community's, or the street's joint one for those who work alone; or the group in which the
/// members of the last two are.
/// </summary>
/// <param name="Above">None: it stands directly below the street's federation.</param>
/// <param name="Unit">The employer; none where people of many employers belong.</param>
/// <param name="FoundedOn">None: it stood before the year begins.</param>
/// <param name="Weight">How many people belong to it, beside the others.</param>
sealed record PlannedUnion(string Kind, string Name, PlannedStreet Street, PlannedUnion? Above, Trade Trade, string? Unit, string? CreditCode, DateOnly? FoundedOn, double Weight)
{
    public Guid Id { get; } = Guid.CreateVersion7();

    public int Members { get; set; }

    /// <summary>Nobody joined it this year, and nobody came or left: it is merged into another.</summary>
    public bool IsQuiet { get; set; }

    public bool IsUnit => Unit is not null;

    /// <summary>Finds it again, also under another name.</summary>
    public string Key => CreditCode ?? Name;
}
