using Waystation.Shared;

namespace Waystation;

/// <summary>Something that is done or refused, where a test counts who of several got through.</summary>
static class Tried
{
    /// <summary>What it was refused with; empty where it was done.</summary>
    public static async Task<string> TriedAsync(Func<Task> act)
    {
        try
        {
            await act();
            return "";
        }
        catch (Refusal refusal)
        {
            return refusal.Sentence.Key;
        }
    }
}
