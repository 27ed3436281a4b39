using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Waystation.Shared.Pages;

/// <summary>What a person reads when a page could not be given: always a sentence, never a trace.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[ForEveryone]
public sealed class TroubleModel : PageModel
{
    public string Title { get; private set; } = "";
    public string Why { get; private set; } = "";

    /// <summary>The page of a form that was open too long; null: back to the start.</summary>
    public string? Again { get; private set; }

    public void OnGet(int status) => Show(status);

    public void OnPost(int status) => Show(status);

    /// <summary>0 stands for an exception, whose status the handler has already set. Asked for by hand, the page is itself not found.</summary>
    void Show(int status)
    {
        var happened = Response.StatusCode;
        if (happened < 400) Response.StatusCode = happened = status is >= 400 and < 600 ? status : StatusCodes.Status404NotFound;
        if (happened == StatusCodes.Status503ServiceUnavailable) Response.Headers.RetryAfter = "5";
        (Title, Why) = Troubles.Tell(HttpContext, happened);
        if (StaleForm.WasSent(HttpContext)) Again = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath;
    }
}
