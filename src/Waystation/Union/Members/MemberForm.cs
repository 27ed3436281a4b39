using Waystation.Tables;

namespace Waystation.Members;

/// <summary>The intake form of 会员信息采集表: its columns, found by their headers wherever they stand.</summary>
public sealed class MemberForm
{
    static readonly string[] wellKnown =
    [
        "序号", "姓名*", "证件类型*|证件种类", "证件号码*|证件号", "证件有效期|证件有效期至|证件有效期限", "性别", "出生日期|出生年月日", "民族", "学历|文化程度",
        "就业状态", "技能等级|职业技能等级", "户籍类型|户口性质", "是否外地来京务工", "手机号*|手机号码|手机|联系电话|移动电话", "现居住地|现住址|居住地",
        "单位名称*|工作单位|单位全称", "统一社会信用代码|单位统一社会信用代码", "所属工会*|所属工会名称", "入会日期|入会时间", "京卡号|京卡卡号|工会会员互助服务卡号", "会籍状态",
    ];

    /// <summary>Without these a row says nothing, whether the form stars them or not.</summary>
    static readonly string[] alwaysNeeded = ["姓名", "证件类型", "证件号码", "单位名称", "所属工会"];

    readonly FormTable table;

    public MemberForm(Sheet sheet)
    {
        table = FormTable.Find(sheet, wellKnown);
        (Name, DocumentKind, Number, ValidUntil) = (At("姓名"), At("证件类型"), At("证件号码"), At("证件有效期"));
        (Sex, BornOn, Ethnicity, Education) = (At("性别"), At("出生日期"), At("民族"), At("学历"));
        (Employment, Skill, Hukou, FromElsewhere) = (At("就业状态"), At("技能等级"), At("户籍类型"), At("是否外地来京务工"));
        (Phone, Residence, Unit, CreditCode) = (At("手机号"), At("现居住地"), At("单位名称"), At("统一社会信用代码"));
        (Federation, JoinedOn, Card, State) = (At("所属工会"), At("入会日期"), At("京卡号"), At("会籍状态"));
        Used = [.. wellKnown.Select(w => At(w.Split('|')[0].TrimEnd('*'))).Where(column => column >= 0)];
        Needed = [.. Enumerable.Range(0, table.Headers.Length).Where(i => table.Required[i] || alwaysNeeded.Any(n => At(n) == i))];
    }

    public int Name { get; }
    public int DocumentKind { get; }
    public int Number { get; }
    public int ValidUntil { get; }
    public int Sex { get; }
    public int BornOn { get; }
    public int Ethnicity { get; }
    public int Education { get; }
    public int Employment { get; }
    public int Skill { get; }
    public int Hukou { get; }
    public int FromElsewhere { get; }
    public int Phone { get; }
    public int Residence { get; }
    public int Unit { get; }
    public int CreditCode { get; }
    public int Federation { get; }
    public int JoinedOn { get; }
    public int Card { get; }
    public int State { get; }

    /// <summary>The columns that may not be blank.</summary>
    public int[] Needed { get; }

    /// <summary>The columns that are read.</summary>
    public int[] Used { get; }

    /// <summary>The headers as typed, for the sheet of refused rows.</summary>
    public string[] Typed => table.Typed;

    /// <summary>The form's own header of a column, without star.</summary>
    public string HeaderOf(int column) => table.Headers[column];

    public IEnumerable<FormRow> Rows() => table.Rows();

    int At(string header) => table.Column(header);
}
