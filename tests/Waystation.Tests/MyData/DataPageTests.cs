using System.IO.Compression;
using System.Net;
using System.Text.Json;
using static Waystation.MyData.MyDataWorld;

namespace Waystation.MyData;

/// <summary>What a worker sees of their own data, and what they take home.</summary>
public class DataPageTests
{
    static async Task<string> TextAsync(HttpClient visitor, string url) => (await TestHouse.PageAsync(visitor, url)).QuerySelector("main")!.TextContent;

    static Task<HttpResponseMessage> CopyAsync(HttpClient worker) => PostAsync(worker, "/me/data?handler=Copy", "/me/data", []);

    [Theory]
    [InlineData("/me/data")]
    [InlineData("/me/looks")]
    [InlineData("/me/requests")]
    [InlineData("/me/correct")]
    [InlineData("/me/consent")]
    [InlineData("/me/leave")]
    public async Task Only_workers_open_their_own_data(string url)
    {
        await using var world = await MyDataWorld.NewAsync();

        Assert.Equal(HttpStatusCode.Redirect, (await world.House.Visitor().GetAsync(url)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await (await world.House.OfficerAsync()).GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task Without_a_bound_record_the_page_shows_the_account_and_how_to_bind_and_nothing_of_any_record()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.House.WorkerAsync();

        var page = await TestHouse.PageAsync(worker, "/me/data");

        Assert.NotNull(page.QuerySelector("main a[href='/me/bind']"));
        Assert.DoesNotContain("小芳", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_phone_sees_the_record_masked_and_takes_no_copy()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync(newPhone: true);

        var page = await TextAsync(worker, "/me/data");
        var copy = await CopyAsync(worker);

        foreach (var secret in (string[])[Wang, WangsDocument, WangsPhone, WangsSignInPhone, WangsCard, WangsHome, "汉族", "本科", "1980-01-01"]) Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
        Assert.Contains("王*芳", page, StringComparison.Ordinal);
        Assert.NotEqual("application/zip", copy.Content.Headers.ContentType?.MediaType);
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT count(*) FROM logbook WHERE did = 'took-own-copy'"));
    }

    [Fact]
    public async Task Somebody_reads_their_record_field_by_field_with_why_and_until_when_and_nobody_elses()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync();

        var page = await TextAsync(worker, "/me/data");

        foreach (var own in (string[])[Wang, WangsDocument, WangsPhone, WangsSignInPhone, WangsCard, WangsHome, "汉族", "本科", "甲厂", "长期"]) Assert.Contains(own, page, StringComparison.Ordinal);
        foreach (var said in (string[])["用途：", "依据：", "10 年"]) Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Li, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_copy_holds_everything_reads_as_JSON_and_CSV_and_is_a_line_that_the_person_finds()
    {
        await using var world = await MyDataWorld.NewAsync();
        var worker = await world.WorkerAsync();

        using var zip = new ZipArchive(await (await CopyAsync(worker)).Content.ReadAsStreamAsync());
        using var json = await JsonDocument.ParseAsync(zip.GetEntry("my-data.json")!.Open());
        var csv = await new StreamReader(zip.GetEntry("record.csv")!.Open()).ReadToEndAsync();

        Assert.Equal(WangsDocument, json.RootElement.GetProperty("record").GetProperty("values").GetProperty("document").GetString());
        Assert.Equal(WangsSignInPhone, json.RootElement.GetProperty("account").GetProperty("phones")[0].GetProperty("number").GetString());
        Assert.NotEqual(0, json.RootElement.GetProperty("whoLooked").GetArrayLength());
        // A spreadsheet would cut the end of a long number off.
        Assert.Contains($"'{WangsCard}", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(Li, json.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("下载了资料副本", await TextAsync(worker, "/me/looks"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "处理者", "自注销之日起保存 30 天")]
    [InlineData("en", "Who", "Kept for 30 days from closing")]
    public async Task The_notice_is_for_everybody_in_both_languages_and_is_made_of_the_rules(string language, string who, string kept)
    {
        await using var world = await MyDataWorld.NewAsync();
        var visitor = world.House.Visitor();
        await visitor.PostAsync("/language", new FormUrlEncodedContent([new("to", language)]));

        var text = await TextAsync(visitor, "/me/notice");

        Assert.Contains(who, text, StringComparison.Ordinal);
        Assert.Contains("北京市总工会", text, StringComparison.Ordinal);
        Assert.Contains(kept, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_class_of_the_retention_rules_is_in_the_notice() =>
        Assert.Empty(Carriers.All.Select(carrier => carrier.Class).Except(HeldClass.All.Select(held => held.Kept)));
}
