using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Places;
using Waystation.Rulebook;

namespace Waystation.Rounds;

/// <summary>What a phone delivers: often, late, out of order, contradicting, or hard to believe.</summary>
public sealed class DeliverTests(RoundsWorld world) : IClassFixture<RoundsWorld>
{
    [Fact]
    public async Task What_makes_no_sense_is_refused_in_a_sentence_and_nothing_is_kept()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(1));
        var good = await world.ReportAsync(round, station);
        var before = await CountAsync(station);

        foreach (var (field, value, says) in new (string, JsonNode?, string)[]
        {
            ("answers", new JsonArray(), "没有填"), ("answers", new JsonArray(new JsonObject { ["item"] = "dragon", ["answer"] = "fit" }), "不在清单上"), ("agreed", "perhaps", "没有看懂"), ("agreed", null, "没有看懂"),
            ("checklist", $"{Guid.NewGuid()}", "不是本系统发出的"), ("lat", 300, "位置"), ("met", new string('王', 31), "称呼最多"), ("visitedAt", "上午", "没有看懂"),
            ("pictures", new JsonArray([.. Enumerable.Range(0, 21).Select(_ => (JsonNode)$"{Guid.NewGuid()}")]), "最多 20 张"),
        })
        {
            var wrong = (JsonObject)good.DeepClone();
            wrong[field] = value;
            var (status, _, said) = await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), wrong);
            Assert.True(status is HttpStatusCode.BadRequest && said.Contains(says, StringComparison.Ordinal), $"{field}: {status} {said}");
        }

        using var noise = new StringContent("{", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await world.Officer.PutAsync($"/api/visits/{Guid.NewGuid()}", noise)).StatusCode);
        var (third, _) = await world.ColleagueAsync();
        Assert.Contains("不在这一轮的任何一组", (await RoundsWorld.DeliverAsync(third, Guid.NewGuid(), good)).Said);
        var elsewhere = await world.House.StaffAsync(Role.SubdistrictOfficer, await world.AskAsync<Guid>("SELECT id FROM unions WHERE name = '东城区建国门街道总工会'"));
        Assert.Equal(HttpStatusCode.NotFound, (await RoundsWorld.DeliverAsync(elsewhere, Guid.NewGuid(), good)).Status);
        Assert.Equal(before, await CountAsync(station));
    }

    [Fact]
    public async Task The_same_visit_sent_again_is_one_and_what_differs_is_kept_beside_it_until_a_person_settles_it()
    {
        var (round, station, id) = (await world.OpenAsync(), await world.StationAsync(2), Guid.NewGuid());
        var first = await world.ReportAsync(round, station, wrong: ("water", "fault"));
        var other = await world.ReportAsync(round, station, wrong: ("microwave", "missing"));

        Assert.Equal((HttpStatusCode.Created, "counts"), Answer(await RoundsWorld.DeliverAsync(world.Officer, id, first)));
        Assert.Equal((HttpStatusCode.OK, "counts"), Answer(await RoundsWorld.DeliverAsync(world.Officer, id, first)));
        Assert.Equal((HttpStatusCode.Created, "waits"), Answer(await RoundsWorld.DeliverAsync(world.Officer, id, other)));
        Assert.Equal((HttpStatusCode.Created, "waits"), Answer(await RoundsWorld.DeliverAsync(world.Second, Guid.NewGuid(), first)));
        Assert.Equal((HttpStatusCode.OK, "waits"), Answer(await RoundsWorld.DeliverAsync(world.Officer, id, other)));
        Assert.Equal(("broken", "works"), (await world.FacilityAsync(station, "water"), await world.FacilityAsync(station, "microwave")));
        Assert.Contains("1 个站点的记录互相矛盾", await world.Officer.GetStringAsync($"/rounds/{round}"));
        Assert.Contains("回访自查的记录互相矛盾", await world.Officer.GetStringAsync("/desk"));

        var chosen = await world.AskAsync<Guid>($"SELECT id FROM round_visits WHERE visit_id = '{id}' AND standing = 'waits'");
        await Joining.JoiningPagesTests.PressAsync(world.Second, "/sessions", $"/round-stops/{await world.StopAsync(round, station)}?handler=Settle", new() { ["chosen"] = $"{chosen}" });

        Assert.Equal("counts,set-aside,set-aside", await world.AskAsync<string>($"SELECT string_agg(standing, ',' ORDER BY standing) FROM round_visits WHERE round_id = '{round}'"));
        Assert.Equal(("microwave open", "water withdrawn"), (await FaultAsync(chosen), await world.AskAsync<string>($"SELECT item || ' ' || state FROM round_faults WHERE round_id = '{round}' AND delivery_id <> '{chosen}'")));
        Assert.Equal("missing", await world.FacilityAsync(station, "microwave"));
        foreach (var sql in new[] { "DELETE FROM round_visits", "UPDATE round_visits SET note = '改'", $"UPDATE round_visits SET met = '\\x01'" })
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => world.DoAsync(sql));
    }

    [Fact]
    public async Task A_station_found_open_is_known_from_when_it_was_seen_and_one_found_shut_is_shut_for_the_rest_of_that_day()
    {
        var (round, open, shut) = (await world.OpenAsync(), await world.StationAsync(3), await world.StationAsync(4));
        var at = DateTimeOffset.UtcNow.AddMinutes(-30);

        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, open, at));
        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, shut, DateTimeOffset.UtcNow, ("open-as-posted", "fault")));

        Assert.Equal("inspection", await world.AskAsync<string>($"SELECT verified_by FROM stations WHERE id = '{open}'"));
        Assert.True(Math.Abs((await world.AskAsync<DateTime>($"SELECT verified_at FROM stations WHERE id = '{open}'") - at.UtcDateTime).TotalSeconds) < 1);
        Assert.Equal("回访自查时没开门", await world.AskAsync<string>($"SELECT reason FROM station_exceptions WHERE station_id = '{shut}' AND kind = 'closed' AND until_at > now()"));
        await PlacesWorld.LoadAsync(world.House);
        Assert.Equal("grave", await world.AskAsync<string>($"SELECT severity FROM round_faults WHERE station_id = '{shut}' AND item = 'open-as-posted'"));
    }

    [Fact]
    public async Task What_was_seen_before_somebody_looked_again_does_not_overrule_them_however_late_it_arrives()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(5));
        var morning = DateTimeOffset.UtcNow.AddHours(-5);
        var early = await world.ReportAsync(round, station, morning, ("open-as-posted", "fault"), ("water", "fault"));
        await world.DoAsync($"UPDATE stations SET verified_at = now() - interval '1 hour', verified_by = 'keeper' WHERE id = '{station}'; INSERT INTO station_questions (id, station_id, union_id, about, asked_at, rule, due_on, answer, answered_at) SELECT gen_random_uuid(), id, union_id, 'water', now() - interval '2 hours', 'r', current_date, 'mended', now() - interval '1 hour' FROM stations WHERE id = '{station}'; UPDATE station_facilities SET status = 'works' WHERE station_id = '{station}'");

        Assert.Equal("counts", (await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), early)).Standing);

        Assert.Equal(("keeper", "works", 0L), (await world.AskAsync<string>($"SELECT verified_by FROM stations WHERE id = '{station}'"), await world.FacilityAsync(station, "water"), await world.AskAsync<long>($"SELECT count(*) FROM station_exceptions WHERE station_id = '{station}'")));
        Assert.Equal(2L, await world.AskAsync<long>($"SELECT count(*) FROM round_faults WHERE station_id = '{station}'"));
    }

    [Fact]
    public async Task A_phone_that_lies_about_time_or_place_is_marked_and_believed_as_far_as_it_can_be()
    {
        var round = await world.OpenAsync();
        var now = DateTimeOffset.UtcNow;

        var wrongClock = await world.ReportAsync(round, await world.StationAsync(6), now.AddDays(-400).AddHours(-2));
        Assert.Equal("counts", (await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), wrongClock, sentAt: now.AddDays(-400))).Standing);
        Assert.Equal(("clock", 2), await DoubtsAsync(6));

        Assert.Equal("counts", (await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, await world.StationAsync(7), now.AddDays(3)))).Standing);
        Assert.Equal(("clock", 0), await DoubtsAsync(7));

        Assert.Equal("counts", (await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, await world.StationAsync(8), now.AddDays(-9)))).Standing);
        Assert.Equal(("before", 0), await DoubtsAsync(8));

        await world.DoAsync($"UPDATE rounds SET opened_at = '{now.AddMinutes(-30):O}' WHERE id = '{round}'");
        foreach (var (nth, seconds, mark) in new[] { (13, 50, ""), (14, 70, "before") })
        {
            await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), await world.ReportAsync(round, await world.StationAsync(nth), now.AddMinutes(-30).AddSeconds(-seconds)));
            Assert.Equal(mark, (await DoubtsAsync(nth)).Item1);
        }

        var far = await world.ReportAsync(round, await world.StationAsync(9));
        far["lat"] = 31.2;
        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), far);
        Assert.Equal(("far", 0), await DoubtsAsync(9));

        var nowhere = await world.ReportAsync(round, await world.StationAsync(10));
        nowhere["lat"] = nowhere["lon"] = null;
        await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), nowhere);
        Assert.Equal(("nowhere", 0), await DoubtsAsync(10));
        Assert.Contains("手机时钟不准", await world.Officer.GetStringAsync($"/round-stops/{await world.StopAsync(round, await world.StationAsync(6))}"));
    }

    [Fact]
    public async Task A_checklist_changed_during_a_round_leaves_the_visits_made_with_it_as_they_were()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(11));
        var old = await world.ReportAsync(round, station, wrong: ("clean", "fault"));
        await ChangeRuleAsync(station);

        var (status, standing, said) = await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), old);

        Assert.True((status, standing) is (HttpStatusCode.Created, "counts"), said);
        Assert.Contains("干净整齐", await world.Officer.GetStringAsync($"/round-stops/{await world.StopAsync(round, station)}"));
    }

    [Fact]
    public async Task After_a_round_is_over_a_visit_that_comes_late_is_kept_and_waits()
    {
        var (round, station) = (await world.OpenAsync(), await world.StationAsync(12));
        var late = await world.ReportAsync(round, station);
        await world.DoAsync($"UPDATE rounds SET ended_at = now(), ended_by = '{world.OfficerId}' WHERE id = '{round}'");

        Assert.Equal("waits", (await RoundsWorld.DeliverAsync(world.Officer, Guid.NewGuid(), late)).Standing);
        Assert.Equal(("late", 0), await DoubtsAsync(12));
    }

    /// <summary>The same version, edited in place: the hardest change there is.</summary>
    async Task ChangeRuleAsync(Guid station)
    {
        var house = world.House.House;
        var own = Directory.CreateDirectory(Path.Combine(house.Folder.Root, "rulebook")).FullName;
        using (var delivered = new StreamReader(typeof(Rules).Assembly.GetManifestResourceStream("rulebook/inspection-checklists.json")!))
            await File.WriteAllTextAsync(Path.Combine(own, "inspection.json"), (await delivered.ReadToEndAsync()).Replace("\"clean\"", "\"tidy\"", StringComparison.Ordinal).Replace("\"safe\"", "\"no-danger\"", StringComparison.Ordinal));
        var changed = new DrawUpChecklists(house.Database.Source, Rules.Read(house.Folder, Rooms.RuleKinds), house.Clock);
        await using var db = house.Database.NewContext();
        var (id, list) = await changed.ForAsync((await db.FindAsync<Station>(station))!, default);
        Assert.Contains(list.Items, item => item.Id == "tidy");
        Assert.Equal(2L, await world.AskAsync<long>($"SELECT count(DISTINCT id) FROM round_checklists WHERE stamp = (SELECT stamp FROM round_checklists WHERE id = '{id}') AND content->>'kind' = 'station'"));
        Directory.Delete(own, recursive: true);
    }

    static (HttpStatusCode, string) Answer((HttpStatusCode Status, string Standing, string) of) => (of.Status, of.Standing);

    /// <summary>The marks, and how many hours before its arrival it counts as made.</summary>
    async Task<(string, int)> DoubtsAsync(int station) =>
        (await world.AskAsync<string>($"SELECT array_to_string(flags, ',') FROM round_visits WHERE station_id = '{await world.StationAsync(station)}'"),
         (int)Math.Round(await world.AskAsync<double>($"SELECT (extract(epoch FROM received_at - happened_at) / 3600)::float8 FROM round_visits WHERE station_id = '{await world.StationAsync(station)}'")));

    Task<string> FaultAsync(Guid delivery) => world.AskAsync<string>($"SELECT item || ' ' || state FROM round_faults WHERE delivery_id = '{delivery}'");

    Task<long> CountAsync(Guid station) => world.AskAsync<long>($"SELECT count(*) FROM round_visits WHERE station_id = '{station}'");
}
