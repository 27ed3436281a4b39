using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Rulebook;

/// <summary>
/// The rules in force: those that come with the program, and over them those of the files in <c>DIR/rulebook</c> and its folders.
/// On a day on which the folder has a version of a rule for a place, the program's own does not count there.
/// </summary>
public sealed class Rules
{
    /// <summary>The folder's before the program's.</summary>
    readonly IReadOnlyList<(RuleKind Kind, RuleVersion Rule)> versions;
    readonly IReadOnlyList<RuleKind> kinds;

    Rules(IReadOnlyList<(RuleKind, RuleVersion)> versions, IReadOnlyList<RuleKind> kinds) => (this.versions, this.kinds) = (versions, kinds);

    /// <summary>Reads and checks all files; refuses with a sentence that names the file and the field.</summary>
    public static Rules Read(DataFolder folder, IReadOnlyList<RuleKind> kinds)
    {
        var reader = new RuleReader(kinds);
        var rules = new Rules([.. reader.Read(Own(folder)), .. reader.Read(Delivered())], kinds);
        foreach (var kind in kinds)
            foreach (var id in kind.Ids)
                Rule.Require(rules.versions.Any(v => v.Kind == kind && v.Rule.Id == id && v.Rule is { Scope: RuleVersion.City, EffectiveTo: null }), Say.RuleMissing(id));
        return rules;
    }

    /// <summary>As if one more file lay in <c>DIR/rulebook</c>, in place of any of that name: to see what it would change.</summary>
    public Rules With(string file, string json, DataFolder folder)
    {
        var reader = new RuleReader(kinds);
        return new([.. reader.Read([.. Own(folder).Where(own => Path.GetFileName(own.File) != file), (file, json)]), .. reader.Read(Delivered())], kinds);
    }

    /// <summary>The rule as it stands on that day.</summary>
    /// <param name="near">Codes of unions or divisions, the nearest first; the city's rule holds where none of them has one.</param>
    public RuleVersion<T> On<T>(string id, DateOnly day, params IEnumerable<string> near) where T : IRuleValue
    {
        foreach (var scope in near.Append(RuleVersion.City))
            if (Of<T>().FirstOrDefault(r => r.Id == id && r.Scope == scope && r.StandsOn(day)) is { } rule) return rule;

        throw new Refusal(Say.NoRuleOn(id, day));
    }

    /// <summary>Every rule of one shape that stands on that day, for the same place as <see cref="On{T}"/>.</summary>
    public IReadOnlyList<RuleVersion<T>> AllOn<T>(DateOnly day, params IEnumerable<string> near) where T : IRuleValue
    {
        var scopes = near.Append(RuleVersion.City).ToList();
        return [.. Of<T>().Where(r => scopes.Contains(r.Scope) && r.StandsOn(day)).Select(r => r.Id).Distinct().Select(id => On<T>(id, day, scopes))];
    }

    /// <summary>The version that a decision named by its <see cref="RuleVersion.Stamp"/>.</summary>
    public RuleVersion<T> Stamped<T>(string stamp) where T : IRuleValue =>
        Of<T>().FirstOrDefault(r => r.Stamp == stamp) ?? throw new Refusal(Say.StampUnknown(stamp));

    /// <summary>All that holds anywhere on that day, by kind, for the reader.</summary>
    public IEnumerable<(string Kind, IReadOnlyList<RuleVersion> Rules)> InForce(DateOnly day) =>
        versions.Where(v => v.Rule.StandsOn(day)).GroupBy(v => v.Kind.Name)
            .Select(kind => (kind.Key, (IReadOnlyList<RuleVersion>)[.. kind.Select(v => v.Rule).DistinctBy(r => (r.Id, r.Scope))]));

    IEnumerable<RuleVersion<T>> Of<T>() where T : IRuleValue => versions.Select(v => v.Rule).OfType<RuleVersion<T>>();

    static IEnumerable<(string File, string Json)> Own(DataFolder folder)
    {
        var own = Path.Combine(folder.Root, "rulebook");
        return Directory.Exists(own) ? Directory.GetFiles(own, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllText(file))) : [];
    }

    static IEnumerable<(string File, string Json)> Delivered()
    {
        var assembly = typeof(Rules).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("rulebook/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var lines = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name, lines.ReadToEnd());
        }
    }
}
