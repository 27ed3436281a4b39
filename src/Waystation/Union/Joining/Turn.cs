namespace Waystation.Joining;

/// <summary>Who must act, by which version of which rule, and until when.</summary>
/// <param name="Clock">The rule's stamp.</param>
/// <param name="DueOn">The last day in time.</param>
public readonly record struct Turn(Guid UnionId, string Clock, DateOnly DueOn);
