using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Waystation.Shared;

/// <summary>
/// A form whose proof of where it comes from no longer holds: open since somebody else came in, or in a browser that keeps no cookies.
/// Nothing was done, and the person has done nothing wrong: they are told so, with the way back.
/// </summary>
sealed class StaleForm : IAlwaysRunResultFilter
{
    public static bool WasSent(HttpContext http) => http.Items.ContainsKey(typeof(StaleForm));

    public void OnResultExecuting(ResultExecutingContext context)
    {
        // A form that could not be read at all has no proof either, and is another trouble.
        if (context.Result is IAntiforgeryValidationFailedResult && context.HttpContext.Features.Get<IFormFeature>()?.Form is not null) context.HttpContext.Items[typeof(StaleForm)] = true;
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
