using Waystation.Tables;

namespace Waystation.Places;

/// <summary>The columns of a station register, wherever a unit put them and however it spells them.</summary>
sealed class StationForm(FormTable table)
{
    // A star here: without this column the file is no station register.
    static readonly string[] wellKnown =
    [
        "编号|站点编号|驿站编号|编码|代码|站点编码", "名称*|站点名称|驿站名称|阵地名称|场所名称", "类型|站点类型|类别|阵地类型|种类", "所属工会|所属工会组织|工会|所属工会名称|上级工会",
        "区*|所属区|行政区|区县|所在区|城区|区(县)|所属区县", "街道(乡镇)*|街道|街道乡镇|所属街道|所在街道|街乡镇|街道/乡镇|街道、乡镇|街道(镇)|乡镇街道|所属街道(乡镇)", "详细地址|地址|具体地址|站点地址|详细位置",
        "经度|lng|lon|longitude|x|经度(度)", "纬度|lat|latitude|y|纬度(度)", "坐标系|坐标系统|坐标类型|坐标来源|地图", "开放时间|营业时间|服务时间|开放时段",
        "服务设施|设施|设备设施|配套设施|配备设施|设施设备|服务设施设备", "服务对象|服务人群", "进入方式|准入方式", "是否服务户外劳动者|服务户外劳动者|是否面向户外劳动者|户外劳动者",
        "共建单位|依托单位|所在单位|建站单位|共建单位类型", "负责人|联系人|站长|管理员|负责人姓名", "联系电话|电话|负责人电话|联系方式|手机|联系人电话", "挂牌日期|挂牌时间|建成日期|成立日期|启用日期|建成时间",
    ];

    public static StationForm Find(Sheet sheet) => new(FormTable.Find(sheet, wellKnown));

    public IEnumerable<FormRow> Rows() => table.Rows();

    public Cell Of(FormRow row, string wellKnownColumn) => row[table.Column(wellKnownColumn)];

    /// <summary>The header as the unit wrote it, for a problem's <c>column</c>.</summary>
    public string? HeaderOf(string wellKnownColumn) => table.Column(wellKnownColumn) is >= 0 and var column ? table.Headers[column] : wellKnownColumn;

    /// <summary>The headers of the columns that must be filled and are not: those with a star, and always name, district and street.</summary>
    public IEnumerable<string> EmptyRequired(FormRow row)
    {
        int[] always = [table.Column("名称"), table.Column("区"), table.Column("街道(乡镇)")];
        for (var column = 0; column < table.Headers.Length; column++)
            if ((table.Required[column] || always.Contains(column)) && row[column].IsBlank) yield return table.Headers[column];
    }
}
