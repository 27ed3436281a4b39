using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>One of the closed reasons, held against what is known of the person.</summary>
/// <param name="Rule">The stamp of the reason's version.</param>
/// <param name="Hold">What is known bears it out.</param>
/// <param name="Otherwise">Why it cannot be used.</param>
public sealed record Grounds(string Rule, bool Hold, Sentence Otherwise);
