using System.Globalization;

namespace Waystation.DemoCity;

/// <summary>The 会员信息采集表 that the city's units would have handed in.</summary>
static class MemberSheet
{
    public const string Header = "姓名,证件类型,证件号码,证件有效期,性别,出生日期,民族,学历,就业状态,户籍类型,是否外地来京务工,手机号,现居住地,单位名称,统一社会信用代码,所属工会,入会日期,会籍状态";

    public static IEnumerable<string> Rows(IEnumerable<PlannedMember> people) => people.Select(Row);

    static string Row(PlannedMember one) => string.Create(CultureInfo.InvariantCulture,
        $"{one.Name},居民身份证,{one.Number},长期,{(one.IsMan ? "男" : "女")},{one.BornOn:yyyy-MM-dd},汉族,{one.Education},在岗,{(one.FromElsewhere ? "外地农业户口" : "本地城镇户口")},{(one.FromElsewhere ? "是" : "否")},"
        + $"{one.Phone},{one.Union.Street.District}{one.Union.Street.Name},{one.Unit},{one.Union.CreditCode},{HomeOf(one.Union)},{one.JoinedOn:yyyy-MM-dd},{(one.IsRetained ? "保留会籍" : "")}");

    /// <summary>A unit's people name the federation above, as units do; the others their union itself.</summary>
    static string HomeOf(PlannedUnion union) => union.IsUnit ? union.Street.Federation : union.Name;
}
