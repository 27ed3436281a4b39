using System.Text.Json;
using System.Text.RegularExpressions;
using Waystation.Shared;

namespace Waystation.Rulebook;

/// <summary>Reads rule files. What is wrong is refused with the file, the line or field, and why.</summary>
sealed partial class RuleReader(IReadOnlyList<RuleKind> kinds)
{
    public IReadOnlyList<(RuleKind Kind, RuleVersion Rule)> Read(IEnumerable<(string File, string Json)> files)
    {
        var read = new List<(RuleKind Kind, RuleVersion Rule)>();
        foreach (var (file, json) in files)
        {
            var kind = KindOf(file, json);
            foreach (var (index, rule) in Versions(kind, file, json).Index())
            {
                Check(kind, rule, $"{file}: versions[{index}]");
                var other = read.Find(r => r.Rule.Overlaps(rule)).Rule;
                Rule.Require(other is null, Say.Overlapping($"{file}: versions[{index}]", rule.Stamp, other?.Stamp ?? ""));
                read.Add((kind, rule));
            }
        }

        return read;
    }

    RuleKind KindOf(string file, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var name = document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty("kind", out var kind) ? kind.ToString() : "";
            return kinds.FirstOrDefault(k => k.Name == name) ?? throw new Refusal(Say.KindUnknown(file, name, string.Join(", ", kinds.Select(k => k.Name))));
        }
        catch (JsonException unreadable)
        {
            throw Unreadable(file, unreadable);
        }
    }

    static IReadOnlyList<RuleVersion> Versions(RuleKind kind, string file, string json)
    {
        try
        {
            return kind.Read(json);
        }
        catch (JsonException unreadable)
        {
            throw Unreadable(file, unreadable);
        }
    }

    static Refusal Unreadable(string file, JsonException unreadable) =>
        new(Say.Unreadable(file, (unreadable.LineNumber ?? 0) + 1, unreadable.Path is { Length: > 0 } path ? path : "$"), unreadable);

    static void Check(RuleKind kind, RuleVersion? rule, string at)
    {
        Rule.Require(rule is not null, Say.FieldWrong(at));
        Rule.Require(Code().IsMatch(rule!.Id), Say.FieldWrong($"{at}.id"));
        Rule.Require(kind.Ids.Count == 0 || kind.Ids.Contains(rule.Id), Say.RuleUnknown($"{at}.id", rule.Id, string.Join(", ", kind.Ids)));
        Rule.Require(Code().IsMatch(rule.Scope), Say.FieldWrong($"{at}.scope"));
        Rule.Require(rule.EffectiveTo is not { } last || last >= rule.EffectiveFrom, Say.EndsBeforeItBegins($"{at}.effectiveTo"));
        Rule.Require(IsSaid(rule.Title.Zh, rule.Title.En), Say.FieldWrong($"{at}.title"));
        Rule.Require(IsSaid(rule.Source.Zh, rule.Source.En), Say.FieldWrong($"{at}.source"));
        Rule.Require(rule.Source.Url is not { } url || url.StartsWith("https://", StringComparison.Ordinal) || url.StartsWith("http://", StringComparison.Ordinal), Say.FieldWrong($"{at}.source.url"));
        Rule.Require(rule.Says.WrongField() is not { } field, Say.FieldWrong($"{at}.value.{rule.Says.WrongField()}"));
    }

    static bool IsSaid(string zh, string en) => !string.IsNullOrWhiteSpace(zh) && !string.IsNullOrWhiteSpace(en);

    [GeneratedRegex("^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
    private static partial Regex Code();
}
