using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.MyData.Pages;

/// <summary>Who did what with my data: by which post, what for, when.</summary>
[ForWorkers]
public sealed class LooksModel(MyFile file, MyData.Looks looks) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Before { get; set; }
    public IReadOnlyList<Look> Lately { get; private set; } = [];
    public IReadOnlyList<Look> Earlier { get; private set; } = [];
    public string? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var found = await looks.ReadAsync(Before, MyData.Looks.PageSize + 1, ct);
        if (found.Count > MyData.Looks.PageSize) Next = found[MyData.Looks.PageSize - 1].Cursor;
        var shown = found.Take(MyData.Looks.PageSize).ToList();
        var since = file.Now - MyData.Looks.Lately;
        (Lately, Earlier) = ([.. shown.Where(look => look.At >= since)], [.. shown.Where(look => look.At < since)]);
        Response.Headers.CacheControl = "no-store";
    }

    public static string Time(DateTime at) => When.Spoken(at);
}
