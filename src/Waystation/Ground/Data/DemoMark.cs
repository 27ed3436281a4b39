namespace Waystation.Data;

/// <summary>That a house was begun as a demo: its people are invented.</summary>
/// <param name="BegunAt">Its history leads up to the day of this.</param>
/// <param name="Size">How large it was begun: <c>full</c>, or <c>small</c> for tests.</param>
/// <param name="IsWhole">False: whoever made it was stopped before its end.</param>
public sealed record DemoMark(DateTimeOffset BegunAt, string Size, bool IsWhole);
