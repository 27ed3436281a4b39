namespace Waystation.Commands;

/// <summary>Whoever asks only for the head of an answer (RFC 9110, 9.3.2) is told what a GET would say, without its body.</summary>
sealed class HeadAnswers(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await next(http);
            return;
        }

        (http.Request.Method, http.Response.Body) = (HttpMethods.Get, Stream.Null);
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Method = HttpMethods.Head;
        }
    }
}
