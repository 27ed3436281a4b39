using Waystation.Data;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

public sealed class PlanFileTests : IDisposable
{
    static readonly DateOnly in2020 = new(2020, 6, 30);

    readonly DirectoryInfo root = Directory.CreateTempSubdirectory("waystation-plans-");

    public void Dispose() => root.Delete(recursive: true);

    Rules With(params string[] files)
    {
        var own = Directory.CreateDirectory(Path.Combine(root.FullName, "rulebook", "mutual-aid"));
        foreach (var (index, json) in files.Index()) File.WriteAllText(Path.Combine(own.FullName, $"{index}.json"), json);
        return Rules.Read(DataFolder.At(root.FullName), Rooms.RuleKinds);
    }

    Sentence Refused(params string[] files) => Assert.Throws<Refusal>(() => With(files)).Sentence;

    static string Plan(string from = "2020-01-01", string to = "null") => $$"""
        { "kind": "mutual-aid-plan", "versions": [
        { "id": "city-plan", "title": { "zh": "本市计划", "en": "A plan" }, "effectiveFrom": "{{from}}", "effectiveTo": {{to}}, "scope": "city", "source": { "zh": "文件", "en": "Paper" }, "reliability": "A", "value": {
        "payer": "shares", "price": { "perShare": [60] }, "eligible": ["in-service"], "yearBegins": "01-01", "yearMonths": 12, "waiting": { "first": 180, "renewal": 0 },
        "benefits": [{ "id": "tiers", "title": { "zh": "分段", "en": "Tiers" }, "clause": "§3", "formula": "year-tiers", "tiers": [{ "above": 0, "upTo": 50000, "percent": 40 }, { "above": 50000, "upTo": null, "percent": 60 }] }],
        "ceilings": [{ "per": "year", "most": 180000, "benefit": "tiers" }], "exclusions": [], "stacking": "with-others", "documents": [], "clocks": [], "unverified": [] } } ] }
        """;

    [Theory]
    [InlineData("\"percent\": 40", "\"percent\": \"40\"", 4, "$.versions[0].value.benefits[0].tiers[0].percent")]
    [InlineData("\"perShare\": [60]", "\"perShare\": [60.005]", 3, "$.versions[0].value.price.perShare[0]")]
    [InlineData("\"perShare\": [60]", "\"perShare\": [-60]", 3, "$.versions[0].value.price.perShare[0]")]
    [InlineData("\"in-service\"", "\"in-servise\"", 3, "$.versions[0].value.eligible[0]")]
    [InlineData("\"stacking\"", "\"stakking\"", 5, "$.versions[0].value.stakking")]
    public void What_cannot_be_read_is_named_by_file_line_and_field(string was, string typed, int line, string field)
    {
        var said = Refused(Plan().Replace(was, typed, StringComparison.Ordinal));

        Assert.Equal("rulebook.unreadable", said.Key);
        Assert.EndsWith("0.json", (string)said.Parts[0]!);
        Assert.Equal(((long)line, field), ((long)said.Parts[1]!, (string)said.Parts[2]!));
    }

    [Theory]
    [InlineData("\"percent\": 40", "\"percent\": 140", "benefits[0].tiers")]
    [InlineData("\"above\": 50000", "\"above\": 60000", "benefits[0].tiers")]
    [InlineData("\"benefit\": \"tiers\"", "\"benefit\": \"tears\"", "ceilings[0]")]
    [InlineData("\"01-01\"", "\"13-01\"", "yearBegins")]
    [InlineData("\"renewal\": 0", "\"renewal\": 200", "waiting")]
    [InlineData("\"payer\": \"shares\"", "\"payer\": \"federation\"", "price")]
    [InlineData("\"clause\": \"§3\"", "\"clause\": \"\"", "benefits[0].clause")]
    public void What_makes_no_sense_is_named_by_file_and_field(string was, string typed, string field)
    {
        var said = Refused(Plan().Replace(was, typed, StringComparison.Ordinal));

        Assert.Equal("rulebook.wrong-field", said.Key);
        Assert.EndsWith($"0.json: versions[0].value.{field}", (string)said.Parts[0]!);
    }

    [Fact]
    public void Two_versions_of_one_plan_on_one_day_are_refused() =>
        Assert.Equal("rulebook.overlapping", Refused(Plan(to: "\"2020-12-31\""), Plan(from: "2020-12-31")).Key);

    [Fact]
    public void The_program_brings_the_plans_and_says_what_of_them_is_not_verified()
    {
        var plans = With().AllOn<AidPlan>(in2020);

        Assert.Equal(["accident", "critical-illness", "inpatient", "inpatient-allowance", "non-work-accident", "nuan-huzhu", "womens-illness"], plans.Select(p => p.Id).Order(StringComparer.Ordinal));
        Assert.All(plans, plan => Assert.True(plan.Value.IsUnverified));
        Assert.All(plans.SelectMany(plan => plan.Value.InWords()), sentence => Assert.NotEqual(sentence.Key, sentence.ToString()));
    }

    [Fact]
    public void An_event_of_2012_is_judged_by_the_allowance_of_2012()
    {
        var rules = With();

        Assert.Equal(4, rules.On<AidPlan>("inpatient-allowance", new(2012, 5, 1)).Value["daily"].Daily!.PaidFromDay);
        Assert.Equal(2, rules.On<AidPlan>("inpatient-allowance", in2020).Value["daily"].Daily!.PaidFromDay);
    }
}
