using Waystation.Places;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.ShiftRoutes;

/// <summary>Reads one row of a register of public toilets: a record, or why not; and what about it deserves a look.</summary>
static class ToiletRow
{
    const string Number = "编号", Name = "名称", Address = "地址", Lon = "经度", Lat = "纬度", Datum = "坐标系", Hours = "开放时间", StepFree = "无障碍", State = "状态";
    const int LongestName = 100, LongestText = 200;

    static readonly string[] wellKnown =
    [
        $"{Number}|公厕编号|厕所编号|编码|代码", $"{Name}*|公厕名称|厕所名称|公共厕所名称", $"{Address}|详细地址|位置|具体位置|所在位置", $"{Lon}*|lng|lon|longitude|x", $"{Lat}*|lat|latitude|y",
        $"{Datum}|坐标系统|坐标类型", $"{Hours}|服务时间|开放时段", $"{StepFree}|无障碍设施|无障碍厕位|是否无障碍", $"{State}|使用状态|开放状态|运行状态",
    ];

    static readonly string[] shut = ["停用", "关闭", "停开", "拆除", "改造", "维修", "施工", "不开放"];
    static readonly string[] open = ["开放", "正常", "使用", "启用", "在用", "运行"];

    public static FormTable Find(Sheet sheet) => FormTable.Find(sheet, wellKnown);

    /// <returns>Without a record the problems say why.</returns>
    public static (ToiletRecord? Record, IReadOnlyList<RowProblem> Problems) Read(FormTable table, FormRow row)
    {
        List<RowProblem> problems = [];
        string Text(string column) => Plain.Text(row[table.Column(column)].Text);
        void Tell(string column, string code, Severity severity, Sentence told) => problems.Add(new(row.Number, table.Column(column) is >= 0 and var at ? table.Headers[at] : column, code, severity, told));

        var (name, address) = (Text(Name), Text(Address));
        if (name.Length is 0 or > LongestName) Tell(Name, "name-wrong", Severity.Refused, Say.ToiletNameWrong(LongestName));
        if (address.Length > LongestText || Text(Hours).Length > LongestText) Tell(Address, "too-long", Severity.Refused, Say.ToiletTextTooLong(LongestText));
        var (location, findings) = RegisterLocation.Read(row[table.Column(Lon)], row[table.Column(Lat)], Text(Datum));
        // Of a toilet without a place nobody would find the way.
        foreach (var found in findings) Tell(found.Column, found.Code, location is null ? Severity.Refused : found.Severity, found.Message);
        if (location is null || problems.Exists(p => p.Severity is Severity.Refused)) return (null, problems);

        var state = Text(State);
        if (state.Length > 0 && !shut.Concat(open).Any(state.Contains)) Tell(State, "state-unknown", Severity.Note, Say.ToiletStateUnknown(state));
        var key = Plain.Compact(row[table.Column(Number)].Text).ToUpperInvariant();
        return (new(key.Length > 0 ? key : $"{name} {address}", name, address, location.Wgs84, Text(Hours), YesNo.Read(Text(StepFree)), !shut.Any(state.Contains)), problems);
    }
}
