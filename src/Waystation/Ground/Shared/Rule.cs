namespace Waystation.Shared;

/// <summary>Where a rule stands in code: it holds, or the act is refused with a sentence.</summary>
public static class Rule
{
    public static void Require(bool holds, Sentence otherwise)
    {
        if (!holds) throw new Refusal(otherwise);
    }
}

/// <summary>A broken rule. Its sentence is what the person reads; one page filter and one API handler catch it.</summary>
public sealed class Refusal(Sentence sentence, Exception? because = null)
    : Exception(sentence.ToString(), because)
{
    public Sentence Sentence { get; } = sentence;

    /// <summary>The row of the file that could not be read, where it is one row's fault.</summary>
    public int? Row { get; init; }
}
