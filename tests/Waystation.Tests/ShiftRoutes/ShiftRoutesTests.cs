using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using Waystation.Accounts;
using Waystation.Lives;
using Waystation.Paper;
using Waystation.Places;
using Waystation.Tables;

namespace Waystation.ShiftRoutes;

/// <summary>建国门街道: a way of about 900 m along 建国门内大街, two stations and three toilets beside it.</summary>
public sealed partial class ShiftRoutesTests(BuildingCity city) : IClassFixture<BuildingCity>
{
    const string Header = "编号,公厕名称,地址,经度,纬度,坐标系,开放时间,无障碍,状态";
    const string Way = "116.4180,39.9131\n116.4230,39.9131\n116.4285,39.9131";

    string Sheet(params string[] rows)
    {
        var path = Path.Combine(city.House.House.Folder.Root, $"toilets-{Guid.NewGuid():N}.csv");
        File.WriteAllLines(path, ["公共厕所登记表", Header, .. rows], Encoding.UTF8);
        return path;
    }

    Task<ImportReport> ImportAsync(params string[] rows) => new ImportToilets(city.House.House.Database, city.House.House.Clock).RunAsync(Sheet(rows));

    async Task<HttpResponseMessage> DrawAsync(HttpClient by, string name, string points, string address = "/routes/draw", string datum = "gcj02", int within = 200) =>
        await TestHouse.PostFormAsync(by, address, new() { ["Name"] = name, ["Points"] = points, ["DatumCode"] = datum, ["Within"] = $"{within}" });

    async Task<string> RefusedAsync(string name, string points, string datum = "gcj02", int within = 200)
    {
        var sent = await DrawAsync(city.Officer, name, points, datum: datum, within: within);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        return WebUtility.HtmlDecode(await sent.Content.ReadAsStringAsync());
    }

    async Task<string> StationAsync(string name, string lon, string lat)
    {
        var place = await city.ApplyAsync(name, more: new() { ["Draft.Lon"] = lon, ["Draft.Lat"] = lat });
        await city.TakeAsync(place, LifeStep.Visit, LifeStep.Approve, LifeStep.Agree, LifeStep.Equip, LifeStep.Sign);
        await PlacesWorld.LoadAsync(city.House);
        return await city.AskAsync<string>($"SELECT code FROM stations WHERE id = '{place}'");
    }

    [Fact]
    public async Task Every_row_of_a_register_is_taken_or_refused_with_its_reason_and_the_same_file_changes_nothing()
    {
        string[] rows =
        [
            "T1,登记公厕甲,朝内大街1号,116.4300,39.9250,高德,24小时,有,开放", "T2,登记公厕乙,,116.4310,39.9250,高德,6:00-22:00,无,改造", "T3,,地址,116.43,39.92,高德,,,", "T4,没有坐标的公厕,地址,,,高德,,,", "T5,写反了的公厕,地址,39.9250,116.4300,高德,,,",
            "T6,外地公厕,地址,121.47,31.23,高德,,,", "t1,登记公厕甲,重复,116.4300,39.9250,高德,,,", "T7,看不懂状态的公厕,,116.4320,39.9250,,,,待定", ",没有编号的公厕,无号路,116.4330,39.9250,高德,,,",
        ];

        var first = await ImportAsync(rows);
        var again = await ImportAsync(rows);

        Assert.Equal((9, 4, 5, 4), (first.Rows, first.Accepted, first.Refused, first.Created));
        Assert.Equal((0, 0, 4), (again.Created, again.Updated, again.Unchanged));
        Assert.Equal(["name-wrong", "no-coordinates", "coordinates-swapped", "outside-city", "duplicate-in-file"], first.Problems.Where(p => p.Severity is Severity.Refused).Select(p => p.Code));
        Assert.Contains(first.Problems, p => p is { Row: 10, Code: "state-unknown", Severity: Severity.Note });
        Assert.Equal("T1 true true;T2 false false", await city.AskAsync<string>("SELECT string_agg(key || ' ' || is_open || ' ' || step_free, ';' ORDER BY key) FROM public_toilets WHERE key IN ('T1', 'T2')"));

        // An empty cell says nothing; another word corrects.
        var later = await ImportAsync("T1,登记公厕甲,,116.4300,39.9250,高德,,,停用");
        Assert.Equal((0, 1), (later.Created, later.Updated));
        Assert.Equal("朝内大街1号 24小时 false", await city.AskAsync<string>("SELECT address || ' ' || hours || ' ' || is_open FROM public_toilets WHERE key = 'T1'"));
    }

