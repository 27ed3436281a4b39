namespace Waystation.Organisations;

/// <summary>A place of the administration (city, district, street or town, community) under its statistics code. A place, not a union.</summary>
public sealed class Division
{
    public string Code { get; private init; } = "";
    public string Name { get; private init; } = "";
    public string Level { get; private init; } = "";
    public string? ParentCode { get; private init; }

    /// <summary>The day of the import that no longer found it; it is kept, because unions and stations still name it.</summary>
    public DateOnly? GoneOn { get; private init; }
}

/// <summary>An area that crosses streets or districts and is reported on, such as 回天地区.</summary>
public sealed class NamedArea
{
    public string Code { get; private init; } = "";
    public string NameZh { get; private init; } = "";
    public string NameEn { get; private init; } = "";
    public string Source { get; private init; } = "";
    public ICollection<NamedAreaStreet> Streets { get; private init; } = [];
}

/// <summary>A street that belongs to a named area.</summary>
public sealed class NamedAreaStreet
{
    public string AreaCode { get; private init; } = "";
    public string DivisionCode { get; private init; } = "";
}
