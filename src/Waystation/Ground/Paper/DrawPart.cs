using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Waystation.Paper;

/// <summary>Draws a part of a page into a text, so that paper shows what the screen shows.</summary>
public sealed class DrawPart(IRazorViewEngine engine, ITempDataProvider kept)
{
    /// <param name="part">Its path: <c>/Station/Signs/Pages/_Paper.cshtml</c>.</param>
    public async Task<string> RunAsync<T>(ActionContext here, string part, T model)
    {
        var found = engine.GetView(null, part, isMainPage: false);
        if (found.View is not { } view) throw new InvalidOperationException($"{part} is not among {string.Join(", ", found.SearchedLocations ?? [])}");

        await using var text = new StringWriter();
        var data = new ViewDataDictionary<T>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        await view.RenderAsync(new ViewContext(here, view, data, new TempDataDictionary(here.HttpContext, kept), text, new HtmlHelperOptions()));
        return text.ToString();
    }
}
