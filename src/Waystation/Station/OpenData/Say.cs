using Waystation.Shared;

namespace Waystation.OpenData;

static class Say
{
    public static Sentence NotOfThisList(string takes) => new("opendata.not-of-this-list", takes);
    public static Sentence MinimalOrFull => new("opendata.minimal-or-full");
    public static Sentence ProximityNeedsPostcode => new("opendata.proximity-needs-postcode");
    public static Sentence PostcodesUnknown => new("opendata.postcodes-unknown");
    public static Sentence RadiusNeedsAPosition => new("opendata.radius-needs-a-position");
    public static Sentence PositionNeedsBoth => new("opendata.position-needs-both");
    public static Sentence NothingChangedInTheFuture => new("opendata.nothing-changed-in-the-future");
    public static Sentence TopHasNoParent => new("opendata.top-has-no-parent");
    public static Sentence OneKindOnly => new("opendata.one-kind-only");
    public static Sentence TermOfAnotherTaxonomy => new("opendata.term-of-another-taxonomy");
    public static Sentence TermUnknown => new("opendata.term-unknown");
    public static Sentence FormatExpected => new("opendata.format-expected");
    public static Sentence OnlyOnce => new("opendata.only-once");
    public static Sentence TrueOrFalse => new("opendata.true-or-false");
    public static Sentence WholeNumber(int least, int most) => new("opendata.whole-number", least, most);
    public static Sentence NumberBetween(double least, double most) => new("opendata.number-between", least, most);
    public static Sentence IdExpected => new("opendata.id-expected");
    public static Sentence InstantExpected => new("opendata.instant-expected");
    public static Sentence DatumExpected => new("opendata.datum-expected");
}
