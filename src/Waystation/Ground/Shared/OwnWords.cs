namespace Waystation.Shared;

/// <summary>What somebody wrote in their own words stays as they wrote it, full-width marks and all; only its line ends are made one kind, and blanks around it go.</summary>
public static class OwnWords
{
    public static string Of(string? typed) => (typed ?? "").ReplaceLineEndings("\n").Trim();
}
