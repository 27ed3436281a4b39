using Waystation.Calendar;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Rulebook;

public sealed class RulesTests : IDisposable
{
    static readonly DateOnly today = new(2026, 11, 21);

    readonly DirectoryInfo root = Directory.CreateTempSubdirectory("waystation-rules-");

    public void Dispose() => root.Delete(recursive: true);

    /// <summary>A file of the city's own, laid over the program's.</summary>
    Rules With(params string[] files)
    {
        var own = Directory.CreateDirectory(Path.Combine(root.FullName, "rulebook"));
        foreach (var (index, json) in files.Index()) File.WriteAllText(Path.Combine(own.FullName, $"{index}.json"), json);
        return Rules.Read(DataFolder.At(root.FullName), Rooms.RuleKinds);
    }

    static string Clocks(params string[] versions) => $$"""
        { "kind": "clock", "versions": [
        {{string.Join(",\n", versions)}}
        ] }
        """;

    static string Version(string from = "2026-10-01", string to = "null", string scope = "city", int within = 5, string id = "joining-decision") =>
        $$"""
        { "id": "{{id}}", "title": { "zh": "审核", "en": "Decision" }, "effectiveFrom": "{{from}}", "effectiveTo": {{to}}, "scope": "{{scope}}",
          "source": { "zh": "本市规定", "en": "The city's rule" }, "reliability": "A", "value": { "within": {{within}}, "count": "working-days", "onSilence": "passes-above" } }
        """;

    Sentence Refused(params string[] files) => Assert.Throws<Refusal>(() => With(files)).Sentence;

    [Theory]
    [InlineData("\"within\": 5", "\"within\": \"five\"", 3, "$.versions[0].value.within")]
    [InlineData("\"reliability\": \"A\"", "\"reliability\": \"D\"", 3, "$.versions[0].reliability")]
    [InlineData("\"2026-10-01\"", "\"2026-13-01\"", 2, "$.versions[0].effectiveFrom")]
    [InlineData("\"scope\": \"city\"", "\"scope\": null", 2, "$.versions[0].scope")]
    [InlineData("\"scope\": \"city\"", "\"scoop\": \"city\"", 2, "$.versions[0].scoop")]
    [InlineData("\"count\": \"working-days\"", "\"count\": 1", 3, "$.versions[0].value.count")]
    [InlineData("\"onSilence\": \"passes-above\" }", "\"onSilence\": \"passes-above\", \"onsilence\": 1 }", 3, "$.versions[0].value.onsilence")]
    public void What_cannot_be_read_is_named_by_file_line_and_field(string was, string typed, int line, string field)
    {
        var said = Refused(Clocks(Version()).Replace(was, typed, StringComparison.Ordinal));

        Assert.Equal("rulebook.unreadable", said.Key);
        Assert.EndsWith("0.json", (string)said.Parts[0]!);
        Assert.Equal((long)line, said.Parts[1]);
        Assert.Equal(field, said.Parts[2]);
    }

    [Theory]
    [InlineData("{", "rulebook.unreadable")]
    [InlineData("[]", "rulebook.unknown-kind")]
    [InlineData("""{ "kind": "clok", "versions": [] }""", "rulebook.unknown-kind")]
    [InlineData("""{ "kind": "clock" }""", "rulebook.unreadable")]
    [InlineData("""{ "kind": "clock", "versions": [null] }""", "rulebook.wrong-field")]
    public void What_is_no_rule_file_is_refused(string json, string key) => Assert.Equal(key, Refused(json).Key);

    [Theory]
    [InlineData("\"within\": 5", "\"within\": 0", "value.within")]
    [InlineData("\"scope\": \"city\"", "\"scope\": \"the city\"", "scope")]
    [InlineData("\"zh\": \"审核\"", "\"zh\": \" \"", "title")]
    [InlineData("\"en\": \"The city's rule\"", "\"en\": \"\"", "source")]
    [InlineData("\"en\": \"The city's rule\"", "\"en\": \"x\", \"url\": \"javascript:alert(1)\"", "source.url")]
    public void What_makes_no_sense_is_named_by_its_field(string was, string typed, string field)
    {
        var said = Refused(Clocks(Version()).Replace(was, typed, StringComparison.Ordinal));

        Assert.Equal("rulebook.wrong-field", said.Key);
        Assert.EndsWith($"0.json: versions[0].{field}", (string)said.Parts[0]!);
    }

    [Fact]
    public void A_rule_that_nobody_asks_for_is_taken_for_a_slip() =>
        Assert.Equal("rulebook.unknown-rule", Refused(Clocks(Version(id: "joining-decison"))).Key);

    [Fact]
    public void A_rule_does_not_end_before_it_begins() =>
        Assert.Equal("rulebook.ends-before-it-begins", Refused(Clocks(Version(to: "\"2026-09-30\""))).Key);

    [Fact]
    public void Two_versions_never_hold_on_one_day_in_one_place()
    {
        Assert.Equal("rulebook.overlapping", Refused(Clocks(Version("2026-01-01", "\"2026-10-01\""), Version("2026-10-01"))).Key);
        Assert.Equal("rulebook.overlapping", Refused(Clocks(Version("2026-01-01")), Clocks(Version("2026-10-01"))).Key);

        With(Clocks(Version("2026-01-01", "\"2026-09-30\""), Version("2026-10-01")), Clocks(Version("2026-01-01", scope: "110101")));
    }

