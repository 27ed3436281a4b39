namespace Waystation.Commands;

/// <summary>What a signed-in person was shown is not kept by a browser or proxy: the next at a shared machine must not step back into it.</summary>
sealed class NoStoreSignedIn(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        // Asked at the last moment, so that who signs in or out by this very request counts too.
        http.Response.OnStarting(Set, http);
        return next(http);
    }

    static Task Set(object request)
    {
        var http = (HttpContext)request;
        if (http.User.Identity is { IsAuthenticated: true } || http.Response.Headers.SetCookie.Count > 0) http.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
