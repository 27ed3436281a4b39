using Waystation.Shared;

namespace Waystation.Places;

static class Say
{
    public static Sentence Missing(string header) => new("places.missing", header);
    public static Sentence StreetNotInDistrict(string street, string district) => new("places.street-not-in-district", street, district);
    public static Sentence NoCoordinates => new("places.no-coordinates");
    public static Sentence CoordinatesUnreadable(string lon, string lat) => new("places.coordinates-unreadable", lon, lat);
    public static Sentence CoordinatesSwapped(double lon, double lat) => new("places.coordinates-swapped", lon, lat);
    public static Sentence OutsideCity(double kilometres) => new("places.outside-city", kilometres);
    public static Sentence NotOnEarth(double lon, double lat) => new("places.not-on-earth", lon, lat);
    public static Sentence DatumAssumed => new("places.datum-assumed");
    public static Sentence DatumUnknown(string written) => new("places.datum-unknown", written);
    public static Sentence HoursEmpty => new("places.hours-empty");
    public static Sentence HoursUnknown(string written) => new("places.hours-unknown", written);
    public static Sentence UnionUnknown(string named, string district, string street) => new("places.union-unknown", named, district, street);
    public static Sentence NoFederation(string named, string street) => new("places.no-federation", named, street);
    public static Sentence KindUnknown(string written) => new("places.kind-unknown", written);
    public static Sentence DateUnreadable(string written) => new("places.date-unreadable", written);
    public static Sentence DuplicateInFile(string what) => new("places.duplicate-in-file", what);
    public static Sentence LatitudeExpected => new("places.latitude-expected");
    public static Sentence LongitudeExpected => new("places.longitude-expected");
    public static Sentence NumberExpected(double least, double most) => new("places.number-expected", least, most);
    public static Sentence WholeNumberExpected(int least, int most) => new("places.whole-number-expected", least, most);
    public static Sentence DatumExpected => new("places.datum-expected");
    public static Sentence InstantExpected => new("places.instant-expected");
    public static Sentence FacilityExpected(string said, string words) => new("places.facility-expected", said, words);
    public static Sentence KindExpected(string words) => new("places.kind-expected", words);
    public static Sentence ParameterUnknown(string known) => new("places.parameter-unknown", known);
    public static Sentence BoxExpected => new("places.box-expected");
    public static Sentence BoxTooLarge(double degrees) => new("places.box-too-large", degrees);
    public static Sentence OpenExpected => new("places.open-expected");
    public static Sentence TypeAName => new("places.type-a-name");
    public static Sentence NameTooLong(int most) => new("places.name-too-long", most);
    public static Sentence TilesNeedAnAddress => new("places.tiles-need-an-address");
    public static Sentence MapNeedsCredit => new("places.map-needs-credit");
    public static Sentence MapNeedsApproval => new("places.map-needs-approval");
    public static Sentence MapNeedsDatum => new("places.map-needs-datum");
    public static Sentence AreaUnknown => new("places.area-unknown");
    public static Sentence PositionWrong => new("places.position-wrong");
}
