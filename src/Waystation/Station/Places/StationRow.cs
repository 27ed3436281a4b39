using System.Globalization;
using Waystation.Calendar;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Places;

/// <summary>Reads one row of a register: a record, or why not; and what about it deserves a look.</summary>
sealed class StationRow
{
    readonly StationForm form;
    readonly StreetRegister register;
    readonly FormRow row;
    readonly List<RowProblem> problems = [];

    StationRow(StationForm form, StreetRegister register, FormRow row) => (this.form, this.register, this.row) = (form, register, row);

    public int Number => row.Number;
    public IReadOnlyList<RowProblem> Problems => problems;

    /// <summary>Null when the row is refused.</summary>
    public StationRecord? Record { get; private set; }

    public static StationRow Read(StationForm form, StreetRegister register, FormRow row)
    {
        var read = new StationRow(form, register, row);
        read.Record = read.Take();
        return read;
    }

    public void Refuse(string? column, string code, Sentence message)
    {
        Record = null;
        problems.Add(new RowProblem(Number, column is null ? null : form.HeaderOf(column), code, Severity.Refused, message));
    }

    void Note(string column, string code, Sentence message) => problems.Add(new RowProblem(Number, form.HeaderOf(column), code, Severity.Note, message));

    StationRecord? Take()
    {
        foreach (var header in form.EmptyRequired(row)) problems.Add(new RowProblem(Number, header, "missing", Severity.Refused, Say.Missing(header)));
        var street = Street();
        var location = Where();
        var union = street is null ? null : UnionOf(street);
        if (problems.Exists(p => p.Severity is Severity.Refused) || street is null || union is null) return null;

        var hours = Text("开放时间");
        var syntax = SpokenHours.ToOpeningHours(hours);
        if (syntax is null) Note("开放时间", "hours-unknown", hours.Length == 0 ? Say.HoursEmpty : Say.HoursUnknown(hours));
        return new StationRecord
        {
            Code = CodeOf(form.Of(row, "编号")),
            Name = Limited(Text("名称"), 200),
            Kind = Kind(),
            UnionId = union.Value,
            DistrictCode = street.DistrictCode,
            StreetCode = street.Code,
            Address = Limited(Text("详细地址"), 300),
            Location = location,
            HoursText = Limited(hours, 300),
            OpeningHours = syntax,
            Facilities = Text("服务设施") is { Length: > 0 } offered ? FacilityList.Read(offered) : null,
            Serves = Limited(Text("服务对象"), 100),
            Access = Limited(Text("进入方式"), 100),
            ServesOutdoorWorkers = YesNo.Read(Text("是否服务户外劳动者")),
            Host = Limited(Text("共建单位"), 100),
            Keeper = Limited(Text("负责人"), 100),
            Phone = Limited(Plain.Compact(form.Of(row, "联系电话").Text), 60),
            OpenedOn = Opened(),
        };
    }

    Street? Street()
    {
        var (district, street) = (Text("区"), Text("街道(乡镇)"));
        if (district.Length == 0 || street.Length == 0) return null;

        var found = register.District(district) is { } known ? register.StreetOf(known, street) : null;
        if (found is null) Refuse(register.District(district) is null ? "区" : "街道(乡镇)", "street-not-in-district", Say.StreetNotInDistrict(street, district));
        return found;
    }

    Location? Where()
    {
        var (location, findings) = RegisterLocation.Read(form.Of(row, "经度"), form.Of(row, "纬度"), Text("坐标系"));
        problems.AddRange(findings.Select(found => new RowProblem(Number, form.HeaderOf(found.Column), found.Code, found.Severity, found.Message)));
        return location;
    }

    /// <summary>The union the row names; where the tree does not know it, the street's own federation, with a note.</summary>
    Guid? UnionOf(Street street)
    {
        var named = Text("所属工会");
        if (named.Length > 0 && register.Union(named) is { } known) return known;

        var federation = register.FederationOf(street);
        if (federation is null) Refuse("所属工会", "union-unknown", Say.NoFederation(named, street.Name));
        else if (named.Length > 0) Note("所属工会", "union-unknown", Say.UnionUnknown(named, street.DistrictName, street.Name));
        return federation;
    }

    StationKind Kind()
    {
        var written = Text("类型");
        if (StationKind.Read(written) is { } kind) return kind;
        if (written.Length > 0) Note("类型", "kind-unknown", Say.KindUnknown(written));
        return StationKind.Other;
    }

    DateOnly? Opened()
    {
        var cell = form.Of(row, "挂牌日期");
        if (cell.IsBlank) return null;
        if (OpeningDay.Read(cell) is { } day) return day;

        Note("挂牌日期", "date-invalid", Say.DateUnreadable(cell.Text));
        return null;
    }

    static string? CodeOf(Cell cell)
    {
        var code = Plain.Compact(cell.Kind is CellKind.Number ? cell.Number.ToString("0", CultureInfo.InvariantCulture) : cell.Text).ToUpperInvariant();
        return code.Length == 0 ? null : Limited(code, 40);
    }

    string Text(string column) => Plain.Text(form.Of(row, column).Text);

    static string Limited(string text, int most) => text.Length <= most ? text : text[..most];
}
