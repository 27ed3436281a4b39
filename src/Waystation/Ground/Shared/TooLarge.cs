using Microsoft.AspNetCore.Http.Metadata;

namespace Waystation.Shared;

/// <summary>
/// What says itself to be larger than its page takes is answered before it is read. Found out while the form is read, it would only look like a form that is broken.
/// </summary>
public static class TooLarge
{
    /// <summary>Stands after routing, which knows what the page takes.</summary>
    public static void UseTooLarge(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (!(http.Request.ContentLength > http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize)) return next(http);

        http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    });
}
