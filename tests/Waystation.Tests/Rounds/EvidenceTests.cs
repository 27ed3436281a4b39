using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using Waystation.Accounts;
using Waystation.MyData;
using Waystation.Pictures;

namespace Waystation.Rounds;

/// <summary>What shows that somebody was met, and that a thing is mended.</summary>
public sealed class EvidenceTests(RoundsWorld world) : IClassFixture<RoundsWorld>
{
    [Fact]
    public async Task A_drawn_name_comes_before_or_after_its_visit_is_kept_once_and_seen_by_those_who_inspect_there()
    {
        var (round, station, id) = (await world.OpenAsync(), await world.StationAsync(1), Guid.CreateVersion7());
        var report = await world.ReportAsync(round, station);
        report["signature"] = $"{id}";
        var refused = (System.Text.Json.Nodes.JsonObject)report.DeepClone();
        refused["agreed"] = "refused";
        Assert.Contains("选了“对方认可”才能附签名", (await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), refused)).Said);

        Assert.Equal(HttpStatusCode.Created, (await SendAsync(world.Officer, round, station, id, HandMade.Photo())).StatusCode);
        Assert.Equal("counts", (await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), report)).Standing);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(world.Second, round, station, id, HandMade.Photo())).StatusCode);
        Assert.Contains("另一个签名", await (await SendAsync(world.Officer, round, station, id, HandMade.Photo(64))).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(world.Officer, round, station, Guid.NewGuid(), new byte[9])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(world.Officer, round, station, Guid.NewGuid(), [.. HandMade.Photo(), .. new byte[70_000]])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(world.Officer, Guid.NewGuid(), station, Guid.NewGuid(), HandMade.Photo())).StatusCode);
        var (third, _) = await world.ColleagueAsync();
        Assert.Contains("不在这一轮的任何一组", await (await SendAsync(third, round, station, Guid.NewGuid(), HandMade.Photo())).Content.ReadAsStringAsync());

        Assert.Equal(CutJpeg.Of(HandMade.Photo()).Bytes, await third.GetByteArrayAsync($"/round-signatures/{id}"));
        Assert.Contains($"/round-signatures/{id}", await world.Officer.GetStringAsync($"/round-stops/{await world.StopAsync(round, station)}"));
        var elsewhere = await world.House.StaffAsync(Role.SubdistrictOfficer, await world.AskAsync<Guid>("SELECT id FROM unions WHERE name = '东城区建国门街道总工会'"));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/round-signatures/{id}")).StatusCode);
        foreach (var other in new[] { await world.House.KeeperAsync(world.Street, station), await world.House.WorkerAsync() }) Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync($"/round-signatures/{id}")).StatusCode);
        Assert.Equal(0L, await world.AskAsync<long>($"SELECT count(*) FROM round_signatures WHERE drawn IS NOT NULL AND position('\\xffd8'::bytea IN drawn) > 0"));
    }

    [Fact]
    public async Task A_drawn_name_goes_when_the_names_of_people_met_go()
    {
        var (round, station, id) = (await world.OpenAsync(), await world.StationAsync(2), Guid.CreateVersion7());
        await SendAsync(world.Officer, round, station, id, HandMade.Photo());
        await world.DoAsync($"UPDATE round_signatures SET kept_at = now() - interval '181 days' WHERE id = '{id}'");

        await world.House.Services.GetRequiredService<CarryOutRetention>().RunAsync(DateTimeOffset.UtcNow, dryRun: false, default);

        Assert.True(await world.AskAsync<bool>($"SELECT drawn IS NULL FROM round_signatures WHERE id = '{id}'"));
        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.GetAsync($"/round-signatures/{id}")).StatusCode);
    }

    [Fact]
    public async Task A_photo_shows_that_a_fault_is_mended_to_the_officers_of_the_branch_and_the_keeper_alone()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(3));
        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, station, null, ("clean", "fault")));
        var fault = await world.AskAsync<Guid>($"SELECT id FROM round_faults WHERE station_id = '{station}'");
        var (keeper, other) = (await world.House.KeeperAsync(world.Street, station), await world.House.KeeperAsync(world.Street, await world.StationAsync(4)));

        Assert.Contains("只收 JPEG", await (await MendAsync(keeper, fault, "no photo"u8.ToArray())).Content.ReadAsStringAsync());
        Assert.Equal("open", await world.AskAsync<string>($"SELECT state FROM round_faults WHERE id = '{fault}'"));
        Assert.Equal(HttpStatusCode.Redirect, (await MendAsync(keeper, fault, HandMade.Photo())).StatusCode);

        var picture = await world.AskAsync<Guid>($"SELECT mended_picture FROM round_faults WHERE id = '{fault}'");
        Assert.Contains($"/kept-pictures/{picture}", await world.Officer.GetStringAsync($"/faults/{fault}"));
        foreach (var who in new[] { keeper, world.Second }) Assert.Equal(CutJpeg.Of(HandMade.Photo()).Bytes, await who.GetByteArrayAsync($"/kept-pictures/{picture}"));
        var leader = await world.House.StaffAsync(Role.Leader, await world.AskAsync<Guid>("SELECT id FROM unions WHERE name = '朝阳区总工会'"));
        var read = await leader.GetStringAsync($"/faults/{fault}");
        Assert.Contains("有照片，只供经办人员查看", read);
        Assert.DoesNotContain($"{picture}", read);
        foreach (var outside in new[] { other, leader }) Assert.Equal(HttpStatusCode.NotFound, (await outside.GetAsync($"/kept-pictures/{picture}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await world.House.Visitor().GetAsync($"/pictures/{picture}")).StatusCode);

        await world.DoAsync($"UPDATE pictures SET forgotten_at = now(), account_id = NULL, taken_at = NULL WHERE id = '{picture}'");
        Assert.DoesNotContain($"{picture}", await world.Officer.GetStringAsync($"/faults/{fault}"));
    }

    [Fact]
    public async Task A_repair_that_did_not_hold_stays_with_its_photo_beside_the_next_and_nobody_can_take_it_away()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(6));
        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, station, null, ("clean", "fault")));
        var fault = await world.AskAsync<Guid>($"SELECT id FROM round_faults WHERE station_id = '{station}'");
        var keeper = await world.House.KeeperAsync(world.Street, station);
        await MendAsync(keeper, fault, HandMade.Photo(80));
        var first = await world.AskAsync<Guid>($"SELECT mended_picture FROM round_faults WHERE id = '{fault}'");
        await Joining.JoiningPagesTests.PressAsync(world.Officer, "/sessions", $"/faults/{fault}?handler=Check", new() { ["holds"] = "false", ["how"] = "角落还没扫" });
        await MendAsync(keeper, fault, HandMade.Photo(90));

        var page = await TestHouse.PageAsync(world.Officer, $"/faults/{fault}");
        var facts = page.QuerySelectorAll("dl.facts > div").Select(fact => fact.TextContent).ToList();
        Assert.Equal(2, facts.Count(fact => fact.Contains("打扫了", StringComparison.Ordinal)));
        Assert.Single(facts, fact => fact.Contains("复查未通过", StringComparison.Ordinal) && fact.Contains("角落还没扫", StringComparison.Ordinal));
        Assert.Equal(2, page.QuerySelectorAll(".shots img").Length);
        Assert.Equal(CutJpeg.Of(HandMade.Photo(80)).Bytes, await world.Officer.GetByteArrayAsync($"/kept-pictures/{first}"));
        foreach (var less in new[] { "[]", """[{"How":"别的"}]""" })
            Assert.Contains("only added to", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => world.DoAsync($"UPDATE round_faults SET past_repairs = '{less}' WHERE id = '{fault}'"))).MessageText);
    }

    [Fact]
    public async Task What_is_grave_is_said_to_be_mended_with_a_photo_only()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(5));
        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, station, null, ("safe", "fault"), ("sign", "fault")));
        var (grave, ordinary) = (await world.AskAsync<Guid>($"SELECT id FROM round_faults WHERE station_id = '{station}' AND item = 'safe'"), await world.AskAsync<Guid>($"SELECT id FROM round_faults WHERE station_id = '{station}' AND item = 'sign'"));
        var keeper = await world.House.KeeperAsync(world.Street, station);

        var refused = await (await Joining.JoiningPagesTests.PressAsync(world.Officer, "/sessions", $"/faults/{grave}?handler=Mend", new() { ["how"] = "换了插座" })).Content.ReadAsStringAsync();
        Assert.Contains("整改后要附照片", refused);
        // What was typed is not to be typed again.
        Assert.Contains(">换了插座</textarea>", System.Net.WebUtility.HtmlDecode(refused));
        Assert.NotNull((await TestHouse.PageAsync(keeper, "/keeper/faults")).QuerySelector($"#photo-{grave}[required]"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => world.DoAsync($"UPDATE round_faults SET state = 'mended', mended_by = '{world.OfficerId}', mended_at = now(), mended_how = '换了插座' WHERE id = '{grave}'"));
        Assert.Equal(HttpStatusCode.Redirect, (await MendAsync(keeper, grave, HandMade.Photo(40))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Joining.JoiningPagesTests.PressAsync(world.Officer, "/sessions", $"/faults/{ordinary}?handler=Mend", new() { ["how"] = "重新挂牌" })).StatusCode);
        Assert.Equal("mended mended", await world.AskAsync<string>($"SELECT string_agg(state, ' ') FROM round_faults WHERE station_id = '{station}'"));
    }

    static Task<HttpResponseMessage> SendAsync(HttpClient who, Guid round, Guid station, Guid id, byte[] drawn) =>
        who.PutAsync($"/api/rounds/{round}/stations/{station}/signatures/{id}", new ByteArrayContent(drawn) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } });

    /// <summary>As the form of the page sends it.</summary>
    static async Task<HttpResponseMessage> MendAsync(HttpClient keeper, Guid fault, byte[] photo)
    {
        var form = (IHtmlFormElement)(await TestHouse.PageAsync(keeper, "/keeper/faults")).QuerySelectorAll("main form").Single(f => f.QuerySelector($"input[value='{fault}']") is not null);
        using var fields = new MultipartFormDataContent { { new ByteArrayContent(photo), "photo", "photo.jpg" }, { new StringContent("打扫了"), "how" } };
        foreach (var hidden in form.QuerySelectorAll("input[type=hidden]").Cast<IHtmlInputElement>()) fields.Add(new StringContent(hidden.Value), hidden.Name!);
        return await keeper.PostAsync("/keeper/faults", fields);
    }
}
