using System.Globalization;
using Waystation.Organisations;

namespace Waystation.DemoCity;

/// <summary>
/// Names and codes of employers that do not exist: two characters that nobody would call a firm by, of reeds and shores, and a trade;
/// each name is given once. Codes have the right check character, in a range that is given to nobody.
/// </summary>
sealed class UnitNames
{
    const string First = "荻苇蒲槭栎榆槐楸梓棠芷蘅菖荇蓼菱茭藜蕨葭鹄鸢鹭鸥雁鹤凫隼霁霭岚汐澜漪浔沚渚汀";
    const string Second = "渡泊汀湄浦屿岫坡垄陌畦垣坞堰埭埠堤冈峪岭原野川溪潭泽湾洲矶岸";

    readonly Dice dice = Dice.For("unit names");
    readonly HashSet<string> given = [];
    int codes;

    public string Next(Trade trade)
    {
        while (true)
        {
            var name = Any(trade);
            if (given.Add(name)) return name;
        }
    }

    /// <summary>Of small employers there may be several of one name.</summary>
    public string Any(Trade trade) => $"北京{First[dice.Below(First.Length)]}{Second[dice.Below(Second.Length)]}{dice.One(trade.Endings)}";

    /// <summary>91, the place, and an organisation's code that begins with DEM, which no office gives out.</summary>
    public string NextCode(string districtCode)
    {
        var first = string.Create(CultureInfo.InvariantCulture, $"91{districtCode}DEM{codes++:000000}");
        return first + CreditCode.CheckCharacter(first);
    }
}
