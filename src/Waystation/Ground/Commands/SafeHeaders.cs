using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>Headers every answer carries: no foreign or inline script, no referrer, no frame around us, no device but place and camera.</summary>
sealed class SafeHeaders(RequestDelegate next, PictureHosts pictures)
{
    // What is not named is forbidden; foreign pictures are the tiles of a map that the operator has set.
    readonly string policy =
        $"default-src 'none'; script-src 'self'; style-src 'self'; img-src {string.Join(' ', ["'self'", "data:", "blob:", .. pictures.Origins])}; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        + "worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // Place for the nearest station, camera for codes in the queue.
    const string Devices = "geolocation=(self), camera=(self), microphone=(), payment=(), usb=(), serial=(), bluetooth=(), midi=(), display-capture=(), browsing-topics=()";

    public Task InvokeAsync(HttpContext http)
    {
        // At the last moment: what answers for an error begins by clearing the headers.
        http.Response.OnStarting(Set, http.Response);
        return next(http);
    }

    Task Set(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        // An endpoint that gives out what others made has set a stricter one.
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = Devices;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // What is given out as open data pages of others may read.
        headers.TryAdd(OpenToPages.ResourcePolicy, "same-origin");
        return Task.CompletedTask;
    }
}
