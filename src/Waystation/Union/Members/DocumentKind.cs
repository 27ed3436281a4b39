using System.Collections.Frozen;

namespace Waystation.Members;

/// <summary>The kinds of identity document a form may name, by code; any other kind is kept under the name it was given.</summary>
public static class DocumentKind
{
    public const string ResidentId = "resident-id";
    public const string ForeignPermanentResident = "foreign-permanent-resident";
    public const string HongKongMacaoTaiwanResidence = "hk-macao-taiwan-residence";
    public const string HongKongMacaoTravel = "hk-macao-travel";
    public const string TaiwanTravel = "taiwan-travel";
    public const string Passport = "passport";

    /// <summary>Those that a person can join with.</summary>
    public static readonly IReadOnlyList<string> All = [ResidentId, ForeignPermanentResident, HongKongMacaoTaiwanResidence, HongKongMacaoTravel, TaiwanTravel, Passport];

    static readonly FrozenDictionary<string, string> byName = new Dictionary<string, string[]>
    {
        [ResidentId] = ["居民身份证", "身份证", "二代身份证", "第二代身份证", "第二代居民身份证", "二代居民身份证", "居民二代身份证", "中华人民共和国居民身份证", "临时居民身份证", "居民身份证(户口簿)"],
        [ForeignPermanentResident] = ["外国人永久居留身份证", "外国人永久居留证", "永久居留身份证", "外国人居留证", "外国人永居证"],
        [HongKongMacaoTaiwanResidence] = ["港澳台居民居住证", "港澳居民居住证", "台湾居民居住证", "港澳台居住证"],
        [HongKongMacaoTravel] = ["港澳居民来往内地通行证", "港澳居民往来内地通行证", "港澳来往内地通行证", "港澳居民通行证", "港澳通行证", "回乡证"],
        [TaiwanTravel] = ["台湾居民来往大陆通行证", "台湾居民往来大陆通行证", "台湾居民通行证", "台胞证"],
        [Passport] = ["护照", "普通护照", "外国护照", "外籍护照", "中国护照", "外国人护照"],
    }.SelectMany(kind => kind.Value.Select(name => (name, kind.Key))).ToFrozenDictionary(pair => pair.name, pair => pair.Key);

    /// <param name="name">Already cleaned of spaces and full-width characters.</param>
    public static string Of(string name) => byName.GetValueOrDefault(name, name);
}
