using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Waystation.Accounts;
using Waystation.Pictures;

namespace Waystation.Rounds;

/// <summary>Photos of a visit: of when, where, which way and by whom, and of nothing that the camera wrote beside them.</summary>
public sealed class ShotTests(RoundsWorld world) : IClassFixture<RoundsWorld>
{
    static readonly DateTimeOffset taken = new(2026, 11, 20, 2, 3, 4, TimeSpan.Zero);

    [Fact]
    public async Task A_photo_comes_before_its_visit_or_after_it_is_kept_once_with_time_place_direction_and_sender_and_without_what_the_camera_wrote()
    {
        var (round, station, before, after) = (await world.OpenAsync(), await world.StationAsync(1), Guid.CreateVersion7(), Guid.CreateVersion7());
        var report = await world.ReportAsync(round, station);
        report["pictures"] = new JsonArray($"{before}", $"{after}");
        var stop = $"/round-stops/{await world.StopAsync(round, station)}";

        Assert.Equal(HttpStatusCode.Created, await SendAsync(world.Officer, round, station, before, HandMade.Photo(turn: 6)));
        Assert.Equal("counts", (await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), report)).Standing);
        Assert.Contains("照片已到 1/2 张", await world.Second.GetStringAsync(stop));
        Assert.Equal(HttpStatusCode.Created, await SendAsync(world.Officer, round, station, after, HandMade.Photo(64)));
        foreach (var again in new[] { before, after }) Assert.Equal(HttpStatusCode.OK, await SendAsync(world.Officer, round, station, again, again == before ? HandMade.Photo(turn: 6) : HandMade.Photo(64)));

        Assert.Equal($"{world.OfficerId} 2026-11-20 02:03:04 39.9612 116.4203 135", await world.AskAsync<string>($"SELECT concat_ws(' ', account_id, to_char(taken_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'), lat, lon, bearing) FROM pictures WHERE id = '{before}'"));
        var page = await world.Second.GetStringAsync(stop);
        foreach (var words in new[] { "照片已到 2/2 张", "11-20 10:03", "朝东南" }) Assert.Contains(words, page);
        var seen = Encoding.Latin1.GetString(await world.Second.GetByteArrayAsync($"/kept-pictures/{before}"));
        Assert.All(HandMade.Secrets, secret => Assert.DoesNotContain(secret, seen));
        Assert.All(Directory.GetFiles(world.House.House.Folder.Uploads, "*", SearchOption.AllDirectories), file => Assert.All(HandMade.Secrets, secret => Assert.DoesNotContain(secret, Encoding.Latin1.GetString(File.ReadAllBytes(file)))));
        foreach (var open in new[] { $"/pictures/{before}", $"/pictures/{after}?size=small" }) Assert.Equal(HttpStatusCode.NotFound, (await world.House.Visitor().GetAsync(open)).StatusCode);
    }

    [Fact]
    public async Task What_is_no_photo_of_a_phone_is_refused_in_a_sentence_by_whichever_way_it_comes()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(2));
        foreach (var (photo, says) in new (byte[], string)[]
        {
            ([], "没有收到照片"), ([0x89, .. "PNG\r\n\x1a\n"u8], "只收 JPEG"), ([.. HandMade.Photo(), .. new byte[40 << 20]], "照片超过 12 MB"), (HandMade.Photo(behind: [.. "PK\x05\x06"u8]), "另一个文件"),
            (HandMade.Of(HandMade.Quantisation(), HandMade.Frame(0xC0, 60_000, 60_000), HandMade.Huffman(), HandMade.Scan(8, 8)), "万像素"), (HandMade.Photo()[..^9], "不完整"),
        })
        {
            var (status, said) = await SaidAsync(world.Officer, Address(round, station, Guid.NewGuid()), photo);
            Assert.True(status is HttpStatusCode.BadRequest && said.Contains(says, StringComparison.Ordinal), $"{says}: {status} {said}");
        }

        foreach (var (about, why) in new[] { ("takenAt=yesterday", ""), ("takenAt=1999-01-01T00:00:00Z", "时间"), ("lat=91&lon=116", "位置"), ("lat=NaN&lon=NaN", "位置"), ("bearing=360", "朝向"), ("bearing=north", "") })
        {
            var (status, said) = await SaidAsync(world.Officer, $"/api/rounds/{round}/stations/{station}/pictures/{Guid.NewGuid()}?{about}", HandMade.Photo());
            Assert.True(status is HttpStatusCode.BadRequest && said.Contains(why, StringComparison.Ordinal), $"{about}: {status} {said}");
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await SaidAsync(world.Officer, Address(round, station, Guid.NewGuid()), HandMade.Photo(), "image/png")).Status);
        var (third, _) = await world.ColleagueAsync();
        Assert.Contains("不在这一轮的任何一组", (await SaidAsync(third, Address(round, station, Guid.NewGuid()), HandMade.Photo())).Said);
        var elsewhere = await world.House.StaffAsync(Role.SubdistrictOfficer, await world.AskAsync<Guid>("SELECT id FROM unions WHERE name = '东城区建国门街道总工会'"));
        Assert.Equal(HttpStatusCode.NotFound, (await SaidAsync(elsewhere, Address(round, station, Guid.NewGuid()), HandMade.Photo())).Status);
        Assert.Equal(0L, await world.AskAsync<long>($"SELECT count(*) FROM pictures WHERE station_id = '{station}'"));
    }

    [Fact]
    public async Task A_visit_that_names_a_photo_of_another_station_does_not_show_it()
    {
        var (round, station, other, id) = (await world.OpenAsync(), await world.StationAsync(3), await world.StationAsync(4), Guid.CreateVersion7());
        await SendAsync(world.Officer, round, other, id, HandMade.Photo());
        var report = await world.ReportAsync(round, station);
        report["pictures"] = new JsonArray($"{id}");

        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), report);

        var page = await world.Officer.GetStringAsync($"/round-stops/{await world.StopAsync(round, station)}");
        Assert.Contains("照片已到 0/1 张", page);
        Assert.DoesNotContain($"/kept-pictures/{id}", page);
    }

    [Fact]
    public async Task An_ordinary_form_takes_a_photo_too_and_sent_twice_it_is_one_visit_with_one_photo()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(5));
        var page = $"/round-stops/{await world.StopAsync(round, station)}/visit";
        var form = await TestHouse.PageAsync(world.Officer, page);

        for (var twice = 0; twice < 2; twice++)
        {
            using var fields = new MultipartFormDataContent { { new ByteArrayContent(HandMade.Photo()), "photo", "photo.jpg" }, { new StringContent("agreed"), "Agreed" }, { new StringContent("王店长"), "Met" } };
            foreach (var given in form.QuerySelectorAll("main form input[type=hidden], main form input[type=datetime-local]")) fields.Add(new StringContent(given.GetAttribute("value") ?? ""), given.GetAttribute("name")!);
            foreach (var fit in form.QuerySelectorAll("main form input[value=fit]")) fields.Add(new StringContent("fit"), fit.GetAttribute("name")!);
            Assert.Equal(HttpStatusCode.Redirect, (await world.Officer.PostAsync(page, fields)).StatusCode);
        }

        Assert.Equal((1L, 1L), (await world.AskAsync<long>($"SELECT count(*) FROM round_visits WHERE station_id = '{station}'"), await world.AskAsync<long>($"SELECT count(*) FROM pictures WHERE station_id = '{station}'")));
        Assert.Contains("照片已到 1/1 张", await world.Officer.GetStringAsync($"/round-stops/{await world.StopAsync(round, station)}"));
    }

    static string Address(Guid round, Guid station, Guid id) => string.Create(CultureInfo.InvariantCulture, $"/api/rounds/{round}/stations/{station}/pictures/{id}?takenAt={taken:yyyy-MM-dd'T'HH:mm:ss'Z'}&lat=39.9612&lon=116.4203&bearing=135");

    static async Task<HttpStatusCode> SendAsync(HttpClient who, Guid round, Guid station, Guid id, byte[] photo) => (await SaidAsync(who, Address(round, station, id), photo)).Status;

    static async Task<(HttpStatusCode Status, string Said)> SaidAsync(HttpClient who, string address, byte[] photo, string type = "image/jpeg")
    {
        using var content = new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        using var answer = await who.PutAsync(address, content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
