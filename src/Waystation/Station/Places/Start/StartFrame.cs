using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace Waystation.Places;

/// <summary>
/// The start page with gaps for what only a position decides. Layout, chips and words are the same for all who wish the same in one language;
/// Razor made them anew for each answer, and that was more than half of its cost.
/// </summary>
sealed partial class StartFrame
{
    /// <summary>What Razor is given in place of a position; nobody's text stands on such a page, so nothing else can look like it.</summary>
    public static readonly (string Lat, string Lon) From = ("gap-from-lat.", "gap-from-lon.");
    public static readonly OnlyHere Here = new("gap-lat.", "gap-lon.", "gap-metres.", new HtmlString("gap-sketch."), new HtmlString("gap-cards."));

    readonly string[] pieces;

    StartFrame(string[] pieces) => this.pieces = pieces;

    public static StartFrame Of(string html) => new(Gap().Split(html));

    public void Fill(TextWriter writer, HtmlEncoder encoder, (string Lat, string Lon) from, OnlyHere here)
    {
        foreach (var piece in pieces)
            switch (piece)
            {
                case "gap-from-lat.": writer.Write(from.Lat); break;
                case "gap-from-lon.": writer.Write(from.Lon); break;
                case "gap-lat.": writer.Write(here.Lat); break;
                case "gap-lon.": writer.Write(here.Lon); break;
                case "gap-metres.": writer.Write(here.Metres); break;
                case "gap-sketch.": here.Sketch!.WriteTo(writer, encoder); break;
                case "gap-cards.": here.Cards.WriteTo(writer, encoder); break;
                default: writer.Write(piece); break;
            }
    }

    [GeneratedRegex(@"(gap-(?:from-lat|from-lon|lat|lon|metres|sketch|cards)\.)")]
    private static partial Regex Gap();
}
