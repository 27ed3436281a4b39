using Waystation.Organisations;

namespace Waystation.Accounts;

/// <summary>
/// A small city, in which everything is somebody's parent, child or sibling:
/// <code>
/// 北京市总工会 (Parent)
/// ├ 西城区总工会 (Own) ── 西城区德胜街道总工会 (Child)
/// └ 东城区总工会 (Sibling) ── 东城区东华门街道总工会
/// </code>
/// </summary>
sealed record Branch(Guid Parent, Guid Own, Guid Child, Guid Sibling, Guid BelowSibling)
{
    public const string ChildName = "西城区德胜街道总工会", BelowSiblingName = "东城区东华门街道总工会";

    public static async Task<Branch> FoundAsync(Data.House house)
    {
        var city = await UnionAsync(house, "city-federation", "北京市总工会", null);
        var own = await UnionAsync(house, "district-federation", "西城区总工会", city);
        var sibling = await UnionAsync(house, "district-federation", "东城区总工会", city);
        return new(city, own, await UnionAsync(house, "subdistrict-federation", ChildName, own), sibling, await UnionAsync(house, "subdistrict-federation", BelowSiblingName, sibling));
    }

    public static async Task<Guid> UnionAsync(Data.House house, string kind, string name, Guid? above)
    {
        await using var db = house.Database.NewContext();
        return await new FoundUnion(db, house.Clock).RunAsync(kind, name, above, null);
    }

    /// <summary>Whether a post reaches a union of this city.</summary>
    public bool Reaches(Guid post, bool below, Guid union) =>
        post == union || (below && (post == Parent || (post == Own && union == Child) || (post == Sibling && union == BelowSibling)));
}
