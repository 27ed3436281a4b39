using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Waystation.Commands;

/// <summary>Wrong dates, ids, coordinates and cursors in any address of the program: told in a sentence, never a broken page. Thousands of questions.</summary>
[Trait("kind", "long")]
public class NonsenseTests
{
    static readonly string[] words = ["", "x", "-1", "1e400", "99999999999999999999", "00000000-0000-0000-0000-000000000000", "2026-13-45", "0001-01-01", "%FF", "'--", "王", new('9', 3000)];

    static readonly string[] questions =
    [
        "id", "on", "day", "under", "below", "parent", "after", "before", "cursor", "page", "q", "kind", "back", "handler", "district",
        "lat", "lon", "datum", "limit", "radius", "open", "facility", "bbox", "run", "file",
    ];

    [Fact]
    public async Task Nonsense_in_an_address_never_breaks_a_page()
    {
        await using var city = await TestHouse.NewAsync();
        var visitor = await city.OfficerAsync();

        var broken = new List<string>();
        foreach (var address in Patterns(city).SelectMany(Filled))
        {
            var status = (int)(await visitor.GetAsync(address)).StatusCode;
            if (status >= 500) broken.Add($"{status} {address[..Math.Min(address.Length, 100)]}");
        }

        Assert.Empty(broken);
    }

    /// <summary>Every address that can be opened with GET, its parts as <c>{}</c>.</summary>
    static IEnumerable<string> Patterns(TestHouse city) =>
        city.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true)
            .Select(e => "/" + string.Join('/', e.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(Text)))))
            .Where(p => p != "/readyz") // a house that is not ready says so with 503
            .Distinct();

    static string Text(RoutePatternPart part) => part is RoutePatternLiteralPart word ? word.Content : "{}";

    static IEnumerable<string> Filled(string pattern)
    {
        foreach (var word in words)
        {
            var path = pattern.Replace("{}", word.Length == 0 ? "x" : word, StringComparison.Ordinal);
            yield return path;
            yield return $"{path}?{string.Join('&', questions.Select(q => $"{q}={word}"))}";
            foreach (var question in questions) yield return $"{path}?lat=39.9&lon=116.4&{question}={word}";
        }
    }
}
