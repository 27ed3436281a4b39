using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>The drawing of <see cref="DistanceSketch"/>; shapes differ with the state, so that it does not rest on colour alone.</summary>
public sealed class SketchSvg(DistanceSketch sketch) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var (x, y) = (DistanceSketch.Width / 2, DistanceSketch.Height / 2);
        var label = encoder.Encode(Words.Say("places.sketch", sketch.Dots.Count, Metres(sketch.Metres)));
        writer.Write($"""<svg class="sketch" viewBox="0 0 {DistanceSketch.Width} {DistanceSketch.Height}" role="img" aria-label="{label}">""");
        (double Radius, string X, string Y)[] rings = [sketch.Ring(1), sketch.Ring(2)];
        foreach (var ring in rings) writer.Write($"""<circle class="ring" cx="{x}" cy="{y}" r="{DistanceSketch.Number(ring.Radius)}" />""");
        writer.Write($"""<path class="north" d="M {x} 16 l -5 9 h 10 z" /><text class="metres" x="{x + 16}" y="26">{encoder.Encode(Words.Say("places.north"))}</text>""");
        foreach (var dot in sketch.Dots)
        {
            var shape = dot.State is "likely" or "unknown" ? """<rect x="-10" y="-10" width="20" height="20" rx="5" />""" : """<circle r="11" />""";
            writer.Write($"""<g class="dot {dot.State}" transform="translate({dot.Place})">{shape}<text>{dot.Number}</text></g>""");
        }

        for (var part = 0; part < rings.Length; part++)
            writer.Write($"""<g><text class="metres" x="{rings[part].X}" y="{rings[part].Y}">{encoder.Encode(Metres(sketch.Metres * (part + 1) / rings.Length))}</text></g>""");
        writer.Write($"""<circle class="me" cx="{x}" cy="{y}" r="7" /></svg>""");
    }

    static string Metres(int metres) => metres < 1000 ? Words.Say("places.metres", metres) : Words.Say("places.kilometres", metres / 1000.0);
}
