using Waystation.Hours;
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

    /// <summary>With hyphens at which no line breaks: 8:00-20:00 stays together, and so does 8:00–20:00.</summary>
    string Hours => HoursOnPaper.Of(Place) is { Length: > 0 } hours ? hours.Replace('-', '\u2011').Replace('–', '\u2011') : Words.Say("signs.hours-unknown");
    IReadOnlyList<Facility> Pictures => [.. Facility.In(Place.Facilities).Where(Pictogram.Exists).Take(MostPictures)];
    string Free => IsWalkIn ? Words.Say("signs.walk-in") : "";

    IReadOnlyList<string> Foot =>
    [
        Words.Say("signs.scan"),
        .. Nearest is { } next ? new[] { Words.Say("signs.nearest", next.Name, next.Minutes) } : [],
        .. Line is { } line ? new[] { Words.Say("signs.line", line) } : [],
        Words.Say("signs.code", Place.Code),
    ];

    /// <summary>As large as it stands on that paper. Hours that do not stand there in large letters are read by the code, and in small ones.</summary>
    public SetSign On(PaperKind kind)
    {
        var pictures = Pictures;
        SignText Reading(string large, string small) => new(Place.Name, large, small, Free, [.. pictures.Select(f => f.Name)], Foot);
        SetSign Set(SignFit fit, string large, string small) => new(this, fit.Step, large, small, Free, fit.Field > 0 ? pictures : [], Foot);

        if (SignFit.For(kind, Reading(Hours, "")) is { } fits) return Set(fits, Hours, "");
        var byCode = Words.Say("signs.hours-by-code");
        return Set(SignFit.For(kind, Reading(byCode, Hours)) ?? SignFit.Smallest(kind), byCode, Hours);
    }
}

/// <summary>A sign as it is set on one paper.</summary>
/// <param name="Step">How far its letters are smaller than they would be: 0 to 3.</param>
/// <param name="SmallHours">Empty where the hours stand there in large letters.</param>
public sealed record SetSign(PlaceSign Sign, int Step, string Hours, string SmallHours, string Free, IReadOnlyList<Facility> Pictures, IReadOnlyList<string> Foot);

/// <summary>Another place, and how many minutes it takes to walk there.</summary>
public sealed record NextPlace(string Name, int Minutes);

/// <summary>One line of the shift leader's list.</summary>
/// <param name="Toilet">works, broken, missing, listed or unknown.</param>
/// <param name="FromLast">Minutes on foot from the line before; null for the first, and where nobody has said where one stands.</param>
public sealed record ListedPlace(Place Place, string Toilet, int? FromLast);

/// <summary>What is to be printed.</summary>
public sealed record PaperSheet(PaperKind Kind, string Title, IReadOnlyList<PlaceSign> Signs, IReadOnlyList<ListedPlace> Listed, DateOnly On);
