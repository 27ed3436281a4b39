using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using Waystation.Data;
using Waystation.Tables;
using static Waystation.Members.MemberWorld;

namespace Waystation.Members;

public class ImportPagesTests
{
    const string Code = "91350100M000100Y44";

    static Task<TestHouse> HouseAsync() => TestHouse.NewAsync(house => FillAsync(house));

    static async Task FillAsync(House house)
    {
        await using var command = house.Database.Source.CreateCommand(
            """
            SELECT union_add('0198aaaa-0000-7000-8000-000000000001', 'city-federation', '北京市总工会', NULL, NULL, NULL, NULL, false, ''),
                union_add('0198aaaa-0000-7000-8000-000000000002', 'district-federation', '东区总工会', '0198aaaa-0000-7000-8000-000000000001', NULL, NULL, NULL, false, ''),
                union_add('0198aaaa-0000-7000-8000-000000000003', 'subdistrict-federation', '东区春街道总工会', '0198aaaa-0000-7000-8000-000000000002', NULL, NULL, NULL, false, '')
            """);
        await command.ExecuteNonQueryAsync();
    }

    static async Task<string> UploadAsync(HttpClient officer, byte[] content, string name, string what = "Existing", bool dryRun = false)
    {
        var page = await TestHouse.PageAsync(officer, "/members/import");
        var token = ((IHtmlInputElement)page.QuerySelector("main input[name=__RequestVerificationToken]")!).Value;
        var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(what), "What" }, { new StringContent(dryRun ? "true" : "false"), "DryRun" } };
        form.Add(new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "Upload", name);
        var answer = await officer.PostAsync("/members/import", form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    static async Task<IHtmlDocument> ResultAsync(HttpClient officer, string url)
    {
        for (var look = 0; look < 300; look++)
        {
            var page = await TestHouse.PageAsync(officer, url);
            if (page.QuerySelector("meta[http-equiv=refresh]") is null) return page;
            await Task.Delay(100);
        }

        throw new TimeoutException("The import did not end.");
    }

    static byte[] Form(params string[] rows) => Encoding.UTF8.GetBytes(Header + string.Join('\n', rows) + "\n");

    [Theory]
    [InlineData("/members/import")]
    [InlineData("/members/imports/0198aaaa-0000-7000-8000-000000000001")]
    [InlineData("/members/imports/0198aaaa-0000-7000-8000-000000000001/slips")]
    public async Task Whoever_is_not_signed_in_is_sent_to_sign_in(string url)
    {
        await using var house = await TestHouse.NewAsync();

        var answer = await house.Visitor().GetAsync(url);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/desk/sign-in", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task An_import_nobody_made_is_not_found()
    {
        await using var house = await TestHouse.NewAsync();
        var officer = await house.OfficerAsync();

        foreach (var url in new[] { $"/members/imports/{Guid.NewGuid()}", "/members/imports/nonsense", $"/members/imports/{Guid.NewGuid()}/slips", $"/members/imports/{Guid.NewGuid()}?handler=errors" })
            Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task A_file_of_another_kind_is_refused_on_its_page()
    {
        await using var house = await HouseAsync();
        var officer = await house.OfficerAsync();

        var page = await ResultAsync(officer, await UploadAsync(officer, "%PDF-1.7"u8.ToArray(), "会员.xlsx"));

        Assert.Contains("PDF", page.QuerySelector(".refusal")!.TextContent);
        Assert.Empty(Directory.GetFiles(house.House.Folder.Uploads));
    }

    [Fact]
    public async Task The_result_groups_by_cause_and_employer_and_hands_the_rows_back()
    {
        await using var house = await HouseAsync();
        var officer = await house.OfficerAsync();

        var url = await UploadAsync(officer, Form(Row(1, "甲厂", Code), Row(2, "甲厂", Code), Row(3), Row(4, phone: "1")), "会员.csv");
        var page = await ResultAsync(officer, url);
        var errors = await officer.GetAsync($"{url}?handler=errors");

        Assert.Contains($"甲厂，代码 {Code}：2 人", page.Body!.TextContent);
        Assert.DoesNotContain(IdOf(1), page.Body!.TextContent);
        var sheet = FormTable.Find(Sheet.Open(Workbooks.File(await errors.Content.ReadAsByteArrayAsync(), ".csv")), "姓名*", "证件号码*", "问题说明");
        Assert.Equal(3, sheet.Rows().Count());
        Assert.Contains("csv", errors.Content.Headers.ContentDisposition!.FileNameStar);
    }

    [Fact]
    public async Task A_trial_run_from_the_browser_stores_nobody()
    {
        await using var house = await HouseAsync();
        var officer = await house.OfficerAsync();

        var page = await ResultAsync(officer, await UploadAsync(officer, Form(Row(1), Row(2, phone: "1")), "会员.csv", dryRun: true));

        Assert.NotNull(page.QuerySelector(".notice"));
        await using var command = house.House.Database.Source.CreateCommand("SELECT count(*) FROM members");
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_person_says_on_their_slip_whether_it_is_right_and_only_once()
    {
        await using var house = await HouseAsync();
        var officer = await house.OfficerAsync();
        var url = await UploadAsync(officer, Form(Row(1, name: "王小芳")), "会员.csv", "Applications");
        await ResultAsync(officer, url);
        var slips = await officer.GetStringAsync(url + "/slips");
        var slip = System.Text.RegularExpressions.Regex.Match(slips, "/slip/[A-Za-z0-9_-]{32}").Value;
        var person = house.Visitor();

        var page = await person.GetStringAsync(slip);
        var answer = await TestHouse.PostFormAsync(person, slip, new() { ["answer"] = "correct" });

        Assert.Contains("王*芳", page);
        Assert.DoesNotContain("王小芳", page + slips);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await TestHouse.PostFormAsync(person, slip, new() { ["answer"] = "denied" })).StatusCode);
        await using var command = house.House.Database.Source.CreateCommand("SELECT state || answer FROM members");
        Assert.Equal("membercorrect", await command.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("/slip/x")]
    [InlineData("/slip/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/slip/!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public async Task A_slip_we_never_made_is_not_found(string url)
    {
        await using var house = await TestHouse.NewAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await house.Visitor().GetAsync(url)).StatusCode);
    }
}
