using System.Buffers.Text;
using System.Security.Cryptography;

namespace Waystation.Accounts;

/// <summary>The two cookies: a random token for the session, and a random number for the device, by which tries are limited.</summary>
static class SessionCookie
{
    const string Session = "waystation.session", Device = "waystation.device";
    const int TokenBytes = 32;

    public static byte[]? Read(HttpRequest request)
    {
        var text = request.Cookies[NameOf(Session, request)];
        // Whatever somebody writes into a cookie is no token, and no fault of ours.
        return text is { Length: 43 } && Base64Url.IsValid(text, out var length) && length == TokenBytes ? Base64Url.DecodeFromChars(text) : null;
    }

    public static byte[] New() => RandomNumberGenerator.GetBytes(TokenBytes);

    public static void Give(HttpResponse response, byte[] token, DateTimeOffset until) =>
        response.Cookies.Append(NameOf(Session, response.HttpContext.Request), Base64Url.EncodeToString(token), Options(response.HttpContext.Request, until));

    public static void Take(HttpResponse response) => response.Cookies.Delete(NameOf(Session, response.HttpContext.Request), Options(response.HttpContext.Request, null));

    /// <summary>The device's number; a device without one is given one.</summary>
    public static Guid DeviceOf(HttpContext http)
    {
        if (Guid.TryParse(http.Request.Cookies[NameOf(Device, http.Request)], out var known)) return known;

        var device = new Guid(RandomNumberGenerator.GetBytes(16));
        http.Response.Cookies.Append(NameOf(Device, http.Request), device.ToString("N"), Options(http.Request, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().AddYears(1)));
        return device;
    }

    /// <summary>Over HTTPS the name itself says that no other host and no plain connection can set it.</summary>
    public static string NameOf(string cookie, HttpRequest request) => request.IsHttps ? $"__Host-{cookie}" : cookie;

    static CookieOptions Options(HttpRequest request, DateTimeOffset? until) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = request.IsHttps, Path = "/", Expires = until, IsEssential = true };
}
