using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Keepers;
using Waystation.Paper;
using Waystation.Places;

namespace Waystation.Signs;

/// <summary>All of a sign stands on its sheet, whatever its place is called and however long its hours are: what runs over is printed across the next one.</summary>
public sealed partial class SignFitTests(KeptCity city) : IClassFixture<KeptCity>
{
    const string LongName = "北京市朝阳区望京街道花家地社区党群服务中心新就业形态劳动者暖心驿站（南门一层东侧）";
    const string FourLines = "周一至周五 6:30-11:30、13:00-18:00；周六 8:00-12:00；周日、法定节假日 9:00-16:00；7月至8月高温期间延长至 22:00";
    static readonly string hardly = string.Join('；', Enumerable.Range(1, 12).Select(month => $"{month}月 7:{month:00}-19:30"));

    static SignText Text(string name, string hours, string nearest = LongName) => new(name, hours, "", "免登记，直接进来", [.. Enumerable.Repeat("手机充电", 10)], ["扫一扫，看现在开不开", $"最近的另一个驿站：{nearest}，步行约 12 分钟", "工会服务热线：12351", "站点编号：110105026-005"]);

    [Fact]
    public void A_short_sign_is_as_large_as_can_be_and_hours_are_never_below_28_points()
    {
        Assert.Equal(0, SignFit.For(PaperKind.A4, Text("望京暖心驿站", "周一至周日 7:00-22:00", nearest: "短名驿站"))!.Step);
        Assert.Equal(0, SignFit.For(PaperKind.Sticker, Text("望京暖心驿站", "24小时", nearest: "短名驿站"))!.Step);
        foreach (var kind in new[] { PaperKind.A4, PaperKind.Sticker })
            foreach (var hours in new[] { "24小时", "周一至周日 7:00-22:00", FourLines, hardly })
                Assert.True((SignFit.For(kind, Text(LongName, hours)) ?? SignFit.Smallest(kind)).Hours >= 28);
        Assert.Null(SignFit.For(PaperKind.Sticker, Text(LongName, hardly)));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Nothing_of_a_sign_runs_over_its_edge(string language)
    {
        Assert.SkipUnless(PrintPdf.Program is not null, "this machine has no Chromium");
        var officer = await city.House.OfficerAsync();
        if (language == "en") await officer.PostAsync("/language", new FormUrlEncodedContent([new("to", "en"), new("back", "/signs")]));
        foreach (var (i, (name, hours)) in new[] { ("短", "24小时"), (LongName, "周一至周日 7:00-22:00"), (LongName, FourLines), ("花家地暖心驿站", hardly), (LongName + LongName, hardly + "；" + FourLines), ("花家地社区便民服务站暖心驿站", "周一至周六 9:00-18:00；周日休息；节假日休息") }.Index())
            await city.DoAsync($"UPDATE stations SET name = '{name}', opening_hours_text = '{hours}', access = '直接进入' WHERE slug = 'k{i + 1}'");
        await city.DoAsync("INSERT INTO station_facilities (station_id, facility, status) SELECT s.id, f, 'works' FROM stations s, unnest(ARRAY['water', 'microwave', 'seats', 'phone-charging', 'toilet', 'air-conditioning', 'heating', 'fridge', 'first-aid', 'aed', 'umbrella']) f WHERE s.slug IN ('k2', 'k3', 'k4', 'k5', 'k6') ON CONFLICT DO NOTHING");
        await PlacesWorld.LoadAsync(city.House);

        foreach (var kind in new[] { "A4", "Sticker" })
        {
            var signs = (await TestHouse.PageAsync(officer, $"/signs/print?kind={kind}&area=110101008")).QuerySelectorAll("section.sign");
            Assert.Equal(15, signs.Length);
            Assert.Equal("", await OverAsync(language, string.Concat(signs.Select(sign => sign.OuterHtml))));
        }
    }

    /// <summary>Which parts of which signs stand outside of them or over each other, as Chromium sets them.</summary>
    async Task<string> OverAsync(string language, string signs)
    {
        var css = await File.ReadAllTextAsync(Path.Combine(city.House.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.IWebHostEnvironment>().WebRootPath, "station/sign.css"));
        var page = Path.Combine(Directory.CreateTempSubdirectory("waystation-signs-").FullName, "signs.html");
        const string Look = """
            document.title = 'over:' + [...document.querySelectorAll('.sign')].flatMap((sign, i) => {
                const edge = sign.getBoundingClientRect(), parts = [...sign.children].map(part => part.getBoundingClientRect());
                return parts.flatMap((part, n) => part.bottom > edge.bottom + 1 || part.right > edge.right + 1 || part.left < edge.left - 1 || n > 0 && part.top < parts[n - 1].bottom - 1 ? [`${i} ${sign.className} ${sign.children[n].className} ${Math.round(part.bottom - edge.bottom)}`] : []);
            }).join('; ') + ':end';
            """;
        await File.WriteAllTextAsync(page, $"<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><style>{css} .sign {{ zoom: 1 !important }}</style></head><body>{signs}<script>{Look}</script></body></html>");
        var start = new ProcessStartInfo(PrintPdf.Program!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in new[] { "--headless", "--disable-gpu", "--no-sandbox", "--no-first-run", $"--user-data-dir={Path.GetDirectoryName(page)}/profile", "--window-size=1200,1000", "--dump-dom", new Uri(page).AbsoluteUri }) start.ArgumentList.Add(word);
        using var run = Process.Start(start)!;
        var (dom, _) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return Title().Match(await dom).Groups[1].Value;
    }

    [GeneratedRegex("<title>over:(.*?):end</title>")]
    private static partial Regex Title();
}
