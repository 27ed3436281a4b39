using Waystation.Shared;

namespace Waystation.Tables;

/// <summary>Refused: the row was not taken. Note: it was, and something about it deserves a look.</summary>
public enum Severity { Refused, Note }

/// <summary>What is wrong with a row, in a code for machines and a sentence for the person who can mend it.</summary>
/// <param name="Row">The sheet's own row number.</param>
/// <param name="Column">The header without star; null where it is the row as a whole.</param>
public sealed record RowProblem(int Row, string? Column, string Code, Severity Severity, Sentence Message);
