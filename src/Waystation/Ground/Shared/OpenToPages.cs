namespace Waystation.Shared;

/// <summary>Answers that pages of other houses may read too: the same for everybody, and given without a cookie.</summary>
public static class OpenToPages
{
    public const string ResourcePolicy = "Cross-Origin-Resource-Policy";

    public static T ReadableElsewhere<T>(this T endpoints) where T : IEndpointConventionBuilder => endpoints.AddEndpointFilter(async (asked, next) =>
    {
        var headers = asked.HttpContext.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers[ResourcePolicy] = "cross-origin";
        return await next(asked);
    });
}
