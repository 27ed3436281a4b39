using Microsoft.Net.Http.Headers;

namespace Waystation.OpenData;

/// <summary>Whoever has an answer already asks whether it still holds, and is told so without getting it again (RFC 9110, 13).</summary>
static class Freshness
{
    /// <summary>Marks the answer; true, with status 304, where the asker has it.</summary>
    public static bool IsHeld(HttpContext http, OpenRegister register)
    {
        // Weak, because the same answer may leave compressed in several ways.
        var tag = new EntityTagHeaderValue($"\"{register.Stamp}\"", isWeak: true);
        var seen = new DateTimeOffset(register.SeenAt.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        var (headers, asked) = (http.Response.GetTypedHeaders(), http.Request.GetTypedHeaders());
        (headers.ETag, headers.LastModified, headers.CacheControl) = (tag, seen, new() { Public = true, NoCache = true });
        var held = asked.IfNoneMatch is { Count: > 0 } tags
            ? tags.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(tag, useStrongComparison: false))
            : asked.IfModifiedSince >= seen;
        if (held) http.Response.StatusCode = StatusCodes.Status304NotModified;
        return held;
    }
}
