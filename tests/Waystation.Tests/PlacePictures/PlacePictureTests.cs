using System.Net;
using Waystation.Accounts;
using Waystation.Keepers;
using Waystation.Pictures;

namespace Waystation.PlacePictures;

public sealed class PlacePictureTests(KeptCity city) : IClassFixture<KeptCity>
{
    const string Front = "便利店正门，右侧贴着标牌";

    static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>The form as a browser sends it; the id is the page's own unless it is said.</summary>
    static async Task<(Guid Picture, string Answer)> OfferAsync(HttpClient who, string page, byte[]? photo, string description = Front, Guid? picture = null)
    {
        var form = await TestHouse.PageAsync(who, page);
        var id = picture ?? Guid.Parse(form.QuerySelector("input[name=picture]")!.GetAttribute("value")!);
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent($"{id}"), "picture" }, { new StringContent(description), "description" }, { new StringContent("2026-11-20T02:00:00Z"), "takenAt" },
        };
        if (photo is not null) content.Add(new ByteArrayContent(photo), "photo", "../../照片.jpg");
        var answer = await who.PostAsync(page + "?handler=Offer", content, Now);
        return (id, answer.Headers.Location?.OriginalString ?? await answer.Content.ReadAsStringAsync(Now));
    }

    static async Task<string> PressAsync(HttpClient who, string page, string handler, Guid picture, bool nobody = false)
    {
        var answer = await TestHouse.PostFormAsync(who, $"{page}?handler={handler}", new() { ["picture"] = $"{picture}", ["description"] = Front, ["nobody"] = nobody ? "true" : "false" });
        return answer.Headers.Location?.OriginalString ?? await answer.Content.ReadAsStringAsync(Now);
    }

    /// <summary>Past the answer that is shared for a second.</summary>
    Task<string> PublicPageAsync(string slug) => city.House.Visitor().GetStringAsync($"/stations/{slug}?now={Guid.NewGuid():N}", Now);

    async Task<string> PageOfAsync(string slug) => $"/station-pictures/{(await city.PlaceAsync(slug)).Id}";

    [Fact]
    public async Task What_is_no_photo_or_says_nothing_is_refused_with_a_sentence()
    {
        var keeper = await city.KeeperAsync("k1");

        Assert.Contains("请选择一张照片", (await OfferAsync(keeper, "/keeper/pictures", null)).Answer);
        Assert.Contains("4 到 100 个字", (await OfferAsync(keeper, "/keeper/pictures", HandMade.Photo(), " 门 ")).Answer);
        Assert.Contains("只收 JPEG", (await OfferAsync(keeper, "/keeper/pictures", [.. "GIF89a"u8])).Answer);
        Assert.Contains("照片不完整", (await OfferAsync(keeper, "/keeper/pictures", HandMade.Photo()[..^20])).Answer);
        Assert.Contains("照片超过 12 MB", (await OfferAsync(keeper, "/keeper/pictures", new byte[13 << 20])).Answer);
        Assert.Equal(0L, await city.AskAsync<long>($"SELECT count(*) FROM pictures WHERE station_id = '{(await city.PlaceAsync("k1")).Id}'"));
    }

    [Fact]
    public async Task Nothing_is_shown_before_an_officer_has_looked_and_what_is_withdrawn_is_gone_at_once()
    {
        var (keeper, officer, page) = (await city.KeeperAsync("k2"), await city.House.OfficerAsync(), await PageOfAsync("k2"));
        var (id, answer) = await OfferAsync(keeper, "/keeper/pictures", HandMade.Photo());
        Assert.Equal("/keeper/pictures", answer);
        Assert.Equal("/keeper/pictures", (await OfferAsync(keeper, "/keeper/pictures", HandMade.Photo(), Front, id)).Answer);
        Assert.DoesNotContain($"{id}", await PublicPageAsync("k2"));
        Assert.Contains("第2暖心驿站", await officer.GetStringAsync("/station-pictures", Now));
        Assert.Contains("站点照片待查看", await (await city.House.StaffAsync(Role.SubdistrictOfficer, (await city.PlaceAsync("k2")).UnionId)).GetStringAsync("/desk", Now));

        Assert.Contains("请先看原图", await PressAsync(officer, page, "Publish", id));
        Assert.Equal(page, await PressAsync(officer, page, "Publish", id, nobody: true));

        var shown = (await TestHouse.PageAsync(city.House.Visitor(), $"/stations/k2?now={Guid.NewGuid():N}")).QuerySelector("ul.pictures img")!;
        Assert.Equal((Front, "lazy", $"/pictures/{id}?size=small"), (shown.GetAttribute("alt"), shown.GetAttribute("loading"), shown.GetAttribute("src")));
        Assert.Equal(HttpStatusCode.OK, (await city.House.Visitor().GetAsync($"/pictures/{id}", Now)).StatusCode);

        Assert.Equal(page, await PressAsync(officer, page, "End", id));
        Assert.DoesNotContain($"{id}", await PublicPageAsync("k2"));
        Assert.Equal(HttpStatusCode.NotFound, (await city.House.Visitor().GetAsync($"/pictures/{id}", Now)).StatusCode);
        Assert.Empty(Directory.GetFiles(city.House.House.Folder.Uploads, $"{id:n}*", SearchOption.AllDirectories));
        Assert.Equal("offered-picture published-picture withdrew-picture", await city.AskAsync<string>($"SELECT string_agg(did, ' ' ORDER BY at) FROM logbook WHERE about IN ('{id}', '{(await city.PlaceAsync("k2")).Id}')"));
    }

    [Fact]
    public async Task Three_are_shown_at_most_and_six_wait_at_most()
    {
        var (officer, page) = (await city.House.OfficerAsync(), await PageOfAsync("k3"));
        List<Guid> offered = [];
        for (var nth = 0; nth < 6; nth++) offered.Add((await OfferAsync(officer, page, HandMade.Photo(32 + 8 * nth))).Picture);
        Assert.Contains("已有 6 张照片待查看", (await OfferAsync(officer, page, HandMade.Photo())).Answer);

        foreach (var one in offered[..3]) Assert.Equal(page, await PressAsync(officer, page, "Publish", one, nobody: true));

        Assert.Contains("已公开 3 张", await PressAsync(officer, page, "Publish", offered[3], nobody: true));
        Assert.Equal(3, (await TestHouse.PageAsync(city.House.Visitor(), $"/stations/k3?now={Guid.NewGuid():N}")).QuerySelectorAll("ul.pictures img").Length);
        Assert.Equal(page, await PressAsync(officer, page, "End", offered[4]));
        Assert.Equal(1L, await city.AskAsync<long>($"SELECT count(*) FROM logbook WHERE did = 'refused-picture' AND about = '{offered[4]}'"));
    }

    [Fact]
    public async Task A_keeper_and_an_officer_of_elsewhere_reach_no_picture_of_this_station()
    {
        var (id, page) = ((await OfferAsync(await city.KeeperAsync("k4"), "/keeper/pictures", HandMade.Photo())).Picture, await PageOfAsync("k4"));
        var elsewhere = await city.House.StaffAsync(Role.DistrictOfficer, await city.AskAsync<Guid>("SELECT id FROM unions WHERE name = '西城区总工会'"));

        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(page, Now)).StatusCode);
        Assert.DoesNotContain("第4暖心驿站", await elsewhere.GetStringAsync("/station-pictures", Now));
        Assert.Contains("没有这张照片", await PressAsync(await city.KeeperAsync("k5"), "/keeper/pictures", "End", id));
        Assert.Contains("没有这张照片", await PressAsync(await city.House.OfficerAsync(), await PageOfAsync("k5"), "Publish", id, nobody: true));
        Assert.Contains("编号下已经有另一张照片", (await OfferAsync(await city.KeeperAsync("k5"), "/keeper/pictures", HandMade.Photo(), Front, id)).Answer);
        Assert.True(await city.AskAsync<bool>($"SELECT published_at IS NULL AND forgotten_at IS NULL FROM pictures WHERE id = '{id}'"));
    }
}
