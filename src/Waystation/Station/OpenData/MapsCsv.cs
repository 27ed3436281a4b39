using System.Globalization;
using System.Text;
using Waystation.Geography;
using Waystation.Places;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.OpenData;

/// <summary>The columns by which map companies take in places: in their own datum, with telephone left empty because keepers are private people.</summary>
static class MapsCsv
{
    const int FlushLines = 500;
    static readonly string[] header = ["编号", "名称", "分类", "省份", "城市", "区县", "街道", "详细地址", "经度", "纬度", "坐标系", "营业时间", "营业时间(OSM)", "营业状态", "服务设施", "服务对象", "进入方式", "依托单位", "联系电话", "管理单位", "开业日期", "最近核实时间", "更新时间", "详情页"];

    public static void MapMapsCsv(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/stations.csv", WriteAsync).WithName("stationsForMaps").WithTags("stations").ReadableElsewhere().WithMetadata(new ForEveryoneAttribute())
            .WithSummary("Every place in the columns that map companies ask for").WithDescription("CSV in UTF-8 with a mark; `datum` is gcj02 (the default), bd09 or wgs84.")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").ProducesProblem(StatusCodes.Status400BadRequest);

    static async Task WriteAsync(HttpContext http, OpenRegisters registers, string? datum = null)
    {
        var into = Datum.Gcj02;
        if (datum is not null && !Datums.TryRead(datum, out into))
        {
            await new WrongParameter("datum", Say.DatumExpected).AsProblem().ExecuteAsync(http);
            return;
        }

        var register = await registers.NowAsync(http.RequestAborted);
        if (Freshness.IsHeld(http, register.Stamp, register.SeenAt)) return;

        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=stations.csv";
        await using var text = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        await text.WriteLineAsync(CsvLine.Of(header));
        foreach (var (i, place) in register.Places.Index())
        {
            await text.WriteLineAsync(CsvLine.Of(Cells(register, place, into, HsdsApi.RootOf(http))));
            if (i % FlushLines == 0) await text.FlushAsync(http.RequestAborted);
        }
    }

    static string[] Cells(OpenRegister register, Place place, Datum datum, string root)
    {
        var at = datum.FromWgs84(place.Position);
        return
        [
            place.Code, place.Name, place.Kind.Word, register.City, register.City, place.District, place.Street, place.Address,
            place.IsLocated ? Degrees(at.Lon) : "", place.IsLocated ? Degrees(at.Lat) : "", place.IsLocated ? datum.Code() : "",
            place.HoursText, place.Hours?.Text ?? "", place.Status == StationStatus.Suspended ? "暂停服务" : "正常", string.Join('、', place.FacilityWords), place.Serves, place.Access, place.Host, "",
            register.ProgrammeOf(place).Union.Name, place.OpenedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", Time(place.VerifiedAt), Time(place.ChangedAt), $"{root}/stations/{place.Slug}",
        ];
    }

    static string Degrees(double degrees) => degrees.ToString("0.000000", CultureInfo.InvariantCulture);

    static string Time(DateTime? at) => at is { } utc ? City.LocalTime(new DateTimeOffset(utc, TimeSpan.Zero)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";
}
