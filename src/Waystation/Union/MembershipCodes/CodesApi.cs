using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Waystation.Shared;

namespace Waystation.MembershipCodes;

/// <summary>What a verifier asks for: the keys and the revocations to keep, and the verdict on one code. Public: nothing in it names a person.</summary>
static class CodesApi
{
    public static void MapMembershipCodes(this IEndpointRouteBuilder app)
    {
        var codes = app.MapGroup("/api/code").WithTags("membership codes").ProducesProblem(StatusCodes.Status400BadRequest).WithMetadata(new ForEveryoneAttribute());
        codes.MapGet("/keys", KeysAsync).WithName("codeKeys").WithSummary("Keys and revocations, for verifying without signal")
            .WithDescription("Public keys (a point of 65 bytes in base64url) and what was revoked within the last day. The ETag changes when either does.")
            .Produces<KeptTrust>();
        codes.MapPost("/check", CheckAsync).WithName("checkCode").WithSummary("What a membership code is worth now")
            .Produces<Answer>();
    }

    static async Task<IResult> KeysAsync(HttpContext http, Revocations revocations, TimeProvider clock, CancellationToken ct)
    {
        var trust = KeptTrust.Of(await revocations.TrustAsync(ct));
        // Weak, because the instant of the answer is not in it.
        var tag = new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(trust, KeptTrust.Json)).AsSpan(0, 12))}\"", isWeak: true);
        http.Response.Headers.ETag = tag.ToString();
        http.Response.Headers.CacheControl = "no-cache";
        return Knows(http.Request.Headers.IfNoneMatch, tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Json(trust with { At = clock.GetUtcNow() }, KeptTrust.Json);
    }

    static bool Knows(StringValues asked, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList([.. asked.OfType<string>()], out var known) && known.Any(k => k.Compare(tag, useStrongComparison: false));

    static async Task<IResult> CheckAsync(HttpContext http, Question question, CheckCode check, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var found = await check.RunAsync(question.Code ?? "", ct);
        return Results.Json(new Answer(found.Name, found.Sentence.ToString(), found.Code?.MaskedName, found.Code?.State, found.Code?.IssuedAt, found.Code?.ExpiresAt), KeptTrust.Json);
    }

    internal sealed record Question(string? Code);

    sealed record Answer(string Verdict, string Sentence, string? Name, string? State, DateTimeOffset? IssuedAt, DateTimeOffset? ExpiresAt);
}
