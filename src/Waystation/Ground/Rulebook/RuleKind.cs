using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waystation.Rulebook;

/// <summary>Rules of one shape, and how a file of them is read. A room that has rules of its own adds its kinds to the services.</summary>
public sealed class RuleKind
{
    static readonly JsonSerializerOptions strict = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    readonly Func<string, IReadOnlyList<RuleVersion>> read;

    RuleKind(string name, IReadOnlyList<string> ids, Func<string, IReadOnlyList<RuleVersion>> read) => (Name, Ids, this.read) = (name, ids, read);

    /// <summary>The word in a file's <c>kind</c>.</summary>
    public string Name { get; }

    /// <summary>The rules that the program asks for: all must be there, and no other. Empty where files may bring rules of any name.</summary>
    public IReadOnlyList<string> Ids { get; }

    public static RuleKind Of<T>(string name, params string[] ids) where T : IRuleValue => new(name, ids, Read<T>);

    /// <summary>Throws <see cref="JsonException"/> with the line and the path of what cannot be read.</summary>
    internal IReadOnlyList<RuleVersion> Read(string json) => read(json);

    /// <summary>A value as its file would write it.</summary>
    internal static JsonElement Written(IRuleValue value) => JsonSerializer.SerializeToElement(value, value.GetType(), strict);

    static IReadOnlyList<RuleVersion> Read<T>(string json) where T : IRuleValue => JsonSerializer.Deserialize<RuleFile<T>>(json, strict)!.Versions;

    sealed class RuleFile<T> where T : IRuleValue
    {
        public required string Kind { get; init; }
        public required IReadOnlyList<RuleVersion<T>> Versions { get; init; }
    }
}
