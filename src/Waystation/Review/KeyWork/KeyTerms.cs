using System.Text.RegularExpressions;
using Waystation.Shared;

namespace Waystation.KeyWork;

/// <summary>What is agreed about an item.</summary>
public sealed record KeyTerms(string Title, string Measure, Guid UnionId, Guid? PostId, string? Person, DateOnly DueOn)
{
    internal KeyTerms Checked(DateOnly setOn)
    {
        var (title, measure, person) = (OfficeText.Cleaned(Title, 100), OfficeText.Cleaned(Measure, 300), OfficeText.Cleaned(Person, 30));
        Rule.Require(title.Length >= 4, Say.TitleNeeded);
        Rule.Require(PostId is not null || person.Length >= 2, Say.PersonNeeded);
        Rule.Require(DueOn >= setOn, Say.DueBeforeSet);
        Rule.Require(DueOn <= setOn.AddYears(3), Say.DueTooFar);
        return this with { Title = title, Measure = measure, Person = PostId is null ? person : null };
    }
}

/// <summary>Who says something, when, and their words.</summary>
public sealed record Told(Guid PostId, DateTime At, string Words)
{
    public DateOnly On => City.DayOf(At);

    public static Told By(Guid postId, DateTime at, string? words, int most = 500) => new(postId, at, OfficeText.Cleaned(words, most));
}

/// <summary>What an indicator said when it was shown; read from the records, never typed.</summary>
public sealed record NumberShown(string Indicator, DateOnly Month, long Value);

/// <summary>Words of the office: short, and without anybody's numbers. They are read by many and printed.</summary>
static partial class OfficeText
{
    public static string Cleaned(string? typed, int most)
    {
        var text = (typed ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        Rule.Require(text.Length <= most, Say.TooLong(most));
        Rule.Require(!text.Any(letter => char.IsControl(letter) && letter != '\n'), Say.NotText);
        Rule.Require(!SomebodysNumber().IsMatch(text.Normalize(System.Text.NormalizationForm.FormKC)), Say.NobodysNumbers);
        return text;
    }

    /// <summary>An identity number or a mobile number, with or without blanks between the digits.</summary>
    [GeneratedRegex(@"(?<!\d)(\d[ -]?){17}[\dXx](?!\d)|(?<!\d)1[3-9]([ -]?\d){9}(?!\d)")]
    private static partial Regex SomebodysNumber();
}
