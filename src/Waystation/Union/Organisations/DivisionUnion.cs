namespace Waystation.Organisations;

/// <summary>The federation that stands for a division: which kind, by what name, below which division's federation.</summary>
/// <param name="OtherName">What a form may call it by the common pattern where its own name differs.</param>
sealed record DivisionUnion(string Kind, string Name, string? ParentCode, string? OtherName = null)
{
    /// <summary>北京经济技术开发区 has a statistics code below 大兴区, but its federation stands directly below the city's.</summary>
    const string DevelopmentZone = "110115403";

    static readonly string[] streetEndings = ["街道", "镇", "乡", "地区"];

    /// <summary>None for a community: it is a place, its union comes with members or by founding.</summary>
    public static DivisionUnion? Of(DivisionRow row, DivisionRow? parent) => row.Level switch
    {
        "city" => new("city-federation", $"{row.Name}总工会", null),
        "district" => new("district-federation", $"{row.Name}总工会", row.Parent),
        "street" when row.Code == DevelopmentZone => new("development-zone-federation", $"{row.Name}总工会", parent!.Parent, $"{parent.Name}{row.Name}总工会"),
        "street" => new(IsStreet(row.Name) ? "subdistrict-federation" : "park-union", $"{parent!.Name}{row.Name}总工会", row.Parent),
        _ => null,
    };

    static bool IsStreet(string name) => streetEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));
}
