using Microsoft.AspNetCore.Mvc;

namespace Waystation.Paper;

/// <summary>Prints a part of a page with the styles it has on the screen.</summary>
public sealed class PrintPart(DrawPart draw, PrintPdf pdf, IWebHostEnvironment web)
{
    /// <param name="part">Its path: <c>/Station/Signs/Pages/_Paper.cshtml</c>.</param>
    /// <param name="styles">Files below wwwroot, the later above the earlier.</param>
    /// <exception cref="Shared.Refusal">This machine has nothing to print with, or it took too long.</exception>
    public async Task<byte[]> RunAsync<T>(ActionContext here, string title, string part, T model, string[] styles, CancellationToken ct)
    {
        var css = await Task.WhenAll(styles.Select(style => ReadAsync(style, ct)));
        return await pdf.RunAsync(title, string.Concat(css), await draw.RunAsync(here, part, model), ct);
    }

    async Task<string> ReadAsync(string file, CancellationToken ct)
    {
        await using var style = web.WebRootFileProvider.GetFileInfo(file).CreateReadStream();
        using var text = new StreamReader(style);
        return await text.ReadToEndAsync(ct);
    }
}
