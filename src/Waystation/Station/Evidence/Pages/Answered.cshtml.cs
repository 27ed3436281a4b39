using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Evidence.Pages;

/// <summary>How soon each street answers what visitors say; no station is named.</summary>
[ForEveryone]
public sealed class AnsweredModel(AnswerTimes times) : PageModel
{
    public IReadOnlyList<StreetAnswers> Streets { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Streets = await times.ByStreetAsync(ct);
}
