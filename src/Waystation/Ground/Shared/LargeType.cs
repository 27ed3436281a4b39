namespace Waystation.Shared;

/// <summary>The large-type view: a cookie, so that it holds without an account and on every page.</summary>
public static class LargeType
{
    /// <summary>Over HTTPS the name itself says that no other host can set it.</summary>
    public static string CookieOf(HttpRequest request) => request.IsHttps ? "__Host-waystation.large" : "waystation.large";

    public static bool IsChosen(HttpRequest request) => request.Cookies.ContainsKey(CookieOf(request));
}
