using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Waystation.Accounts;

/// <summary>Between the steps of a phone sign-in: which phone, which code. In a sealed cookie, so that the number stands in no address and no page.</summary>
public sealed class PhoneTicket(IDataProtectionProvider protection)
{
    const string Cookie = "waystation.phone";
    static readonly TimeSpan life = TimeSpan.FromMinutes(15);

    readonly ITimeLimitedDataProtector protector = protection.CreateProtector("phone sign-in").ToTimeLimitedDataProtector();

    /// <param name="Back">Where the worker was going.</param>
    public sealed record Step(string Phone, Guid Code, string? Back);

    public void Give(HttpResponse response, Step step) =>
        response.Cookies.Append(SessionCookie.NameOf(Cookie, response.HttpContext.Request), protector.Protect(JsonSerializer.Serialize(step), life), Options(response.HttpContext.Request));

    public void Take(HttpResponse response) => response.Cookies.Delete(SessionCookie.NameOf(Cookie, response.HttpContext.Request), Options(response.HttpContext.Request));

    public Step? Read(HttpRequest request)
    {
        if (request.Cookies[SessionCookie.NameOf(Cookie, request)] is not { Length: < 2000 } text) return null;
        try
        {
            return JsonSerializer.Deserialize<Step>(protector.Unprotect(text));
        }
        catch (CryptographicException)
        {
            return null; // Too old, or not ours.
        }
    }

    static CookieOptions Options(HttpRequest request) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = request.IsHttps, Path = "/", IsEssential = true, MaxAge = life };
}
