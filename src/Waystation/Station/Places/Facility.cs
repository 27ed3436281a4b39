using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Places;

/// <summary>
/// Something a place offers. At most 64 kinds, so that a place's offer is one number (<c>Bit</c>). <c>Word</c> is the register's own
/// name, <c>Code</c> the one for storage and machines, the spellings what units write instead.
/// </summary>
public sealed class Facility
{
    static readonly Facility[] all =
    [
        new("water", "饮水机", "热水", "饮水", "开水", "饮用水", "茶水", "直饮水", "饮水设备", "热水器", "水壶"),
        new("microwave", "微波炉", "热饭", "加热饭菜", "热餐", "饭菜加热", "热饭设备"),
        new("phone-charging", "手机充电线", "充电", "手机充电", "充电线", "充电器", "充电宝", "手机充电器", "手机充电站", "充电插座", "插座", "充电设施"),
        new("toilet", "卫生间", "厕所", "洗手间", "公厕", "如厕", "公共厕所", "盥洗室"),
        new("air-conditioning", "空调", "冷暖空调", "冷气", "空调设备"),
        new("fridge", "冰箱", "冰柜", "冷藏柜"),
        new("first-aid", "医药箱", "急救箱", "药箱", "应急药箱", "应急药品", "急救包", "常用药品", "药品", "医疗箱", "小药箱"),
        new("aed", "AED", "除颤仪", "自动体外除颤器", "体外除颤仪", "aed除颤仪"),
        new("blood-pressure", "血压计", "血压仪", "测血压", "电子血压计"),
        new("seats", "桌椅", "休息", "座椅", "椅子", "休息区", "沙发", "桌凳", "休息座椅", "座位"),
        new("umbrella", "雨伞", "伞", "爱心伞", "遮阳伞", "借伞"),
        new("raincoat", "雨衣", "雨披", "雨具"),
        new("sewing-kit", "针线包", "针线", "针线盒"),
        new("newspapers", "报刊", "报纸", "报刊杂志", "杂志", "书报", "报刊架", "书报架"),
        new("pump", "打气筒", "气筒", "充气泵", "打气泵"),
        new("wifi", "WiFi", "无线网络", "无线网", "无线上网", "免费wifi", "wi-fi", "wlan", "网络"),
        new("e-bike-charging", "电动车充电", "电瓶车充电", "电动自行车充电", "充电桩", "电动车充电桩", "充电柜"),
        new("battery-swap", "换电柜", "换电", "电池更换", "换电站"),
        new("nursing", "母婴设施", "母婴", "母婴室", "婴儿护理台", "哺乳室", "尿布台", "母婴用品"),
        new("books", "图书", "书籍", "书架", "图书角", "阅读"),
        new("tv", "电视", "电视机"),
        new("thermometer", "体温计", "体温枪", "测温枪", "额温枪"),
        new("heating", "暖气", "取暖", "取暖器", "电暖气", "暖风机", "供暖"),
        new("fan", "风扇", "电风扇", "电扇"),
        new("shower", "淋浴", "洗浴", "淋浴间", "洗澡"),
        new("washing-machine", "洗衣机", "洗衣"),
        new("printer", "打印机", "打印", "复印机", "复印", "打印复印"),
        new("tools", "工具箱", "维修工具", "修车工具", "简易工具"),
        new("masks", "口罩", "消毒液", "洗手液", "消毒用品", "防疫用品", "免洗洗手液", "酒精"),
        new("heat-medicine", "防暑药品", "防暑降温药品", "藿香正气水", "防暑降温用品", "清凉油"),
        new("lockers", "储物柜", "存包柜", "寄存", "物品寄存", "存物柜", "更衣柜"),
        new("accessible", "无障碍设施", "无障碍", "无障碍通道", "无障碍卫生间", "坡道"),
        new("wheelchair", "轮椅"),
        new("reading-glasses", "老花镜", "花镜"),
        new("parking", "停车位", "停车", "停车场", "非机动车停车"),
        new("bed", "休息床", "折叠床", "午休床", "躺椅", "床"),
        new("massage-chair", "按摩椅", "按摩"),
        new("scales", "体重秤", "体重计", "身高体重秤"),
        new("gym", "健身器材", "健身", "健身设备"),
        new("ice-water", "冰水", "冷饮", "绿豆汤", "矿泉水", "瓶装水"),
        new("basin", "洗手池", "洗手盆", "洗漱", "洗漱台"),
        new("kitchen", "厨房", "灶具", "电磁炉", "电饭煲"),
        new("tissues", "纸巾", "纸杯", "一次性纸杯"),
        new("legal-aid", "法律援助", "法律咨询"),
        new("haircut", "理发"),
        new("nursing-fridge", "母婴专用冰箱", "专用冰箱", "母乳冰箱", "储奶冰箱", "母乳储存冰箱"),
        new("milk-warmer", "温奶器", "暖奶器", "奶瓶加热器"),
        new("computer", "电脑", "联网电脑", "计算机"),
    ];

    static readonly Dictionary<string, Facility> byWord = Spelled();

    public static readonly Facility Toilet = byWord["toilet"];

    readonly string[] spellings;

    Facility(string code, string word, params string[] spellings) => (Code, Word, this.spellings) = (code, word, spellings);

    public static IReadOnlyList<Facility> All => all;

    public string Code { get; }
    public string Word { get; }
    public string Name => Words.Say($"places.facility-{Code}");

    /// <summary>Its place in a set of facilities.</summary>
    public ulong Bit { get; private set; }

    /// <summary>By the code, the register's word or one of its spellings; null for a word it does not know.</summary>
    public static Facility? Read(string text) => byWord.GetValueOrDefault(Plain.Compact(text).ToLowerInvariant());

    public static ulong SetOf(IEnumerable<string> codes) =>
        codes.Aggregate(0UL, (set, code) => byWord.TryGetValue(code, out var facility) ? set | facility.Bit : set);

    /// <summary>The facilities of a set, in the order of the list.</summary>
    public static IEnumerable<Facility> In(ulong set) => all.Where((_, i) => (set >> i & 1) == 1);

    static Dictionary<string, Facility> Spelled()
    {
        var words = new Dictionary<string, Facility>(StringComparer.Ordinal);
        foreach (var (place, facility) in all.Index())
        {
            facility.Bit = 1UL << place;
            foreach (var word in facility.spellings.Prepend(facility.Word).Prepend(facility.Code))
                words.TryAdd(word.ToLowerInvariant(), facility);
        }

        return words;
    }
}
