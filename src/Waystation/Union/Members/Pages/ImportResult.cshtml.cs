using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.Members.Pages;

/// <summary>How an import went: while it runs how far it is, then what to mend where.</summary>
[ForStaff(Right.ImportMembers)]
public sealed class ImportResultModel(Desk desk, ImportResults results) : PageModel
{
    const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public ImportResult Import { get; private set; } = null!;
    public List<Cause> Causes { get; private set; } = [];

    public (string Key, int Count)[] Counts =>
    [
        ("members.rows", Import.Rows), ("members.accepted", Import.Accepted), ("members.refused", Import.Refused),
        ("members.created", Import.Created), ("members.updated", Import.Updated), ("members.unchanged", Import.Unchanged),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await results.FindAsync(desk, Id, ct) is not { } found) return NotFound();

        Import = found;
        if (!found.IsRunning) Causes = await results.CausesAsync(Id, ct);
        return Page();
    }

    public async Task<IActionResult> OnGetErrorsAsync(CancellationToken ct)
    {
        if (await results.FindAsync(desk, Id, ct) is not { IsRunning: false, Refused: > 0 } found) return NotFound();

        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await results.WriteErrorsAsync(found, file, desk.Caller.Actor, ct);
        file.Position = 0;
        Response.Headers.CacheControl = "no-store";
        return File(file, found.Workbook ? Workbook : "text/csv", $"{Path.GetFileNameWithoutExtension(found.File)}-问题数据{(found.Workbook ? ".xlsx" : ".csv")}");
    }
}
