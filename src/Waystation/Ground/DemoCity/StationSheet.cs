using System.Globalization;
using Waystation.Geography;

namespace Waystation.DemoCity;

/// <summary>The register of stations that the streets would have handed in: places that do not exist, inside the districts' real outlines.</summary>
sealed class StationSheet(CityPlan plan)
{
    public const string Header = "编号,名称,类型,所属工会,区,街道(乡镇),详细地址,经度,纬度,坐标系,开放时间,服务设施,服务对象,进入方式,是否服务户外劳动者,共建单位,负责人,联系电话,挂牌日期";

    const double OpenedThisYear = 0.18;

    static readonly (string Place, string Host)[] hosts =
        [("党群服务中心", "社区"), ("便民服务站", "社区"), ("银行网点", "金融机构"), ("便利店", "商户"), ("快递网点", "快递企业"), ("物业服务中心", "物业企业"), ("环卫工人休息室", "环卫单位"), ("加油站", "加油站"), ("餐厅", "餐饮企业"), ("公园服务点", "公园")];

    static readonly string[] hours =
        ["周一至周日 8:00-20:00", "周一至周五 9:00-17:00", "全天24小时", "周一至周日 7:00-22:00", "周一至周日 9:00-18:00", "以门店营业时间为准"];

    static readonly (string Word, double Chance)[] facilities =
    [
        ("饮水机", 0.93), ("桌椅", 0.9), ("手机充电线", 0.8), ("微波炉", 0.62), ("空调", 0.78), ("卫生间", 0.55), ("医药箱", 0.5), ("雨伞", 0.35), ("打气筒", 0.22),
        ("WiFi", 0.4), ("AED", 0.12), ("电动车充电", 0.14), ("换电柜", 0.07), ("图书", 0.2), ("冰箱", 0.15), ("防暑药品", 0.3), ("雨衣", 0.12), ("储物柜", 0.1),
    ];

    readonly Dice dice = Dice.For("stations");
    readonly StreetPlaces places = new();
    int written;

    public IEnumerable<string> Rows()
    {
        for (var street = 0; street < plan.Streets.Count; street++)
        {
            var names = new HashSet<string>();
            for (var number = 1; number <= plan.StationsPerStreet[street]; number++) yield return Row(plan.Streets[street], number, names);
        }
    }

    string Row(PlannedStreet street, int number, HashSet<string> names)
    {
        var (community, place, host) = NameIn(street, names);
        var at = places.Near(street, dice);
        var (kind, word) = dice.Share() switch { < 0.86 => ("暖心驿站", "暖心驿站"), < 0.93 => ("职工之家", "职工之家"), < 0.97 => ("母婴关爱室", "母婴关爱室"), _ => ("职工书屋", "职工书屋") };
        var outdoor = kind == "暖心驿站" || dice.Happens(0.3);
        var offered = string.Join('、', facilities.Where(f => dice.Happens(f.Chance)).Select(f => f.Word));
        var keeper = PersonNames.Next(dice, dice.Happens(0.45));
        return string.Create(CultureInfo.InvariantCulture,
            $"{street.Code}-{number:000},{community}{place}{word},{kind},{street.Federation},{street.District},{street.Name},{community}{1 + dice.Below(60)}号院{place},{at.Lon:0.000000},{at.Lat:0.000000},WGS-84,"
            + $"{dice.EarlyOne(hours)},{offered},户外劳动者、会员职工,直接进入,{(outdoor ? "是" : "否")},{host},{keeper},19909{written++:000000},{Opened():yyyy-MM-dd}");
    }

    (string Community, string Place, string Host) NameIn(PlannedStreet street, HashSet<string> names)
    {
        var community = street.Communities.Count > 0 ? dice.One(street.Communities) : street.Name;
        var (place, host) = dice.EarlyOne(hosts);
        // A street of one community has more stations than kinds of host.
        var free = Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? place : $"{place}{n}号").First(named => names.Add(community + named));
        return (community, free, host);
    }

    DateOnly Opened() => dice.Happens(OpenedThisYear) ? plan.Season.Day(dice) : plan.Season.First.AddDays(-1 - dice.Below(2_000));
}
