using Microsoft.Net.Http.Headers;

namespace Waystation.Shared;

/// <summary>Answers that pages of other houses may read too: the same for everybody, and given without a cookie.</summary>
public static class OpenToPages
{
    public const string ResourcePolicy = "Cross-Origin-Resource-Policy";

    /// <summary>
    /// Said to everybody, whether or not they come from a page, so that what a proxy keeps may go to both. A page that says which version it has already
    /// asks first whether it may (OPTIONS): the framework answers that.
    /// </summary>
    public static T ReadableElsewhere<T>(this T endpoints) where T : IEndpointConventionBuilder => endpoints
        .RequireCors(pages => pages.AllowAnyOrigin().WithMethods(HttpMethods.Get, HttpMethods.Head).WithHeaders(HeaderNames.IfNoneMatch, HeaderNames.IfModifiedSince).WithExposedHeaders(HeaderNames.ETag).SetPreflightMaxAge(TimeSpan.FromDays(1)))
        .AddEndpointFilter(async (asked, next) =>
        {
            var headers = asked.HttpContext.Response.Headers;
            (headers.AccessControlAllowOrigin, headers.AccessControlExposeHeaders) = ("*", HeaderNames.ETag);
            headers[ResourcePolicy] = "cross-origin";
            return await next(asked);
        });
}
