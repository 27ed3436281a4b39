using Microsoft.AspNetCore.Mvc.Filters;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>On a page whose form holds several photos: too much at once is refused with a sentence before its first byte is read.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PapersFormAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    public const int MostAtOnce = 48 << 20;

    public int Order => 0;

    public void OnAuthorization(AuthorizationFilterContext context) =>
        Rule.Require(!(context.HttpContext.Request.ContentLength > MostAtOnce), new Sentence("claims.papers-too-large", MostAtOnce >> 20));
}

/// <summary>The photos of a form: fields called <c>paper-0</c>, <c>paper-1</c> … after the plan's documents.</summary>
static class SentPapers
{
    public static async Task<IReadOnlyList<SentPaper>> ReadAsync(IFormFileCollection files, CancellationToken ct)
    {
        List<SentPaper> papers = [];
        foreach (var file in files.Where(f => f.Name.StartsWith("paper-", StringComparison.Ordinal) && f.Length > 0))
        {
            Rule.Require(int.TryParse(file.Name["paper-".Length..], System.Globalization.NumberStyles.None, null, out var document), Say.NoSuchDocument);
            Rule.Require(file.Length <= ClaimPapers.MostSent, new Sentence("claims.paper-too-large", ClaimPapers.MostSent >> 20));
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, ct);
            papers.Add(ClaimPapers.Cut(Guid.CreateVersion7(), document, bytes.ToArray()));
        }

        return papers;
    }
}
