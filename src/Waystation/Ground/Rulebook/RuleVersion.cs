using System.Text.Json;

namespace Waystation.Rulebook;

/// <summary>How well a rule's source is known.</summary>
public enum Reliability
{
    /// <summary>The text of a law or rule, read.</summary>
    A,
    /// <summary>Taken from a text about something near, or from a summary of it.</summary>
    B,
    /// <summary>No source gives the number: a default, which the city is to set.</summary>
    C,
}

/// <summary>The same in both languages.</summary>
public sealed record InBoth(string Zh, string En)
{
    public string In(bool english) => english ? En : Zh;
}

/// <summary>Where a rule comes from, and its address where it has one.</summary>
public sealed record RuleSource(string Zh, string En, string? Url = null);

/// <summary>What a rule says, for the program and for the reader. A rule of any room is a record that can tell these two.</summary>
public interface IRuleValue
{
    IReadOnlyList<Shared.Sentence> InWords();

    /// <summary>The field whose value makes no sense; null where all do.</summary>
    string? WrongField();
}

/// <summary>One rule as it stands between two days in one place, with where it comes from.</summary>
public abstract class RuleVersion
{
    /// <summary>The scope that holds wherever no narrower one has a rule of its own.</summary>
    public const string City = "city";

    public required string Id { get; init; }
    public required InBoth Title { get; init; }
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>The last day; null while no end is set.</summary>
    public required DateOnly? EffectiveTo { get; init; }

    /// <summary>The code of a union or a division, or <see cref="City"/>.</summary>
    public required string Scope { get; init; }

    public required RuleSource Source { get; init; }
    public required Reliability Reliability { get; init; }

    /// <summary>What a decision stores to be replayed: rule, scope and first day name one version.</summary>
    public string Stamp => $"{Id}/{Scope}/{EffectiveFrom:yyyy-MM-dd}";

    public bool StandsOn(DateOnly day) => EffectiveFrom <= day && day <= (EffectiveTo ?? DateOnly.MaxValue);

    internal abstract IRuleValue Says { get; }

    internal bool Overlaps(RuleVersion other) =>
        (Id, Scope) == (other.Id, other.Scope) && EffectiveFrom <= (other.EffectiveTo ?? DateOnly.MaxValue) && other.EffectiveFrom <= (EffectiveTo ?? DateOnly.MaxValue);
}

public sealed class RuleVersion<T> : RuleVersion where T : IRuleValue
{
    public required T Value { get; init; }

    internal override IRuleValue Says => Value;

    /// <summary>Whether both come to the same, whatever they are called and since when.</summary>
    public bool SaysTheSameAs(RuleVersion<T> other) => JsonSerializer.Serialize(Value) == JsonSerializer.Serialize(other.Value);
}
