using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Waystation.Calendar;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>
/// The cards of the start page as HTML. Everything but the number and the distance is the same for whoever looks within a minute,
/// so it is kept with its place: most of the work was the encoding of the same words again and again.
/// </summary>
public sealed class CardList(IReadOnlyList<PlaceCard> cards) : IHtmlContent
{
    static readonly ConditionalWeakTable<Place, Shelf> shelves = [];

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        for (var i = 0; i < cards.Count; i++)
        {
            var (card, kept) = (cards[i], KeptOf(cards[i], encoder));
            writer.Write(kept.UntilNumber);
            writer.Write(i + 1);
            writer.Write(kept.UntilWalk);
            encoder.Encode(writer, card.Walk);
            writer.Write(kept.UntilDistance);
            encoder.Encode(writer, card.Distance);
            writer.Write(kept.Rest);
        }
    }

    static Kept KeptOf(PlaceCard card, HtmlEncoder encoder)
    {
        var shelf = shelves.GetOrCreateValue(card.Place);
        var (minute, language) = (card.Now.UtcTicks / TimeSpan.TicksPerMinute, Words.IsEnglish ? 1 : 0);
        // Two searchers may both write it; they write the same.
        return shelf.ByLanguage[language] is { } kept && kept.Minute == minute && kept.Opening == card.Opening && kept.At == card.At ? kept : shelf.ByLanguage[language] = Write(card, minute, encoder);
    }

    static Kept Write(PlaceCard card, long minute, HtmlEncoder encoder)
    {
        var (place, slug) = (card.Place, encoder.Encode(card.Place.Slug));
        var badge = place.Kind == StationKind.Station ? "" : $"""<span class="badge">{encoder.Encode(place.Kind.Name)}</span>""";
        if (AccessWay.NeedsPhone(place.Access)) badge += $""" <span class="soft">{encoder.Encode(Words.Say("places.needs-phone"))}</span>""";
        var warning = card.Warning is { } warn ? $"""<p class="warn">{encoder.Encode(warn)}</p>""" : "";
        var has = place.FacilityWords.Length > 0 ? $"""<p class="has-list">{encoder.Encode(card.Facilities)}</p>""" : "";
        return new Kept(
            minute, card.Opening, card.At,
            $"""<li class="card station"><div class="row"><span class="nth {card.StateClass}" aria-hidden="true">""",
            $"""</span><h2 class="name grow"><a href="/stations/{slug}">{encoder.Encode(place.Name)}</a></h2><span class="soft num">""",
            $"""</span></div><p class="row"><span class="state {card.StateClass}">{encoder.Encode(card.State)}</span> <span class="soft distance">""",
            $"""
            </span>{badge}</p><p class="why">{encoder.Encode(card.Why)}</p>{warning}{has}
            <div class="acts"><a class="btn go" href="{encoder.Encode(card.Route)}" rel="noopener noreferrer">{encoder.Encode(Words.Say("places.go"))}</a><a class="btn" href="/stations/{slug}">{encoder.Encode(Words.Say("places.details"))}</a></div></li>

            """);
    }

    /// <summary>A place is replaced when anything about it changes, and what was kept with it goes with it.</summary>
    sealed class Shelf
    {
        public Kept?[] ByLanguage { get; } = new Kept?[2];
    }

    sealed record Kept(long Minute, Opening Opening, DateTimeOffset? At, string UntilNumber, string UntilWalk, string UntilDistance, string Rest);
}
