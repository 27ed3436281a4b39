using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>
/// The public pages of stations are the same for everybody who asks for the same: they are made once a second and kept for that long,
/// compressed as each browser wants them. What bears a position, a typed name or a session is made anew and never kept.
/// </summary>
sealed class SharedForASecond : IOutputCachePolicy
{
    static readonly TimeSpan kept = TimeSpan.FromSeconds(1);
    static readonly string[] harmless = ["open", "facility", "kind", "area"];

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken ct)
    {
        var request = context.HttpContext.Request;
        var isShared = HttpMethods.IsGet(request.Method) && IsOfStations(request.Path) && SessionCookie.Read(request) is null && request.Query.Keys.All(harmless.Contains);
        (context.EnableOutputCaching, context.AllowCacheLookup, context.AllowCacheStorage, context.AllowLocking) = (isShared, isShared, isShared, true);
        if (!isShared) return ValueTask.CompletedTask;

        context.ResponseExpirationTimeSpan = kept;
        context.CacheVaryByRules.QueryKeys = harmless;
        context.CacheVaryByRules.HeaderNames = "Accept-Encoding";
        foreach (var choice in Choices(request)) context.CacheVaryByRules.VaryByValues[choice] = request.Cookies[choice] ?? "";
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken ct) => ValueTask.CompletedTask;

    /// <summary>An answer that sets somebody's cookie, or that something was wrong, is theirs alone.</summary>
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken ct)
    {
        var response = context.HttpContext.Response;
        if (response.StatusCode != StatusCodes.Status200OK || !StringValues.IsNullOrEmpty(response.Headers.SetCookie)) context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }

    /// <summary>The cookies by which readers have chosen what the page then shows: language, type size, area.</summary>
    static IEnumerable<string> Choices(HttpRequest request) =>
        request.HttpContext.RequestServices.GetRequiredService<IOptions<RequestLocalizationOptions>>().Value.RequestCultureProviders.OfType<CookieRequestCultureProvider>()
            .Select(language => language.CookieName).Append(LargeType.CookieOf(request)).Append(ChosenArea.CookieOf(request));

    static bool IsOfStations(PathString path) => path == "/" || path.StartsWithSegments("/stations");
}
