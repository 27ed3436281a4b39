using Waystation.Shared;

namespace Waystation.Rulebook;

static class Say
{
    public static Sentence Unreadable(string file, long line, string path) => new("rulebook.unreadable", file, line, path);
    public static Sentence KindUnknown(string file, string typed, string known) => new("rulebook.unknown-kind", file, typed, known);
    public static Sentence RuleUnknown(string at, string typed, string known) => new("rulebook.unknown-rule", at, typed, known);
    public static Sentence FieldWrong(string at) => new("rulebook.wrong-field", at);
    public static Sentence EndsBeforeItBegins(string at) => new("rulebook.ends-before-it-begins", at);
    public static Sentence Overlapping(string at, string one, string other) => new("rulebook.overlapping", at, one, other);
    public static Sentence RuleMissing(string id) => new("rulebook.missing", id);
    public static Sentence NoRuleOn(string id, DateOnly day) => new("rulebook.none-on", id, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    public static Sentence StampUnknown(string stamp) => new("rulebook.unknown-stamp", stamp);
}