    [Fact]
    public async Task A_register_that_is_none_is_refused_whole_and_a_street_takes_none_in()
    {
        await Assert.ThrowsAsync<Shared.Refusal>(() => new ImportToilets(city.House.House.Database, city.House.House.Clock).RunAsync(Examples.At("intake/README.md")));

        async Task<IHtmlDocument> SendAsync(HttpClient by, params string[] rows)
        {
            var page = await TestHouse.PageAsync(by, "/routes");
            using MultipartFormDataContent form = new() { { new StringContent(((IHtmlInputElement)page.QuerySelector("main input[name=__RequestVerificationToken]")!).Value), "__RequestVerificationToken" } };
            if (rows.Length > 0) form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(Sheet(rows))), "upload", "公厕.csv");
            var sent = await by.PostAsync("/routes?handler=Toilets", form);
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            return new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await sent.Content.ReadAsStringAsync());
        }

        Assert.Null((await TestHouse.PageAsync(city.Officer, "/routes")).QuerySelector("#upload"));
        Assert.Contains("请选一个文件", (await SendAsync(city.Above)).QuerySelector(".refusal")!.TextContent);
        var taken = await SendAsync(city.Above, "U1,上传的公厕,地址,116.4100,39.9300,高德,,,", "U2,没有位置的公厕,地址,,,,,,");
        Assert.Contains("接受 1 行（新增 1，更新 0），退回 1 行", taken.QuerySelector("[role=status]")!.TextContent);
        Assert.Contains("第 4 行", taken.QuerySelector("[role=status] li")!.TextContent);
        Assert.Equal(1, await city.AskAsync<long>($"SELECT amount FROM logbook WHERE did = 'imported-toilets' AND about = '{city.District}'"));
    }

    [Fact]
    public async Task A_way_that_cannot_be_is_refused_and_the_sentence_names_its_line()
    {
        await StationAsync("同名暖心驿站", "116.4400", "39.9200");
        var twin = await StationAsync("另一个暖心驿站", "116.4410", "39.9200");
        await using (var renamed = city.House.House.Database.Source.CreateCommand($"UPDATE stations SET name = '同名暖心驿站' WHERE code = '{twin}'")) await renamed.ExecuteNonQueryAsync();
        await PlacesWorld.LoadAsync(city.House);

        Assert.Contains("请写路线名称", await RefusedAsync(" ", Way));
        Assert.Contains("至少要有两个不同的点", await RefusedAsync("短", "116.4180,39.9131\n116.4180,39.9131"));
        Assert.Contains("至少要有两个不同的点", await RefusedAsync("空", ""));
        Assert.Contains("现在是 9 米", await RefusedAsync("太短", "116.41800,39.9131\n116.41810,39.9131"));
        Assert.Contains("第 2 行：“不存在的站”既不是", await RefusedAsync("生名", "116.4180,39.9131\n不存在的站"));
        Assert.Contains("第 3 行：有 2 个站点叫“同名暖心驿站”", await RefusedAsync("同名", "116.4180,39.9131\n\n同名暖心驿站"));
        Assert.Contains("第 1 行：", await RefusedAsync("写反", "39.9131,116.4180\n116.4230,39.9131"));
        Assert.Contains("第 2 行：", await RefusedAsync("外地", "116.4180,39.9131\n121.47,31.23"));
        Assert.Contains("请从列表里选", await RefusedAsync("太宽", Way, within: 5000));
        Assert.Contains("最多 5000 个点", await RefusedAsync("太多", string.Join('\n', Enumerable.Repeat("116.4180,39.9131", 5001))));
        Assert.Equal(0, await city.AskAsync<long>("SELECT count(*) FROM shift_routes WHERE name IN ('短', '空', '太短', '生名', '同名', '写反', '外地', '太宽', '太多')"));
    }

    [Fact]
    public async Task The_sheet_has_every_station_and_open_toilet_along_the_way_in_its_order_with_hours()
    {
        var code = await StationAsync("带班起点暖心驿站", "116.4190", "39.9136");
        await StationAsync("带班右侧暖心驿站", "116.4270", "39.9120");
        await StationAsync("太远暖心驿站", "116.4230", "39.9180");
        await ImportAsync("R1,中间公厕,大街北侧,116.4225,39.9140,高德,24小时,有,开放", "R2,关着的公厕,大街,116.4230,39.9132,高德,24小时,有,改造", "R3,终点公厕,大街南侧,116.4284,39.9125,高德,6:00-22:00,无,");

        var drawn = await DrawAsync(city.Officer, "建内大街早班", $"116.4180,39.9131\n{code}\n116.4230,39.9131\n116.4285,39.9131");
        Assert.Equal(HttpStatusCode.Redirect, drawn.StatusCode);
        var page = await TestHouse.PageAsync(city.Officer, drawn.Headers.Location!.OriginalString);

        var rows = page.QuerySelectorAll(".route-sheet tbody tr").Select(row => row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToArray()).Where(row => row[2].StartsWith("带班", StringComparison.Ordinal) || row[5].StartsWith("公厕", StringComparison.Ordinal)).ToList();
        Assert.Equal(["带班起点暖心驿站", "中间公厕", "带班右侧暖心驿站", "终点公厕"], rows.Select(row => new string([.. row[2].TakeWhile(c => c is not '建' and not '大' and not '\n')])));
        Assert.Equal(["每天8:00-20:00", "24小时", "每天8:00-20:00", "6:00-22:00"], rows.Select(row => row[4]));
        Assert.Equal(("不知", "公厕，有无障碍厕位", "公厕，没有无障碍厕位"), (rows[0][5], rows[1][5], rows[3][5]));
        Assert.StartsWith("左侧", rows[1][3]);
        Assert.StartsWith("右侧", rows[2][3]);
        Assert.DoesNotContain("关着的公厕", page.Body!.TextContent);
        Assert.DoesNotContain("太远", page.Body.TextContent);
        Assert.Equal(page.QuerySelectorAll(".route-sheet tbody tr").Length, page.QuerySelectorAll(".route-sketch .station, .route-sketch .toilet").Length);
        Assert.DoesNotContain("王芳", page.Body.InnerHtml);
    }

    [Fact]
    public async Task A_route_is_drawn_anew_ended_and_its_name_free_again_and_another_branch_finds_none_of_it()
    {
        var elsewhere = await city.House.StaffAsync(Role.DistrictOfficer, await city.UnionAsync("西城区总工会"));
        var address = (await DrawAsync(city.Officer, "改来改去", Way)).Headers.Location!.OriginalString;
        var id = address.Split('/')[^1];

        Assert.Contains("已经有一条叫“改来改去”的路线", await RefusedAsync("改来改去", Way));
        foreach (var url in new[] { address, $"{address}?handler=Pdf", $"/routes/draw/{id}" }) Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(url)).StatusCode);
        Assert.DoesNotContain("改来改去", await elsewhere.GetStringAsync("/routes"));
        Assert.Contains("116.418000,39.913100", (await TestHouse.PageAsync(city.Officer, $"/routes/draw/{id}")).QuerySelector("#points")!.TextContent);

        var anew = await DrawAsync(city.Officer, "改好的路线", "116.4180,39.9131\n116.4200,39.9131", $"/routes/draw/{id}");
        Assert.Equal(address, anew.Headers.Location!.OriginalString);
        Assert.InRange((await city.AskAsync<double[]>($"SELECT line FROM shift_routes WHERE id = '{id}'")).Length, 4, 4);

        await TestHouse.PostFormAsync(city.Officer, $"{address}?handler=End", []);
        Assert.Equal(HttpStatusCode.NotFound, (await city.Officer.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await DrawAsync(city.Officer, "改好的路线", Way)).StatusCode);
        Assert.Equal("drew-shift-route drew-shift-route ended-shift-route", await city.AskAsync<string>($"SELECT string_agg(did, ' ' ORDER BY epoch, xid, seq) FROM logbook WHERE about = '{id}'"));
    }

    [Fact]
    public async Task A_recorded_walk_goes_before_the_points_and_the_sheet_is_one_PDF()
    {
        Assert.SkipUnless(PrintPdf.Program is not null, "this machine has no Chromium");
        var page = await TestHouse.PageAsync(city.Officer, "/routes/draw");
        using MultipartFormDataContent form = new()
        {
            { new StringContent(((IHtmlInputElement)page.QuerySelector("main input[name=__RequestVerificationToken]")!).Value), "__RequestVerificationToken" },
            { new StringContent("手机走的路线"), "Name" }, { new StringContent("这里写什么都不看"), "Points" }, { new StringContent("100"), "Within" },
            { new StringContent("""<gpx><trk><trkseg><trkpt lat="39.9117" lon="116.4118"/><trkpt lat="39.9117" lon="116.4218"/></trkseg></trk></gpx>"""), "track", "walk.gpx" },
        };
        var drawn = await city.Officer.PostAsync("/routes/draw", form);
        Assert.Equal(HttpStatusCode.Redirect, drawn.StatusCode);

        var pdf = await city.Officer.GetAsync($"{drawn.Headers.Location!.OriginalString}?handler=Pdf");

        Assert.Equal(new MediaTypeHeaderValue("application/pdf"), pdf.Content.Headers.ContentType);
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(await pdf.Content.ReadAsByteArrayAsync()));
    }

    [Fact]
    public async Task Forty_places_along_a_way_stand_on_one_sheet_of_A4()
    {
        Assert.SkipUnless(PrintPdf.Program is not null, "this machine has no Chromium");
        await ImportAsync([.. Enumerable.Range(0, 40).Select(i => $"L{i},长街第{i}段路北公共厕所,长街{i}号院东侧人行道内,{116.60 + i * 0.0015:0.0000},39.9131,高德,周一至周日 6:00-22:00,有,")]);
        var sheet = (await DrawAsync(city.Officer, "长街早班", "116.5990,39.9117\n116.6600,39.9117")).Headers.Location!.OriginalString;

        Assert.Equal(40, (await TestHouse.PageAsync(city.Officer, sheet)).QuerySelectorAll(".route-sheet.many tbody tr").Length);
        Assert.Equal(1, await SheetsAsync(sheet));
    }

    async Task<int> SheetsAsync(string sheet) =>
        PageOfPdf().Count(Encoding.Latin1.GetString(await city.Officer.GetByteArrayAsync($"{sheet}?handler=Pdf")));

    [System.Text.RegularExpressions.GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial System.Text.RegularExpressions.Regex PageOfPdf();
}
