using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>Refuses requests for a host that is not ours, and unencrypted ones where people are to come by https. Probes pass: they know no name and learn nothing.</summary>
sealed class OriginGate(RequestDelegate next, Origin origin)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Path.Value is "/healthz" or "/readyz") return next(http);
        if (!origin.Answers(http.Request.Host)) return RefuseAsync(http, new Sentence("commands.host-unknown"));
        // Not sent on to https: behind a proxy that does not say which it was, that would go in circles, and what was posted has been read by others.
        if (origin.Secure && !http.Request.IsHttps) return RefuseAsync(http, new Sentence("commands.https-only"));

        return next(http);
    }

    /// <summary>In both languages and without a page: whose page it would be is what is in doubt.</summary>
    static Task RefuseAsync(HttpContext http, Sentence why)
    {
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync($"{why.In(Words.Chinese)}\n{why.In(Words.English)}\n", http.RequestAborted);
    }
}
