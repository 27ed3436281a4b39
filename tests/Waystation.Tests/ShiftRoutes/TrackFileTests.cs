using System.Text;
using Waystation.Geography;
using Waystation.Shared;

namespace Waystation.ShiftRoutes;

public sealed class TrackFileTests
{
    static readonly Position[] walked = [new(39.91, 116.42), new(39.914, 116.424), new(39.915, 116.43)];

    public static TheoryData<string, string> Kinds => new()
    {
        { "GPX, a track in two segments", """<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><metadata/><trk><name>早班</name><trkseg><trkpt lat="39.91" lon="116.42"><ele>44</ele></trkpt></trkseg><trkseg><trkpt lat="39.914" lon="116.424"/><trkpt lat="39.915" lon="116.43"/></trkseg></trk></gpx>""" },
        { "GPX, a route", """<gpx version="1.0" xmlns="http://www.topografix.com/GPX/1/0"><rte><rtept lat="39.91" lon="116.42"/><rtept lat="39.914" lon="116.424"/><rtept lat="39.915" lon="116.43"/></rte></gpx>""" },
        { "KML", """<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><Point><coordinates>116.4,39.9</coordinates></Point></Placemark><Placemark><LineString><coordinates>116.42,39.91,0 116.424,39.914,0 116.43,39.915,0</coordinates></LineString></Placemark></Document></kml>""" },
        { "GeoJSON", """{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{}},{"type":"Feature","properties":{"name":"早班"},"geometry":{"type":"LineString","coordinates":[[116.42,39.91,44],[116.424,39.914],[116.43,39.915]]}}]}""" },
    };

    [Theory]
    [InlineData("", "shiftroutes.no-track-file")]
    [InlineData("116.42,39.91", "shiftroutes.no-track-file")]
    [InlineData("<gpx><trk><trkseg><trkpt lat=\"x\" lon=\"116\"/></trkseg></trk></gpx>", "shiftroutes.no-track-file")]
    [InlineData("<!DOCTYPE gpx [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><gpx>&a;</gpx>", "shiftroutes.no-track-file")]
    [InlineData("{\"type\":\"LineString\",\"coordinates\":[[116]]}", "shiftroutes.no-track-file")]
    [InlineData("{\"type\":\"LineString\"}", "shiftroutes.no-track-file")]
    [InlineData("[]", "shiftroutes.no-track-file")]
    [InlineData("{\"type\":\"Point\",\"coordinates\":[116.42,39.91]}", "shiftroutes.no-line-in-file")]
    [InlineData("<gpx></gpx>", "shiftroutes.no-line-in-file")]
    [InlineData("<gpx><rte><rtept lat=\"39.9\" lon=\"116.4\"/></rte><rte><rtept lat=\"39.9\" lon=\"116.4\"/></rte></gpx>", "shiftroutes.lines-in-file")]
    [InlineData("<gpx><rte><rtept lat=\"39.9\" lon=\"116.4\"/></rte></gpx>", "shiftroutes.two-points-least")]
    [InlineData("<gpx><rte><rtept lat=\"31.2\" lon=\"121.4\"/><rtept lat=\"31.3\" lon=\"121.5\"/></rte></gpx>", "shiftroutes.point-outside")]
    [InlineData("<gpx><rte><rtept lat=\"1e400\" lon=\"116.4\"/><rtept lat=\"NaN\" lon=\"116.5\"/></rte></gpx>", "shiftroutes.point-outside")]
    public void What_is_no_walk_in_the_city_is_refused_in_a_sentence(string held, string said)
    {
        var refused = Assert.Throws<Refusal>(() => ReadLine.Recorded(new MemoryStream(Encoding.UTF8.GetBytes(held))));

        Assert.Equal(said, refused.Sentence.Key);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_walk_is_read_from_what_phones_and_maps_write(string kind, string held)
    {
        var line = ReadLine.Recorded(new MemoryStream(Encoding.UTF8.GetBytes(held)));

        Assert.True(walked.SequenceEqual(line.Points), kind);
    }
}
