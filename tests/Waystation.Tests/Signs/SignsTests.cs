using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Waystation.Lives;
using Waystation.Paper;
using Waystation.Places;

namespace Waystation.Signs;

public sealed class SignsTests(BuildingCity city) : IClassFixture<BuildingCity>, IAsyncLifetime
{
    string code = "", slug = "";

    public async ValueTask InitializeAsync()
    {
        var name = $"站牌{Guid.NewGuid():N}"[..8];
        var place = await city.ApplyAsync($"{name}暖心驿站");
        await city.TakeAsync(place, LifeStep.Visit, LifeStep.Approve, LifeStep.Agree, LifeStep.Equip, LifeStep.Sign);
        (code, slug) = (await city.AskAsync<string>($"SELECT code FROM stations WHERE id = '{place}'"), await city.SlugAsync(place));
        await PlacesWorld.LoadAsync(city.House);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Nothing_chosen_too_much_or_another_branch_is_said_in_a_sentence()
    {
        var elsewhere = await city.House.StaffAsync(Accounts.Role.DistrictOfficer, await city.UnionAsync("西城区总工会"));

        Assert.Contains("没有可以打印的站点", await city.Officer.GetStringAsync("/signs/print"));
        Assert.Contains("没有可以打印的站点", await city.Officer.GetStringAsync("/signs/print?handler=Pdf&named=没有这个"));
        Assert.Contains("没有看懂“9”", await city.Officer.GetStringAsync($"/signs/print?kind=9&named={code}"));
        Assert.Contains("没有可以打印的站点", await elsewhere.GetStringAsync($"/signs/print?named={code}"));
        Assert.Equal(HttpStatusCode.Redirect, (await city.House.Visitor().GetAsync($"/signs/print?named={code}")).StatusCode);
    }

    [Fact]
    public async Task A_sign_says_what_is_true_of_its_place_and_never_who_keeps_it()
    {
        var page = await TestHouse.PageAsync(city.Officer, $"/signs/print?kind=A4&named={code}");
        var sign = page.QuerySelector("section.sign.a4")!;

        Assert.Equal("每天8:00\u201120:00", sign.QuerySelector(".hours strong")!.TextContent);
        Assert.Contains("免登记", sign.TextContent);
        Assert.Contains("12351", sign.TextContent);
        Assert.Contains(code, sign.TextContent);
        Assert.Equal(2, sign.QuerySelectorAll(".pictograms svg").Length);
        Assert.DoesNotContain("王芳", page.Body!.InnerHtml);
        Assert.DoesNotContain("65120000", page.Body.InnerHtml);

        await using (var scanned = city.House.House.Database.Source.CreateCommand($"UPDATE stations SET access = '扫码进入' WHERE slug = '{slug}'")) await scanned.ExecuteNonQueryAsync();
        await PlacesWorld.LoadAsync(city.House);
        Assert.DoesNotContain("免登记", (await TestHouse.PageAsync(city.Officer, $"/signs/print?kind=Sticker&named={code}")).QuerySelector("section.sign.sticker")!.TextContent);
    }

    [Fact]
    public async Task A_list_has_every_station_of_the_street_with_hours_and_toilet()
    {
        var page = await TestHouse.PageAsync(city.Officer, "/signs/print?kind=List&area=110101008");

        var rows = page.QuerySelectorAll(".sheet-list tbody tr");
        Assert.Equal(await city.AskAsync<long>("SELECT count(*) FROM stations WHERE street_code = '110101008' AND status IN ('active', 'suspended')"), rows.Length);
        Assert.All(rows, row => Assert.Equal("不知", row.QuerySelectorAll("td")[3].TextContent));
    }

    [Fact]
    public async Task A_PDF_embeds_its_Chinese_letters_and_bears_one_sheet_for_each_place()
    {
        Assert.SkipUnless(PrintPdf.Program is not null, "this machine has no Chromium");
        var answer = await city.Officer.GetAsync($"/signs/print?handler=Pdf&kind=Sticker&named={code}");
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal(new MediaTypeHeaderValue("application/pdf"), answer.Content.Headers.ContentType);
        var text = Encoding.Latin1.GetString(bytes);
        Assert.StartsWith("%PDF-", text);
        // Letters drawn by the file itself, whatever fonts the reader has.
        Assert.True(text.Contains("/Type3", StringComparison.Ordinal) || text.Contains("/FontFile", StringComparison.Ordinal));
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(text, @"/Type\s*/Page\b"));
    }
}
