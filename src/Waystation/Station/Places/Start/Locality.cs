namespace Waystation.Places;

/// <summary>A place of the administration by whose name people search: a district, a street or town, a community or village.</summary>
public sealed record Locality(string Code, string Level, string Name, Locality? Within)
{
    static readonly string[] endings =
        ["社区居民委员会", "社区居委会", "居民委员会", "村民委员会", "社区", "居委会", "村委会", "街道办事处", "地区办事处", "街道", "地区", "民族乡", "镇", "乡", "区"];

    /// <summary>What people say for short: 建国门, 赵家楼.</summary>
    public string Root { get; } = endings.FirstOrDefault(e => Name.Length > e.Length + 1 && Name.EndsWith(e, StringComparison.Ordinal)) is { } ending ? Name[..^ending.Length] : Name;

    /// <summary>东城区建国门街道赵家楼社区居委会.</summary>
    public string FullName { get; } = Within?.FullName + Name;

    public string District => Within?.District ?? Name;

    /// <summary>Empty for a district.</summary>
    public string Street => Level switch { "street" => Name, "community" => Within?.Name ?? "", _ => "" };

    /// <summary>By its statistics code: the district's six digits begin it.</summary>
    public string DistrictCode => Code[..6];

    /// <summary>How well what was typed names it, 0 best; null: not at all.</summary>
    internal int? Fits(string typed) =>
        Name == typed || Root == typed || FullName == typed ? 0
        : Name.StartsWith(typed, StringComparison.Ordinal) ? 1
        : Name.Contains(typed, StringComparison.Ordinal) ? 2
        : FullName.Contains(typed, StringComparison.Ordinal) ? 3
        : null;
}
