using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Signs;

/// <summary>The three papers there are.</summary>
public enum PaperKind
{
    /// <summary>A sign or poster, A4.</summary>
    A4,
    /// <summary>The same for a door or a window, A6.</summary>
    Sticker,
    /// <summary>Every station of a street or of a choice on one list, for a shift leader.</summary>
    List,
}

/// <summary>What stands on the sign of one place.</summary>
/// <param name="Address">Of its page, where everybody sees whether it is open now.</param>
/// <param name="IsWalkIn">The register says that anybody just walks in; nothing is promised otherwise.</param>
/// <param name="Line">The union's public telephone; null where none is known.</param>
public sealed record PlaceSign(Place Place, string Address, string Qr, bool IsWalkIn, NextPlace? Nearest, string? Line)
{
    const int MostPictures = 10;

    /// <summary>With hyphens at which no line breaks: 8:00-20:00 stays together.</summary>
    public string Hours => Place.HoursText.Length > 0 ? Place.HoursText.Replace('-', '\u2011') : Words.Say("signs.hours-unknown");
    public IReadOnlyList<Facility> Pictures => [.. Facility.In(Place.Facilities).Where(Pictogram.Exists).Take(MostPictures)];
}

/// <summary>Another place, and how many minutes it takes to walk there.</summary>
public sealed record NextPlace(string Name, int Minutes);

/// <summary>One line of the shift leader's list.</summary>
/// <param name="Toilet">works, broken, missing, listed or unknown.</param>
/// <param name="FromLast">Minutes on foot from the line before; null for the first, and where nobody has said where one stands.</param>
public sealed record ListedPlace(Place Place, string Toilet, int? FromLast);

/// <summary>What is to be printed.</summary>
public sealed record PaperSheet(PaperKind Kind, string Title, IReadOnlyList<PlaceSign> Signs, IReadOnlyList<ListedPlace> Listed, DateOnly On);
