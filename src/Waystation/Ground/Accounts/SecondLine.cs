using System.Threading.RateLimiting;

namespace Waystation.Accounts;

/// <summary>What is sent to this page goes through the <see cref="SecondLine"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SlowedByAddressAttribute : Attribute;

/// <summary>
/// The second line against floods of sign-ins, by address and high: behind one carrier's address stands a whole lunch hour. Not the
/// framework's own, which leaves a clock ticking ten times a second, and with it the whole web program, when that ends.
/// </summary>
sealed class SecondLine(int triesAMinute) : IMiddleware, IAsyncDisposable
{
    readonly PartitionedRateLimiter<string> tries = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new() { PermitLimit = triesAMinute, Window = TimeSpan.FromMinutes(1) }));

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (IsTry(http))
        {
            using var lease = tries.AttemptAcquire(http.Connection.RemoteIpAddress?.ToString() ?? "");
            if (!lease.IsAcquired)
            {
                http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return;
            }
        }

        await next(http);
    }

    public ValueTask DisposeAsync() => tries.DisposeAsync();

    static bool IsTry(HttpContext http) =>
        !HttpMethods.IsGet(http.Request.Method) && http.GetEndpoint()?.Metadata.GetMetadata<SlowedByAddressAttribute>() is not null;
}