    [Fact]
    public void Where_the_program_needs_a_rule_that_no_file_brings_it_does_not_start()
    {
        RuleKind[] needs = [.. Rooms.RuleKinds, RuleKind.Of<Clock>("other-clock", "no-file-brings-this")];

        Assert.Equal("rulebook.missing", Assert.Throws<Refusal>(() => Rules.Read(DataFolder.At(root.FullName), [.. needs])).Sentence.Key);
    }

    [Fact]
    public void Before_its_first_day_a_rule_says_nothing() =>
        Assert.Equal("rulebook.none-on", Assert.Throws<Refusal>(() => With().On<Clock>(Clock.JoiningDecision, new DateOnly(1999, 1, 1))).Sentence.Key);

    [Fact]
    public void The_nearest_place_that_has_a_rule_decides()
    {
        var rules = With(Clocks(Version(within: 5), Version(scope: "110101", within: 3)));

        Assert.Equal(3, rules.On<Clock>(Clock.JoiningDecision, today, "110101003", "110101").Value.Within);
        Assert.Equal(5, rules.On<Clock>(Clock.JoiningDecision, today, "110102").Value.Within);
        Assert.Equal(5, rules.On<Clock>(Clock.JoiningDecision, today).Value.Within);
        Assert.Equal(30, rules.On<Clock>(Clock.DataRequest, today, "110101").Value.Within);
    }

    [Fact]
    public void The_citys_own_file_goes_before_the_programs_from_its_first_day()
    {
        var rules = With(Clocks(Version("2026-10-01", within: 5)));

        Assert.Equal(10, rules.On<Clock>(Clock.JoiningDecision, new DateOnly(2026, 9, 30)).Value.Within);
        Assert.Equal(5, rules.On<Clock>(Clock.JoiningDecision, new DateOnly(2026, 10, 1)).Value.Within);
        Assert.Single(rules.AllOn<Clock>(today), r => r.Id == Clock.JoiningDecision && r.Value.Within == 5);
    }

    [Fact]
    public void A_decision_finds_its_version_again_when_a_newer_one_holds()
    {
        var old = With().On<Clock>(Clock.JoiningDecision, today).Stamp;
        var rules = With(Clocks(Version("2026-10-01", within: 5)));

        Assert.Equal("joining-decision/city/2020-01-01", old);
        Assert.Equal(10, rules.Stamped<Clock>(old).Value.Within);
        Assert.Equal(5, rules.Stamped<Clock>(rules.On<Clock>(Clock.JoiningDecision, today).Stamp).Value.Within);
        Assert.Equal("rulebook.unknown-stamp", Assert.Throws<Refusal>(() => rules.Stamped<Clock>("joining-decision/city/2020-01-02")).Sentence.Key);
    }

    [Fact]
    public void A_clock_counts_working_days_through_a_shifted_week_and_days_by_the_calendar()
    {
        var rules = With();

        // 30 September 2026, then the holidays to the 7th; Saturday the 10th is worked instead.
        Assert.Equal(new DateOnly(2026, 10, 20), rules.On<Clock>(Clock.JoiningDecision, today).Value.DueOn(new DateOnly(2026, 9, 30), WorkingCalendar.China));
        Assert.Equal(new DateOnly(2026, 10, 30), rules.On<Clock>(Clock.DataRequest, today).Value.DueOn(new DateOnly(2026, 9, 30), WorkingCalendar.China));
    }

    [Fact]
    public void The_rules_that_come_with_the_program_say_what_their_sources_say()
    {
        var rules = With();

        Assert.Equal(16, rules.On<ReasonToRefuse>(ReasonToRefuse.UnderMinimumAge, today).Value.UnderAge);
        Assert.True(rules.On<ReasonToRefuse>(ReasonToRefuse.AlreadyAMember, today).Value.StartsTransfer);
        Assert.Equal(4, rules.AllOn<ReasonToRefuse>(today).Count);
        Assert.Equal(19, rules.AllOn<Retention>(today).Count);
        Assert.Contains("第二十一条", rules.On<Retention>(Retention.ServerLogs, new DateOnly(2025, 12, 31)).Source.Zh);
        Assert.Contains("第二十三条", rules.On<Retention>(Retention.ServerLogs, today).Source.Zh);
        Assert.Equal(new DateTimeOffset(2023, 11, 21, 4, 0, 0, default), rules.On<Retention>(Retention.Logbook, today).Value.Keep.EndedBefore(new(2026, 11, 21, 4, 0, 0, default)));
    }

    [Fact]
    public void No_field_of_a_retention_may_be_two_lengths_at_once()
    {
        var json = """
            { "kind": "retention", "versions": [ { "id": "logbook", "title": { "zh": "日志", "en": "Log" }, "effectiveFrom": "2026-01-01", "effectiveTo": null, "scope": "city",
              "source": { "zh": "本市", "en": "City" }, "reliability": "C", "value": { "keep": { "years": 1, "days": 1 }, "from": "made", "then": "deleted" } } ] }
            """;

        Assert.EndsWith("versions[0].value.keep", (string)Refused(json).Parts[0]!);
    }
}
