using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Messages;
using Waystation.Shared;

namespace Waystation.Keepers;

/// <summary>The inner code made anew, messages of the street, and the link by which a keeper comes in.</summary>
public sealed class KeeperLinkTests(KeptCity city) : IClassFixture<KeptCity>
{
    static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_renewed_inner_code_stops_the_old_one_at_once_and_leaves_pins_and_sessions()
    {
        var officer = await city.House.OfficerAsync();
        var page = $"/station-keepers/{(await city.PlaceAsync("k1")).Id}";
        Assert.Contains("还没有站内码", await KeptCity.SentAsync(officer, page + "?handler=RenewCode", []));
        var (old, pin) = await city.SheetAsync(officer, "k1", "小王");
        var (keeper, _) = await city.EnterAsync(old, pin);

        var code = Regex.Match(await KeptCity.SentAsync(officer, page + "?handler=RenewCode", []), "num code\">([2-9A-HJKMNP-Z]{8})<").Groups[1].Value;

        Assert.Contains("不对", (await city.EnterAsync(old, pin)).Answer);
        Assert.Equal("/keeper", (await city.EnterAsync(code, pin)).Answer);
        Assert.Contains("第1暖心驿站", await keeper.GetStringAsync("/keeper", Now));
        Assert.Equal(1L, await city.AskAsync<long>("SELECT count(*) FROM logbook WHERE did = 'renewed-inner-code'"));
    }

    [Fact]
    public async Task A_message_stands_on_each_keepers_page_until_that_keeper_has_read_it_and_never_changes()
    {
        var officer = await city.House.OfficerAsync();
        var page = $"/station-keepers/{(await city.PlaceAsync("k2")).Id}";
        Task<string> WriteAsync(string text) => KeptCity.SentAsync(officer, page + "?handler=Write", new() { ["text"] = text });
        Assert.Contains("没有人看", await WriteAsync("明天有检查"));
        var (code, first) = await city.SheetAsync(officer, "k2", "小王");
        var (_, second) = await city.SheetAsync(officer, "k2", "刘姐");
        var (wang, liu, other) = ((await city.EnterAsync(code, first)).Who, (await city.EnterAsync(code, second)).Who, await city.KeeperAsync("k3"));

        Assert.Contains("1 到 200", await WriteAsync(" "));
        Assert.Contains("还没有人看过", await WriteAsync("周五停水，请提前备水"));
        var note = await city.AskAsync<Guid>("SELECT id FROM keeper_notes");
        await TestHouse.PostFormAsync(other, "/keeper/notes", new() { ["note"] = $"{note}" });
        for (var tap = 0; tap < 2; tap++) await KeptCity.SentAsync(wang, "/keeper/notes", new() { ["note"] = $"{note}" });

        Assert.DoesNotContain("周五停水", await wang.GetStringAsync("/keeper", Now));
        Assert.Contains("周五停水", await wang.GetStringAsync("/keeper/notes", Now));
        Assert.Contains("周五停水", await liu.GetStringAsync("/keeper", Now));
        Assert.Equal(1L, await city.AskAsync<long>("SELECT count(*) FROM keeper_note_reads"));
        Assert.Matches("1 号 20.. ?.*已看", await officer.GetStringAsync(page, Now));
        foreach (var change in new[] { "UPDATE keeper_notes SET text = 'x'", "DELETE FROM keeper_note_reads" })
            Assert.Equal("WS001", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => city.DoAsync(change))).SqlState);
    }

    [Fact]
    public async Task A_link_lets_in_once_by_a_tap_and_looking_at_it_does_not_use_it_up()
    {
        const string phone = "13912340001";
        var keeper = await WithPhoneAsync("k4", phone);
        Assert.Contains("尾号 0001", await keeper.GetStringAsync("/keeper/phone", Now));
        Assert.Equal(0L, await city.AskAsync<long>($"SELECT count(*) FROM keeper_phones p WHERE to_jsonb(p)::text LIKE '%{phone}%'"));

        Assert.Contains("如果这个号码登记过", await AskAsync("13912349999"));
        Assert.Empty(await SentToAsync("13912349999"));
        var link = await LinkToAsync(phone);
        for (var look = 0; look < 3; look++) Assert.Contains("点“进入”", await city.House.Visitor().GetStringAsync(link, Now));
        var tapped = city.House.Visitor();
        Assert.Equal("/keeper", (await TestHouse.PostFormAsync(tapped, link, [])).Headers.Location!.OriginalString);
        Assert.Contains("第4暖心驿站", await tapped.GetStringAsync("/keeper", Now));
        Assert.Contains("用过了，或者已经过期", await city.House.Visitor().GetStringAsync(link, Now));
        Assert.Contains("用过了，或者已经过期", await KeptCity.SentAsync(tapped, link, []));

        var late = await LinkToAsync(phone);
        await city.DoAsync("UPDATE keeper_links SET expires_at = now() - interval '1 second'");
        Assert.Contains("已经过期", await KeptCity.SentAsync(tapped, late, []));

        await TestHouse.PostFormAsync(keeper, "/keeper/handover", new() { ["Name"] = "小赵" });
        Assert.Equal(0L, await city.AskAsync<long>("SELECT count(*) FROM keeper_phones p JOIN keepers k ON k.id = p.keeper_id JOIN stations s ON s.id = k.station_id WHERE s.slug = 'k4'"));
        Assert.Contains("如果这个号码登记过", await AskAsync(phone));
    }

    [Fact]
    public async Task Of_many_taps_on_one_link_at_once_one_lets_in()
    {
        await WithPhoneAsync("k5", "13912340002");
        var token = (await LinkToAsync("13912340002")).Split('/')[^1];
        var links = city.House.Services.GetRequiredService<KeeperLinks>();

        var taps = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try
            {
                await links.UseAsync(token, Guid.NewGuid(), default);
                return 1;
            }
            catch (Refusal)
            {
                return 0;
            }
        })));

        Assert.Equal(1, taps.Sum());
    }

    async Task<HttpClient> WithPhoneAsync(string slug, string phone)
    {
        var (code, pin) = await city.SheetAsync(await city.House.OfficerAsync(), slug, "老周");
        var (keeper, _) = await city.EnterAsync(code, pin);
        await TestHouse.PostFormAsync(keeper, "/keeper/phone?handler=Send", new() { ["phone"] = phone });
        var proof = Regex.Match((await SentToAsync(phone))[0], "[0-9]{6}").Value;
        Assert.Contains("验证码", await KeptCity.SentAsync(keeper, "/keeper/phone?handler=Prove", new() { ["code"] = proof == "000000" ? "111111" : "000000" }));
        await KeptCity.SentAsync(keeper, "/keeper/phone?handler=Prove", new() { ["code"] = proof });
        await city.DoAsync("DELETE FROM limits");
        return keeper;
    }

    async Task<string> AskAsync(string phone)
    {
        await city.DoAsync("DELETE FROM limits");
        return await (await TestHouse.PostFormAsync(city.House.Visitor(), "/keeper/link", new() { ["Phone"] = phone })).Content.ReadAsStringAsync(Now);
    }

    async Task<string> LinkToAsync(string phone)
    {
        await AskAsync(phone);
        return Regex.Match((await SentToAsync(phone))[0], "/keeper/in/[A-Za-z0-9_-]{43}").Value;
    }

    async Task<IReadOnlyList<string>> SentToAsync(string phone) => [.. (await city.House.Services.GetRequiredService<Outbox>().ReadAsync(phone, Now)).Select(message => message.Text)];
}
