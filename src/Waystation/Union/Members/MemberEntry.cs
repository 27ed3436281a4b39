namespace Waystation.Members;

/// <summary>What a row of the intake form says about a person, cleaned; texts are empty where the form is.</summary>
public sealed record MemberEntry
{
    public required string Name { get; init; }
    public required IdentityDocument Document { get; init; }
    /// <summary><see cref="DateOnly.MaxValue"/> for 长期.</summary>
    public DateOnly? DocumentValidUntil { get; init; }
    public Sex? Sex { get; init; }
    public DateOnly? BornOn { get; init; }
    public string Ethnicity { get; init; } = "";
    public string Education { get; init; } = "";
    public string Employment { get; init; } = "";
    public string Skill { get; init; } = "";
    public string Hukou { get; init; } = "";
    public bool? FromElsewhere { get; init; }
    public string Phone { get; init; } = "";
    public string Residence { get; init; } = "";
    public string UnitName { get; init; } = "";
    public string CreditCode { get; init; } = "";
    /// <summary>The union named in 所属工会.</summary>
    public string Federation { get; init; } = "";
    public DateOnly? JoinedOn { get; init; }
    public string Card { get; init; } = "";
    public bool Retained { get; init; }
}
