using Microsoft.Net.Http.Headers;

namespace Waystation.Places;

/// <summary>Whoever has an answer already asks whether it still holds, and is told so without getting it again (RFC 9110, 13).</summary>
static class Freshness
{
    /// <summary>Marks the answer; true, with status 304, where the asker has it.</summary>
    /// <param name="seenAt">When this node first saw what the stamp stands for.</param>
    public static bool IsHeld(HttpContext http, string stamp, DateTimeOffset seenAt)
    {
        // Weak, because the same answer may leave compressed in several ways.
        var tag = new EntityTagHeaderValue($"\"{stamp}\"", isWeak: true);
        var seen = new DateTimeOffset(seenAt.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        var (headers, asked) = (http.Response.GetTypedHeaders(), http.Request.GetTypedHeaders());
        (headers.ETag, headers.LastModified, headers.CacheControl) = (tag, seen, new() { Public = true, NoCache = true });
        var held = asked.IfNoneMatch is { Count: > 0 } tags
            ? tags.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(tag, useStrongComparison: false))
            : asked.IfModifiedSince >= seen;
        if (held) http.Response.StatusCode = StatusCodes.Status304NotModified;
        return held;
    }
}
