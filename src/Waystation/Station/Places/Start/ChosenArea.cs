namespace Waystation.Places;

/// <summary>The district, street or community from which this browser last searched: in a cookie of its own, with no account and nothing on our side.</summary>
static class ChosenArea
{
    const string Cookie = "waystation.area";

    /// <summary>Over HTTPS the name itself says that no other host can set it.</summary>
    public static string CookieOf(HttpRequest request) => request.IsHttps ? $"__Host-{Cookie}" : Cookie;

    public static string? Of(HttpRequest request) => request.Cookies[CookieOf(request)];

    public static void Remember(HttpContext http, string code, TimeProvider clock)
    {
        if (Of(http.Request) != code) http.Response.Cookies.Append(CookieOf(http.Request), code, Options(http, clock.GetUtcNow().AddYears(1)));
    }

    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(CookieOf(http.Request), Options(http, null));

    static CookieOptions Options(HttpContext http, DateTimeOffset? until) => new() { Expires = until, IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps };
}
