using Waystation.Organisations;

namespace Waystation.DemoCity;

/// <summary>
/// Which unions stand where and how many people belong to each: worked out before anything is stored, from the real divisions, the
/// size and the day, and the same each time.
/// </summary>
sealed class CityPlan
{
    /// <summary>望京街道: the branch on which the demo's colleagues have their posts is a rich one.</summary>
    const string Showcase = "110105026";

    const string DevelopmentZone = "110115403";
    const int CommunityEvery = 6;
    const double FoundedThisYear = 0.08, BelowTheJointOne = 0.3;

    readonly Dice dice = Dice.For("unions");
    readonly UnitNames names = new();
    readonly List<PlannedUnion> unions = [];

    CityPlan(CitySize size, DateOnly today, string divisions)
    {
        (Size, Season, Streets) = (size, new Season(today), StreetsOf(divisions));
        var streetsOf = Streets.CountBy(street => street.DistrictCode).ToDictionary();
        double[] weights = [.. Streets.Select(street => StreetWeight(street, streetsOf[street.DistrictCode]))];
        // One more than shall stand: one of them is merged into another.
        var counts = Shares.Of(size.Unions + 1, weights, least: 1);
        for (var i = 0; i < Streets.Count; i++) AddStreet(Streets[i], counts[i]);
        PlannedUnion[] holding = [.. unions.Where(u => u.Weight > 0)];
        var members = Shares.Of(size.Members, [.. holding.Select(u => u.Weight)], least: 3);
        for (var i = 0; i < holding.Length; i++) holding[i].Members = members[i];
        StationsPerStreet = Shares.Of(size.Stations, weights, least: 1);
    }

    public CitySize Size { get; }
    public Season Season { get; }
    public IReadOnlyList<PlannedStreet> Streets { get; }
    public IReadOnlyList<PlannedUnion> Unions => unions;
    public IReadOnlyList<int> StationsPerStreet { get; }

    /// <summary>Where the demo's chair sits.</summary>
    public PlannedUnion ShowcaseUnion => unions.Where(u => u.Street.Code == Showcase && u.IsUnit).MaxBy(u => u.Members)!;

    /// <param name="divisions">The table of divisions that the city is made from.</param>
    public static CityPlan Of(CitySize size, DateOnly today, string divisions) => new(size, today, divisions);

    /// <summary>For what happens to units in the year: their new names are no one's yet.</summary>
    public string NewNameFor(PlannedUnion union) => names.Next(union.Trade);

    static List<PlannedStreet> StreetsOf(string divisions)
    {
        var rows = DivisionsFile.Read(divisions).Rows;
        var byCode = rows.ToDictionary(row => row.Code);
        var communities = rows.Where(row => row.Level == "community").ToLookup(row => row.Parent, row => CommunityName(row.Name));
        return
        [
            .. from row in rows
               where row.Level == "street"
               orderby row.Code
               let district = byCode[row.Parent]
               select new PlannedStreet(row.Code, row.Name, district.Code, district.Name, DivisionUnion.Of(row, district)!.Name, [.. communities[row.Code].Distinct()]),
        ];
    }

    /// <summary>多福巷社区居委会 stands in 多福巷社区, 南菜园村委会 in 南菜园村.</summary>
    static string CommunityName(string committee) =>
        committee.EndsWith("居委会", StringComparison.Ordinal) ? committee[..^3] : committee.EndsWith("村委会", StringComparison.Ordinal) ? committee[..^2] : committee;

    double StreetWeight(PlannedStreet street, int streets) => street.Code switch
    {
        Showcase => 40,
        DevelopmentZone => 25,
        _ => DistrictProfile.Of(street.DistrictCode).Weight / streets * (0.4 + 1.2 * dice.Share()),
    };

    void AddStreet(PlannedStreet street, int count)
    {
        var joint = AddForIndividuals("joint-grassroots", $"{street.Federation[..^"总工会".Length]}联合基层工会", street, 2.5);
        var communities = Math.Min(count / CommunityEvery, street.Communities.Count);
        for (var i = 0; i < communities; i++) AddForIndividuals("community-union", $"{street.District}{street.Name}{street.Communities[i]}联合工会", street, 0.8);
        for (var i = communities + 1; i < count; i++) unions.Add(UnitOf(street, joint, isFirst: i == communities + 1));
    }

    /// <summary>A form that names a union of many units means one of its units; who belongs to none is in its group.</summary>
    PlannedUnion AddForIndividuals(string kind, string name, PlannedStreet street, double weight)
    {
        var union = new PlannedUnion(kind, name, street, null, Trade.All[0], null, null, null, 0);
        unions.Add(union);
        unions.Add(new("union-group", $"{name}灵活就业工会小组", street, union, dice.EarlyOne(Trade.All), null, null, null, weight + dice.Share()));
        return union;
    }

    PlannedUnion UnitOf(PlannedStreet street, PlannedUnion joint, bool isFirst)
    {
        var isShown = isFirst && street.Code == Showcase;
        var trade = isShown ? Trade.All[0] : dice.EarlyOne(Trade.All);
        var unit = names.Next(trade);
        DateOnly? founded = !isFirst && dice.Happens(FoundedThisYear) ? Season.Day(dice) : null;
        var weight = isShown ? 12 : trade.Size * (0.3 + 2.6 * Math.Pow(dice.Share(), 3));
        var above = !isFirst && dice.Happens(BelowTheJointOne) ? joint : null;
        return new("grassroots", $"{unit}工会委员会", street, above, trade, unit, names.NextCode(street.DistrictCode), founded, weight);
    }
}
