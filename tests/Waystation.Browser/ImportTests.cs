using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Waystation.Browser;

/// <summary>An officer hands in the form a unit sent, sees what is wrong with it, and sends the wrong rows back.</summary>
public partial class ImportTests(RunningHouse house, Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_officer_imports_a_form_sees_its_problems_grouped_and_takes_the_error_sheet(bool script)
    {
        await using var officer = await chromium.VisitorAsync(house, 1440, script);
        await officer.EnterAsync(house, "city");

        await officer.ImportAsync("intake/members.xlsx");

        Assert.Equal(6, await officer.Page.Locator(".tile").CountAsync());
        Assert.NotEqual(0, await officer.Page.Locator("main tbody tr").CountAsync());
        Assert.DoesNotMatch(WholeIdNumber(), await officer.Page.Locator("body").InnerTextAsync());
        using var sheet = ZipFile.OpenRead(await DownloadAsync(officer));
        Assert.Contains(sheet.Entries, e => e.FullName == "xl/workbook.xml");
        officer.NothingWentWrong();
        await officer.PictureAsync($"import-{(script ? "script" : "plain")}-1440");
    }

    [Fact]
    public async Task A_file_that_is_no_form_is_refused_in_a_sentence()
    {
        await using var officer = await chromium.VisitorAsync(house, 1440);
        await officer.EnterAsync(house, "city");

        await officer.ImportAsync("beijing-districts.geojson");

        Assert.NotEmpty(await officer.Page.Locator("main .refusal").First.InnerTextAsync());
    }

    [Fact]
    public async Task Nobody_comes_to_the_members_without_signing_in()
    {
        await using var stranger = await chromium.VisitorAsync(house);

        await stranger.GoAsync("/members/import");

        Assert.Contains("/desk/sign-in", stranger.Page.Url);
    }

    static async Task<string> DownloadAsync(Visitor officer)
    {
        var download = await officer.Page.RunAndWaitForDownloadAsync(() => officer.Page.Locator("main a.go").ClickAsync());
        Assert.EndsWith(".xlsx", download.SuggestedFilename);
        return (await download.PathAsync())!;
    }

    /// <summary>Eighteen characters with a birth date inside.</summary>
    [GeneratedRegex(@"\b\d{6}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx]\b")]
    private static partial Regex WholeIdNumber();
}
