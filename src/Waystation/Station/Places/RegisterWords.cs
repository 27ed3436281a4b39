using Waystation.Shared;

namespace Waystation.Places;

/// <summary>What a register says in words of its own: those that are ours too are said in the reader's language, all others stay as they were written.</summary>
public static class RegisterWords
{
    /// <summary>The ways to get in that a new place may choose from; kept in Chinese, as in every register.</summary>
    public static readonly string[] Ways = ["access-walk-in", "access-scan", "access-staff"];
    static readonly string[] served = ["serves-outdoor", "serves-members", "serves-workers", "serves-everybody"];

    public static string Kept(string word) => Words.Say(Words.Chinese, $"places.{word}");

    public static string Access(string written) => Told(written, Ways);

    public static string Serves(string written) => Told(written, served);

    static string Told(string written, string[] known)
    {
        if (!Words.IsEnglish) return written;

        return string.Join(", ", written.Split('、', StringSplitOptions.TrimEntries).Select(part => known.FirstOrDefault(word => Kept(word) == part) is { } ours ? Words.Say($"places.{ours}") : part));
    }
}
