using System.Diagnostics;

namespace Waystation.Telemetry;

/// <summary>
/// Names each request by its route, never by its address: the path may hold a code and the query a position. Requests that were
/// refused or failed are logged so; the rest is counted by the server's own meters.
/// </summary>
sealed class Answered(RequestDelegate next, ILogger<Answered> log, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var began = clock.GetTimestamp();
        var method = MethodOf(http);
        await next(http);

        var (route, status) = (RouteOf(http), http.Response.StatusCode);
        if (Activity.Current is { IsAllDataRequested: true } activity) Tag(activity, method, route, status);
        // A page that is not there is daily noise.
        if (status >= 400 && status != StatusCodes.Status404NotFound)
            log.LogWarning("Answered {Status} to {Method} {Route} after {Milliseconds} ms", status, new OwnText(method), new OwnText(route), (int)clock.GetElapsedTime(began).TotalMilliseconds);
    }

    static void Tag(Activity activity, string method, string? route, int status)
    {
        activity.SetTag("http.request.method", method);
        activity.SetTag("http.route", route);
        activity.SetTag("http.response.status_code", status);
        if (status >= 500) activity.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>A method may be any word that a stranger thinks of.</summary>
    static string MethodOf(HttpContext http) => http.Request.Method is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "OPTIONS" or "PATCH" ? http.Request.Method : "_OTHER";

    static string? RouteOf(HttpContext http) => http.Features.Get<AskedFor>()?.Route is { } route ? "/" + route.RoutePattern.RawText?.TrimStart('/') : null;

    /// <summary>Remembers the page that was asked for: one that tells about a trouble takes its place later.</summary>
    public static Task Remember(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<AskedFor>() is null) http.Features.Set(new AskedFor(http.GetEndpoint() as RouteEndpoint));
        return next(http);
    }

    sealed record AskedFor(RouteEndpoint? Route);
}
