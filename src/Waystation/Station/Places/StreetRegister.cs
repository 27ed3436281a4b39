using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Organisations;
using Waystation.Tables;

namespace Waystation.Places;

/// <summary>A street or town under its statistics code, with its district.</summary>
public sealed record Street(string Code, string Name, string DistrictCode, string DistrictName);

/// <summary>The districts, streets and federations that the rows of a register name, found by the many ways of writing them.</summary>
sealed class StreetRegister
{
    static readonly string[] districtEndings = ["自治县", "区", "县", "市"];
    static readonly string[] streetEndings = ["街道办事处", "地区办事处", "办事处", "街道", "地区", "民族乡", "镇", "乡"];

    readonly Dictionary<string, Division> districts;
    readonly ILookup<string, Street> streets;
    readonly Dictionary<string, Guid> unionsByName;
    readonly Dictionary<string, Guid> federationsByDivision;
    readonly string city;

    StreetRegister(List<Division> divisions, List<(Guid Id, string NameKey, string Kind, string? Division)> unions)
    {
        city = divisions.FirstOrDefault(d => d.Level == "city")?.Name ?? "";
        var byCode = divisions.ToDictionary(d => d.Code);
        districts = ByEveryName(divisions.Where(d => d.Level == "district"));
        streets = divisions.Where(d => d.Level == "street" && byCode.ContainsKey(d.ParentCode ?? ""))
            .Select(d => new Street(d.Code, d.Name, d.ParentCode!, byCode[d.ParentCode!].Name)).ToLookup(s => s.DistrictCode);
        unionsByName = unions.GroupBy(u => u.NameKey).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.Single().Id);
        federationsByDivision = unions.Where(u => u.Division is not null && u.Kind.EndsWith("-federation", StringComparison.Ordinal))
            .GroupBy(u => u.Division!).ToDictionary(g => g.Key, g => g.First().Id);
    }

    public static async Task<StreetRegister> LoadAsync(WaystationDb db, DateOnly on, CancellationToken ct)
    {
        var divisions = await db.Set<Division>().AsNoTracking().Where(d => d.Level != "community").ToListAsync(ct);
        string[] holding = ["city-federation", "district-federation", "subdistrict-federation", "development-zone-federation", "industry-union", "bureau-union", "park-union", "regional-federation", "trade-federation", "community-union", "joint-grassroots", "grassroots", "service-post", "institution"];
        var unions = await db.Set<Union>().AsNoTracking().StandingOn(on).Where(u => holding.Contains(u.KindCode))
            .Select(u => new { u.Id, u.NameKey, u.KindCode, u.DivisionCode }).ToListAsync(ct);
        var register = new StreetRegister(divisions, [.. unions.Select(u => (u.Id, u.NameKey, u.KindCode, u.DivisionCode))]);
        var (standing, named) = (unions.Select(u => u.Id).ToHashSet(), unions.Select(u => u.NameKey).ToHashSet());
        foreach (var alias in await db.Set<UnionAlias>().AsNoTracking().ToListAsync(ct))
            if (standing.Contains(alias.UnionId) && !named.Contains(alias.NameKey)) register.unionsByName[alias.NameKey] = alias.UnionId;
        return register;
    }

    /// <summary>西城, 西城区 and 北京市西城区 are one district. Null for a name that is none.</summary>
    public Division? District(string written)
    {
        var name = WithoutCity(Plain.Compact(written));
        return districts.GetValueOrDefault(name);
    }

    /// <summary>By the whole name, or without its ending where only one street of the district is meant.</summary>
    public Street? StreetOf(Division district, string written)
    {
        var name = WithoutCity(Plain.Compact(written));
        if (name.StartsWith(district.Name, StringComparison.Ordinal) && name.Length > district.Name.Length) name = name[district.Name.Length..];

        var own = streets[district.Code];
        if (own.FirstOrDefault(s => s.Name == name) is { } exact) return exact;

        var root = Root(name, streetEndings);
        return own.Where(s => Root(s.Name, streetEndings) == root).Take(2).ToArray() is [var only] ? only : null;
    }

    public Guid? Union(string written) => unionsByName.TryGetValue(NameKey.Of(written), out var id) ? id : null;

    /// <summary>The street's own federation, or where it has none, the district's.</summary>
    public Guid? FederationOf(Street street) =>
        federationsByDivision.TryGetValue(street.Code, out var own) ? own
        : federationsByDivision.TryGetValue(street.DistrictCode, out var districts) ? districts : null;

    string WithoutCity(string name)
    {
        if (city.Length > 0 && name.StartsWith(city, StringComparison.Ordinal) && name.Length > city.Length) return name[city.Length..];
        return name;
    }

    static Dictionary<string, Division> ByEveryName(IEnumerable<Division> divisions)
    {
        var names = new Dictionary<string, Division>();
        foreach (var division in divisions)
        {
            names[division.Name] = division;
            names.TryAdd(Root(division.Name, districtEndings), division);
            names.TryAdd(division.Code, division);
        }

        return names;
    }

    static string Root(string name, string[] endings) =>
        endings.FirstOrDefault(e => name.Length > e.Length + 1 && name.EndsWith(e, StringComparison.Ordinal)) is { } ending ? name[..^ending.Length] : name;
}
